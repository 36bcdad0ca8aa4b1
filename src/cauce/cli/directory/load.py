"""`cauce directory load`: enter what a file says of offices, accounts and persons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cauce.cli.errors import FOUND, tell
from cauce.cli.words import language, say
from cauce.node.boot import boot
from cauce.node.frame.errors import NodeError

if TYPE_CHECKING:
    from cauce.node.people.enter import Done

HELP = (
    "Enter offices, accounts and persons from a YAML file: all of it or nothing; again, only what changed.",
    "Registra oficinas, cuentas y personas de un archivo YAML: todo o nada; de nuevo, solo lo que cambió.",
)


def command(
    file: Annotated[Path, typer.Argument(metavar=say("FILE", "ARCHIVO"), help=say("A YAML file.", "Un archivo YAML."))],
) -> int:
    """Load the file; 1 if something is wrong with it, and then nothing was entered."""
    try:
        boot()
        from cauce.node.cases.world import library
        from cauce.node.people.enter import load
        from cauce.node.ready import make_ready

        make_ready()
        done = load(file, library())
    except NodeError as error:
        for found in getattr(error, "findings", ()):
            print(f"{found.file}:{found.line}: {found.code}: {found.text(language())}")
            print(f"    → {found.advice(language())}")
        tell(_quiet(error))
        return FOUND
    _print(done)
    return 0


def _quiet(error: NodeError) -> NodeError:
    """Return the error without its findings, which are on stdout already."""
    vars(error).pop("findings", None)
    return error


def _print(done: Done) -> None:
    titles = {
        "offices": say("offices", "oficinas"),
        "accounts": say("accounts", "cuentas"),
        "persons": say("persons", "personas"),
    }
    one = {"new": say("new", "nueva"), "changed": say("changed", "modificada"), "same": say("as it was", "sin cambio")}
    many = {
        "new": say("new", "nuevas"),
        "changed": say("changed", "modificadas"),
        "same": say("as they were", "sin cambios"),
    }
    for part, title in titles.items():
        found = {how: done[part, how] for how in many}
        counts = ", ".join(f"{count} {(one if count == 1 else many)[how]}" for how, count in found.items())
        print(f"{title}: {counts}")
