"""`cauce record sequence`: the process that signs and publishes what is recorded."""

from __future__ import annotations

import signal
import sys
from threading import Event, Thread
from typing import Annotated

import typer

from cauce.cli.words import say
from cauce.node.boot import boot_existing
from cauce.node.conf import current
from cauce.node.frame.errors import NodeError

FAILED = 1
HELP = (
    "Sign and publish what is recorded, batch after batch. “cauce serve” starts one by itself; a second one waits and "
    "takes over when the first ends.",
    "Firma y publica lo que se registra, lote tras lote. «cauce serve» inicia uno por sí mismo; un segundo espera y "
    "toma el relevo cuando el primero termina.",
)


def command(
    child: Annotated[bool, typer.Option("--child", hidden=True, help="End when standard input ends.")] = False,
) -> None:
    """Run until told to stop."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if child:
        Thread(target=_watch, args=(stop,), daemon=True).start()
    try:
        boot_existing()
        from cauce.node.record import loop
        from cauce.node.record.reach import check_store

        if not child:  # whose server has looked
            check_store(current().record_store)
        loop.run(stop, _quiet if child else _tell)
    except NodeError as error:
        typer.echo(error.in_both(), err=True)
        raise typer.Exit(FAILED) from error


def _quiet(_: bool) -> None:
    """Say nothing: the server speaks."""


def _tell(has: bool) -> None:
    typer.echo(
        say("It signs and publishes.", "Firma y publica.")
        if has
        else say("Another process does; it waits to take over.", "Lo hace otro proceso; espera para tomar el relevo."),
        err=True,
    )


def _watch(stop: Event) -> None:
    """Stop when whoever started this process is gone, however it went."""
    sys.stdin.buffer.read()
    stop.set()
