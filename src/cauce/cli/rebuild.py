"""`cauce rebuild`: make every derived table again from the acts, and say whether it came out the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from cauce.cli.output import err
from cauce.cli.words import say
from cauce.node.boot import boot_existing
from cauce.node.frame.errors import NodeError

if TYPE_CHECKING:
    from cauce.node.cases.rebuild import Rebuilt

FAILED = 1


def rebuild(
    as_json: Annotated[bool, typer.Option("--json", help=say("Result as JSON.", "Resultado en JSON."))] = False,
) -> None:
    """
    Make every derived table again. / Rehace todas las tablas derivadas.

    Exit code 1 if one of them did not come out as it was. / Código 1 si alguna no resultó igual.
    """
    try:
        boot_existing()
        from cauce.node.ready import make_ready

        make_ready()
        tables = _recorded()
    except NodeError as error:
        typer.echo(error.in_both(), err=True)
        raise typer.Exit(FAILED) from error
    if as_json:
        typer.echo(json.dumps([{"table": each.table, "rows": each.rows, "same": each.same} for each in tables]))
    else:
        for each in tables:
            same = say("as it was", "igual que antes") if each.same else say("DIFFERENT", "DISTINTA")
            typer.echo(f"{each.table:20} {each.rows:>9}  {same}")
    if not all(each.same for each in tables):
        raise typer.Exit(FAILED)


def _recorded() -> list[Rebuilt]:
    """
    Make the tables again; record in the same transaction those that did not come out as they were.

    Somebody had changed them, or the program did. A second run finds nothing any more, so it is told now or never.
    """
    from django.db import transaction

    from cauce.node.record.events import record_event

    with transaction.atomic():
        tables = _rebuild()
        if different := [each.table for each in tables if not each.same]:
            record_event("administration", {"what": "rebuild", "found": different})
    return tables


def _rebuild() -> list[Rebuilt]:
    from cauce.node.cases.rebuild import rebuild as make_again

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err(), transient=True) as progress:
        task = progress.add_task(say("Acts", "Actuaciones"))
        return make_again(lambda done, total: progress.update(task, completed=done, total=total))
