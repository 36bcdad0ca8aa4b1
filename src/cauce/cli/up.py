"""`cauce up`: from nothing to a running demonstration."""

from __future__ import annotations

from typing import Annotated

import typer

from cauce.cli import demo as demonstration
from cauce.cli import serve as server
from cauce.cli.words import say
from cauce.node.frame.errors import NodeError

FAILED = 1


def up(
    port: Annotated[int, typer.Option(help=say("Port.", "Puerto."), min=1, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help=say("Address to listen on.", "Dirección en la que escucha."))] = "127.0.0.1",
) -> None:
    """Build the demonstration if there is nothing yet, and serve it. / Prepara la demostración si falta y la sirve."""
    demonstration.settle()
    try:
        demonstration.check()
        server.check(host, port, upgrade=True)
        from cauce.node.demo.built import ACTS, is_built

        if not is_built():
            demonstration.build(ACTS)
    except NodeError as error:
        typer.echo(error.in_both(), err=True)
        raise typer.Exit(FAILED) from error
    _tell_entrances(host, port)
    server.run(host, port)


def _tell_entrances(host: str, port: int) -> None:
    from django.db import connection

    from cauce.node.demo.entrances import ENTRANCES

    typer.echo(say("Entrances, one click each:", "Accesos, con un clic:"))
    typer.echo(f"  http://{host}:{port}/demo/")
    for entrance in ENTRANCES:
        typer.echo(f"    {say(entrance.en, entrance.es)}")
    connection.close()  # the workers open their own
