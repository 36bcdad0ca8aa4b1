"""`cauce record`: the node's record, and anybody's record seen from the outside."""

from __future__ import annotations

from importlib import import_module

import typer

from cauce.cli.building import Command, new_app, options_words
from cauce.cli.words import say

#: the commands, each in a module of its name that has `command` and `HELP`
NAMES = ("sequence", "rebuild", "recover", "events", "audit", "monitor")


def app() -> typer.Typer:
    """Return the group of commands."""
    group = new_app(
        say("Sequence, rebuild, audit and follow a record.", "Ordena, rehace, audita y sigue una bitácora.")
    )
    for name in NAMES:
        loaded = import_module(f"cauce.cli.record.{name}")
        group.command(name, help=say(*loaded.HELP), cls=Command, options_metavar=options_words())(loaded.command)
    return group
