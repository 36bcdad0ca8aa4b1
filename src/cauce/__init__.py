"""Cauce: the accountable channel between the security services of two states."""
