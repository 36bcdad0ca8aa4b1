"""`cauce directory`: the offices of this node, who acts for them, and the persons on its register."""

from __future__ import annotations

from importlib import import_module

import typer

from cauce.cli.building import Command, new_app, options_words
from cauce.cli.words import say

#: the commands, each in a module of its name that has `command` and `HELP`
NAMES = ("load", "password", "keys")


def app() -> typer.Typer:
    """Return the group of commands."""
    group = new_app(say("Offices, accounts and persons of this node.", "Oficinas, cuentas y personas de este nodo."))
    for name in NAMES:
        loaded = import_module(f"cauce.cli.directory.{name}")
        group.command(name, help=say(*loaded.HELP), cls=Command, options_metavar=options_words())(loaded.command)
    return group
