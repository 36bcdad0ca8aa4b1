"""`cauce explain`: why something is owed and by when, or what an act offends; as the kernel has it, or in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cauce.cli.errors import FINE, FOUND, BadUse, tell
from cauce.cli.law.common import AsJson, read_day
from cauce.cli.words import language, say
from cauce.node.boot import boot_existing
from cauce.node.frame.errors import NodeError

if TYPE_CHECKING:
    from cauce.node.cases.explained import Found


def explain(
    of: Annotated[
        str,
        typer.Argument(
            metavar=say("CASE", "EXPEDIENTE"),
            help=say(
                "A case, such as MX-2021-000132; or what recurs: REGIME/RULE/PERIOD/WHO/WHOM, or its first parts.",
                "Un expediente, como MX-2021-000132; o lo periódico: RÉGIMEN/REGLA/PERIODO/QUIÉN/SOBRE-QUIÉN, "
                "o sus primeras partes.",
            ),
        ),
    ],
    name: Annotated[
        str,
        typer.Argument(
            metavar=say("DUTY-OR-FLAG", "DEBER-O-IRREGULARIDAD"),
            show_default=False,
            help=say(
                "Such as report#3, or 2.authorised for what act 2 offends. Without it: all that can be explained.",
                "Como report#3, o 2.authorised para lo que falta en la actuación 2. Sin él: todo lo que se explica.",
            ),
        ),
    ] = "",
    day: Annotated[
        str | None,
        typer.Option(
            metavar=say("DAY", "DÍA"),
            help=say("How it stands on this day instead of today.", "Cómo está en este día en vez de hoy."),
        ),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Explain duties and irregular acts. / Explica deberes y actuaciones irregulares."""
    on = read_day(day) if day else None
    try:
        boot_existing()
        from cauce.node.frame.failures import as_errors
        from cauce.node.ready import check_tables

        with as_errors():
            check_tables()
            _answer(of, name, on, as_json=as_json)
    except NodeError as error:
        tell(error)
        return FOUND
    return FINE


def _answer(of: str, name: str, on: date | None, *, as_json: bool) -> None:
    from cauce.cli.explain_page import Page
    from cauce.cli.output import print_json
    from cauce.node.frame.words import speaking

    found, chosen = _find(of, name, on)
    if as_json:
        print_json(found.explain(chosen) if chosen else found.all())
        return
    with speaking(language()):
        page = Page(found)
        page.one(chosen) if chosen else page.list()


def _find(of: str, name: str, on: date | None) -> tuple[Found, str]:
    """Return what was asked about, and the one thing to explain, empty for a list. Errors: BadUse."""
    from cauce.node.cases.explained import of_case, of_recurring
    from cauce.node.cases.recur import as_key
    from cauce.node.cases.world import library

    path = "/".join(part for part in (of, name) if part)
    if of.partition("/")[0] in library().regimes:
        found = of_recurring(path, on)
        if found is None or not found.duties:
            raise BadUse("cli.E015", name=path)
        return found, as_key(path) if as_key(path) in found.duties else ""
    found = of_case(of, on)
    if found is None:
        raise BadUse("cli.E013", name=of, known=", ".join(library().regimes))
    if name and name not in found.names:
        raise BadUse("cli.E014", case=of, name=name, known=", ".join(found.names) or "–")
    return found, name
