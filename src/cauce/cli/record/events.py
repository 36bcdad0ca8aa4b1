"""`cauce record events`: what the node has recorded besides acts, for whoever runs it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cauce.cli.errors import FINE, FOUND, BadUse, tell
from cauce.cli.law.common import AsJson
from cauce.cli.words import say
from cauce.node.boot import boot_existing
from cauce.node.frame.errors import NodeError
from cauce.record.event import KINDS

if TYPE_CHECKING:
    from cauce.node.record.models import Event

HELP = (
    "Print what is recorded besides acts: readings, sign-ins, exports, changes of the directory, keys, administration, "
    "erasures.",
    "Escribe lo que se asienta además de las actuaciones: consultas, accesos, exportaciones, cambios del directorio, "
    "llaves, administración, supresiones.",
)


def command(
    kind: Annotated[
        str,
        typer.Option(
            metavar=say("KIND", "CLASE"),
            help=say("Only events of this kind.", "Solo sucesos de esta clase.") + f" ({', '.join(sorted(KINDS))})",
        ),
    ] = "",
    as_json: AsJson = False,
) -> int:
    """Print the events, in the order in which they were recorded."""
    if kind and kind not in KINDS:
        tell(BadUse("cli.E005", name="--kind", why=", ".join(sorted(KINDS)), command="cauce record events"))
        return 2
    try:
        boot_existing()
        from cauce.node.frame.failures import as_errors
        from cauce.node.ready import check_tables

        with as_errors():
            check_tables()
            _print(kind, as_json=as_json)
    except NodeError as error:
        tell(error)
        return FOUND
    return FINE


def _print(kind: str, *, as_json: bool) -> None:
    if as_json:
        from cauce.cli.output import print_json

        print_json([{"entry": event.entry, "event": _plain(event)} for event in _events(kind)])
        return
    for event in _events(kind):
        plain = _plain(event)
        body = json.dumps(plain.get("body", {}), ensure_ascii=False, sort_keys=True)
        typer.echo(f"{event.entry:>9}  {plain['at']}  {event.kind:<14}  {body}")


def _events(kind: str) -> Iterator[Event]:
    from cauce.node.record.models import Event

    found = Event.objects.order_by("entry")
    return (found.filter(kind=kind) if kind else found).iterator()


def _plain(event: Event) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bytes(event.body))
    return found
