"""`cauce law check`: everything wrong in packs, each finding with its file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cauce.cli.errors import BadUse
from cauce.cli.law.common import AsJson
from cauce.cli.packs import with_setting
from cauce.cli.words import count, language, say

if TYPE_CHECKING:
    from cauce.law.findings import Finding

HELP = (
    "Check packs: a directory of packs, a pack, or the pack of a file; those of the program if none is named.",
    "Revisa paquetes: un directorio, un paquete o el paquete de un archivo; los del programa si no se indica.",
)


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar=say("PATH", "RUTA"), help=say("Directory, pack or file.", "Directorio, paquete o archivo.")
        ),
    ] = None,
    packs: Annotated[
        list[Path] | None,
        typer.Option("--packs", metavar="DIR", help=say("Check these packs too.", "Revisa también estos paquetes.")),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help=say("Warnings count as findings.", "Las advertencias cuentan como observaciones.")
        ),
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Print the findings and return 1 if there is an error among them."""
    from cauce.cli.output import print_json
    from cauce.law.check import check_packs
    from cauce.law.draft import BUILTIN
    from cauce.law.findings import errors

    asked = [*(paths or ()), *(packs or ())]
    found = check_packs([_pack_of(path) for path in asked] or [BUILTIN, *map(_pack_of, with_setting(()))])
    if as_json:
        print_json([item.to_json() for item in found])
    else:
        _print(found)
    return 1 if errors(found) or (strict and found) else 0


def _pack_of(path: Path) -> Path:
    """Return the pack that a file belongs to; a directory is itself."""
    from cauce.law.draft import is_pack

    if not path.exists():
        raise BadUse("cli.E011", path=path)
    if path.is_dir() and path.name not in ("versions", "scenarios", "calendars"):
        return path
    return next((folder for folder in list(path.parents)[:2] if is_pack(folder)), path.parent)


_ERRORS = (("error", "errors"), ("error", "errores"))
_WARNINGS = (("warning", "warnings"), ("advertencia", "advertencias"))


def _print(found: list[Finding]) -> None:
    from cauce.cli.output import err

    lang = language()
    words = {"error": say("error", "error"), "warning": say("warning", "advertencia")}
    for item in found:
        print(f"{item.file}:{item.line}: {item.code} {words[item.severity]}: {item.text(lang)}")
        print(f"    → {item.advice(lang)}")
    wrong = sum(item.severity == "error" for item in found)
    rest = len(found) - wrong
    err().print(
        f"{count(wrong, *_ERRORS)}, {count(rest, *_WARNINGS)}." if found
        else say("Nothing wrong was found.", "No se encontró nada incorrecto.")
    )  # fmt: skip
