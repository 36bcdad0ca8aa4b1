"""`cauce record rebuild`: make the published files again from the database, and compare every byte."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from cauce.cli.words import say
from cauce.node.boot import boot_existing
from cauce.node.frame.errors import NodeError

if TYPE_CHECKING:
    from cauce.node.record.again import MadeAgain

FAILED = 1
#: files that the event names
_NAMED = 100
HELP = (
    "Make bundles and tiles again from the database and compare every byte with the published ones; missing files are "
    "written, different ones are told and left alone. Exit code 1 if anything was missing or different.",
    "Rehace paquetes y teselas a partir de la base de datos y compara cada byte con lo publicado; escribe lo que "
    "falta, y lo distinto lo señala sin tocarlo. Código 1 si algo faltaba o era distinto.",
)


def command(
    as_json: Annotated[bool, typer.Option("--json", help=say("Result as JSON.", "Resultado en JSON."))] = False,
) -> None:
    """Rebuild and compare."""
    try:
        boot_existing()
        from cauce.node.record.again import make_again
        from cauce.node.record.events import record_event

        made = make_again()
        # Told before it is recorded: of a record that is halted it cannot be, and what was missing is there by now.
        _tell(made, as_json=as_json)
        if wrong := [*made.different, *made.missing][:_NAMED]:
            record_event("administration", {"what": "record-rebuild", "found": wrong})
    except NodeError as error:
        typer.echo(error.in_both(), err=True)
        raise typer.Exit(FAILED) from error
    if made.missing or made.different:
        raise typer.Exit(FAILED)


def _tell(made: MadeAgain, *, as_json: bool) -> None:
    if as_json:
        found = {"size": made.size, "files": made.files, "missing": made.missing, "different": made.different}
        typer.echo(json.dumps(found))
    else:
        for path in made.different:
            typer.echo(say(f"DIFFERENT  {path}", f"DISTINTO   {path}"))
        for path in made.missing:
            typer.echo(say(f"written    {path}", f"escrito    {path}"))
        typer.echo(
            say(
                f"{made.files} files of {made.size} entries: {len(made.missing)} missing, "
                f"{len(made.different)} different.",
                f"{made.files} archivos de {made.size} entradas: {len(made.missing)} faltantes, "
                f"{len(made.different)} distintos.",
            )
        )
    if made.different:
        typer.echo(
            say(
                "→ Different files were left as they are. Keep a copy of each, compare it with a mirror's, and find "
                "out who changed it. One that you then remove is written again by this command.",
                "→ Los archivos distintos quedaron como están. Conserve cada uno, compárelo con el de otra copia de la "
                "bitácora y averigüe quién lo cambió. El que después retire se escribe de nuevo con esta instrucción.",
            ),
            err=True,
        )
