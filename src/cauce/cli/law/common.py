"""What the commands of the law share: options, days, the library."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cauce.cli.errors import BadUse
from cauce.cli.packs import check, with_setting
from cauce.cli.words import say

if TYPE_CHECKING:
    from cauce.law.library import Library

Packs = Annotated[
    list[Path] | None,
    typer.Option(
        "--packs",
        metavar="DIR",
        help=say(
            "Add the packs of a directory; may be repeated.", "Agrega los paquetes de un directorio; puede repetirse."
        ),
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=say("Print JSON.", "Escribe JSON."))]
RegimeId = Annotated[
    str, typer.Argument(metavar=say("REGIME", "RÉGIMEN"), help=say("Such as mx-lsn.", "Por ejemplo, mx-lsn."))
]


def load(packs: list[Path] | None) -> Library:
    """Return the law of the program with that of other directories and of the setting. Errors: BadUse, BadPack."""
    from cauce.law.read import load_library

    return load_library(with_setting(check(packs or ())))


def read_day(text: str) -> date:
    """Return the day that was written. Errors: BadUse."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadUse("cli.E006", value=text)
