"""Cases: the one way in for an act, what is derived from acts, and the pages that show them."""
