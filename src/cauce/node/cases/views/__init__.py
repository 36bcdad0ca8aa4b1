"""The pages of cases: each finds, asks the kernel, stores, shows."""
