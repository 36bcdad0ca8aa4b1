"""`cauce record recover`: take a record up again after a database came back from an older copy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cauce.cli.errors import tell
from cauce.cli.words import say
from cauce.node.boot import boot_existing
from cauce.node.frame.errors import NodeError
from cauce.record import RecordError

FAILED = 1
HELP = (
    "Take up from what was published the entries that an older copy of the database lacks, so that the record goes "
    "on without contradicting itself. The acts behind them stay lost here; their receipts stay good. What was recorded "
    "since the copy came back, and not signed, gets the numbers after them.",
    "Retoma, de lo publicado, las entradas que faltan en una copia anterior de la base de datos, para que la bitácora "
    "siga sin contradecirse. Las actuaciones detrás de ellas siguen perdidas aquí; sus acuses valen. Lo registrado "
    "desde que volvió la copia, sin firma aún, recibe los números siguientes.",
)


def command(
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar=say("DIR|s3://…", "CARPETA|s3://…"),
            help=say(
                "Published files to take up; by default this node’s own.",
                "Archivos publicados que se retoman; por omisión, los de este nodo.",
            ),
        ),
    ] = None,
) -> None:
    """Take up the record."""
    try:
        boot_existing()
        from django.db import transaction

        from cauce.node.record.events import record_event
        from cauce.node.record.files import Directory, open_store, published
        from cauce.node.record.recover import recover

        if source and source.startswith("s3://"):
            files = open_store(source)
        else:
            files = Directory(Path(source)) if source else published()
        with transaction.atomic():  # nobody takes a record up without its saying so
            lost = recover(files)
            record_event("administration", {"what": "recover", "found": [str(lost)]})
    except NodeError as error:
        typer.echo(error.in_both(), err=True)
        raise typer.Exit(FAILED) from error
    except RecordError as error:
        tell(error)
        raise typer.Exit(FAILED) from error
    typer.echo(
        say(
            f"{lost} entries taken up; the record goes on.",
            f"Se retomaron {lost} entradas; la bitácora continúa.",
        )
    )
