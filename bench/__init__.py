"""Measurements beside peers, medians of interleaved rounds; never a timed test. `python -m bench` runs them all."""
