"""Cases: acts, what the law says of them, and the state, duties and standings that follow."""
