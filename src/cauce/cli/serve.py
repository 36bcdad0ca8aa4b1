"""`cauce serve`: the node, on a port of this machine."""

from __future__ import annotations

import socket
from importlib import import_module
from logging import getLogger
from typing import Annotated

import typer

from cauce.cli.orphans import end_with_this_process
from cauce.cli.sequencing import sequencing
from cauce.cli.words import say
from cauce.law.system import why_of
from cauce.node import conf
from cauce.node.boot import boot
from cauce.node.frame.errors import AddressTaken, HostsUnnamed, NodeError
from cauce.node.patience import WAITING

FAILED = 1
WSGI = "cauce.node.wsgi"
_LOCAL = ("127.0.0.1", "localhost", "::1")


def serve(
    host: Annotated[str, typer.Option(help=say("Address to listen on.", "Dirección en la que escucha."))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=say("Port.", "Puerto."), min=1, max=65535)] = 8000,
    upgrade: Annotated[
        bool,
        typer.Option(
            "--upgrade",
            help=say(
                "Bring the tables of an earlier program up to date first.",
                "Actualiza antes las tablas de un programa anterior.",
            ),
        ),
    ] = False,
) -> None:
    """Serve the pages of this node. / Sirve las páginas de este nodo."""
    try:
        new = check(host, port, upgrade=upgrade)
        recorded = _record_start(upgrade=upgrade and not new)
    except NodeError as error:
        typer.echo(error.in_both(), err=True)
        raise typer.Exit(FAILED) from error
    run(host, port, new=new and recorded)


def check(host: str, port: int, *, upgrade: bool = False) -> bool:
    """
    Make the node ready, or say why it cannot serve; with `upgrade`, bring older tables up to date.

    Returns whether the node is a new one, made just now.

    Errors: NodeError and its kin: settings, data folder, database, tables, store, address; BadPack.
    """
    if not conf.current().hosts and host not in _LOCAL:
        raise HostsUnnamed(host=host)
    _check_address(host, port)
    boot()
    from cauce.node.ready import make_ready
    from cauce.node.record.reach import check_store

    check_store(conf.current().record_store)
    new = make_ready(upgrade=upgrade)
    _check_policies()
    _check_record()
    _load()
    return new


def run(host: str, port: int, *, new: bool = False) -> None:
    """Serve until told to stop; `check` comes first. Of a `new` node it is said where: the path may be a slip."""
    from django.db import connections
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    connections.close_all()  # one does not survive the parting of the workers
    # The embedded database has one writer: a second thread or process would only wait for it, and badly.
    workers = 2 if conf.current().database_url else 1
    typer.echo(f"Cauce: http://{host}:{port}/", err=True)
    if new:
        path = conf.current().data
        typer.echo(
            say(
                f"A new node was made in {path}. It has no offices and no accounts yet.",
                f"Se creó un nodo nuevo en {path}. Aún no tiene oficinas ni cuentas.",
            ),
            err=True,
        )
    server = Granian(
        f"{WSGI}:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=WAITING,  # one of which works at a time: see cauce.node.patience
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    # It warns of many threads for a few cores; all but one of them only wait for what is sent.
    getLogger("_granian").addFilter(lambda record: "Python threads" not in record.getMessage())
    with sequencing():
        end_with_this_process()
        server.serve()


def _record_start(*, upgrade: bool) -> bool:
    """Record that the node is served; return whether it could be: this may be a new database of an older node."""
    from cauce.node.cases.world import library
    from cauce.node.frame.failures import as_errors
    from cauce.node.record.errors import RecordHalted, RecordRolledBack
    from cauce.node.record.started import record_start

    try:
        with as_errors():
            record_start(library(), upgraded=upgrade)
    except (RecordHalted, RecordRolledBack) as error:  # people can still read, and see why no more
        typer.echo(error.in_both(), err=True)
        return False
    return True


def _check_policies() -> None:
    from cauce.node.frame.failures import as_errors
    from cauce.node.record.policies import policies

    with as_errors():
        policies()


def _check_record() -> None:
    """
    Look whether this database may be signed for. One that may not is halted, and served all the same.

    Reading takes nothing from the record, and its pages are where people see what happened.
    """
    from django.db import connection

    from cauce.node.frame.failures import as_errors
    from cauce.node.record.errors import RecordHalted, RecordRolledBack
    from cauce.node.record.loop import check as check_record

    try:
        with as_errors():
            check_record()
    except (RecordHalted, RecordRolledBack) as error:
        typer.echo(error.in_both(), err=True)
    connection.close()


def _load() -> None:
    # Once, before the workers part from this process: they start with everything in memory, and what cannot be loaded
    # stops the start instead of the first page.
    import_module(WSGI)
    from cauce.node.cases.world import library

    library()


def _check_address(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            unknown = {"en": "there is no such name", "es": "ese nombre no existe"}
            why = unknown if isinstance(error, socket.gaierror) else why_of(error)
            raise AddressTaken(host=host, port=port, why=why) from error
