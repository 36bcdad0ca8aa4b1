"""`cauce demo`: the invented year under the law, built through the one way in for an act."""

from __future__ import annotations

import os
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cauce.cli.output import err
from cauce.cli.words import say
from cauce.node.boot import boot
from cauce.node.frame.errors import NodeError

FAILED = 1
#: the evening of the story's last day, in Mexico City
CLOCK = "2021-09-30T18:10-05:00"


def demo(
    acts: Annotated[
        int, typer.Option(help=say("How many acts to tell.", "Cuántas actuaciones contar."), min=100, max=10_000_000)
    ] = 5000,
) -> None:
    """
    Build the demonstration in an empty database. / Prepara la demostración en una base vacía.

    Exit code 1 if it is not empty. / Código 1 si no está vacía.
    """
    settle()
    try:
        boot()
        from cauce.node.demo.built import is_built
        from cauce.node.demo.errors import NotEmpty
        from cauce.node.ready import make_ready

        make_ready()
        if is_built():
            raise NotEmpty()
        build(acts)
    except NodeError as error:
        typer.echo(error.in_both(), err=True)
        raise typer.Exit(FAILED) from error


def settle() -> None:
    """Make this process, and those it starts, a demonstration, unless somebody has said otherwise."""
    os.environ.setdefault("CAUCE_DEMO", "1")
    os.environ.setdefault("CAUCE_CLOCK", CLOCK)


def check() -> None:
    """
    Leave alone what is no demonstration: not even its tables are brought up to date here.

    Errors: NoDemonstration, and those of settings and database.
    """
    boot()
    from django.db import connection

    from cauce.node.demo.built import is_built, is_demonstration
    from cauce.node.demo.errors import NoDemonstration
    from cauce.node.frame.failures import as_errors

    with as_errors():
        tables = set(connection.introspection.table_names())
        if {"case_act", "people_office", "case_stamp"} <= tables and is_built() and not is_demonstration():
            raise NoDemonstration()


def build(acts: int) -> None:
    """Tell the story, with a bar of progress."""
    from cauce.node.demo.build import build as tell

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err(), transient=True) as progress:
        task = progress.add_task(say("Telling the demonstration", "Contando la demostración"), total=acts)
        told = tell(acts, lambda done, total: progress.update(task, completed=done))
    typer.echo(say(f"Demonstration: {told} acts told.", f"Demostración: {told} actuaciones contadas."), err=True)
