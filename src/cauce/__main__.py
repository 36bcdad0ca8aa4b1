"""`python -m cauce` is the command `cauce`."""

from cauce.cli import run

run()
