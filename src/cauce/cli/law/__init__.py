"""`cauce law`: check, read, compare and test the law."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import typer

from cauce.cli.building import Command, new_app, options_words
from cauce.cli.words import say

#: the commands, each in a module of its name that has `command`, or `app` for a group
NAMES = ("check", "show", "diff", "due", "test", "text")
HIDDEN = ("reference",)


def app() -> typer.Typer:
    """Return the group of commands."""
    group = new_app(say("Check, read, compare and test the law.", "Revisa, lee, compara y prueba la ley."))
    for name in (*NAMES, *HIDDEN):
        module = f"cauce.cli.law.{name}"
        if find_spec(module) is None:
            continue
        loaded = import_module(module)
        if hasattr(loaded, "app"):
            group.add_typer(loaded.app(), name=name, help=say(*loaded.HELP))
        else:
            group.command(
                name, help=say(*loaded.HELP), hidden=name in HIDDEN, cls=Command, options_metavar=options_words()
            )(loaded.command)
    return group
