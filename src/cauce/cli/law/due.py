"""`cauce law due`: the last day of a duty under every reading, with the days that were counted and skipped."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from cauce.cli.errors import BadUse
from cauce.cli.law.common import AsJson, Packs, RegimeId, load, read_day
from cauce.cli.words import say

HELP = (
    "Count a duty's term under every reading of the law.",
    "Computa el plazo de un deber según cada lectura de la ley.",
)


def command(
    regime: RegimeId,
    rule: Annotated[
        str,
        typer.Argument(
            metavar=say("DUTY", "DEBER"),
            help=say("procedure.duty, or a recurring duty.", "procedimiento.deber, o un deber periódico."),
        ),
    ],
    day: Annotated[
        str | None,
        typer.Option(metavar=say("DAY", "DÍA"), help=say("Day that the term runs from.", "Día desde el que corre.")),
    ] = None,
    moment: Annotated[
        str | None,
        typer.Option(
            metavar=say("MOMENT", "MOMENTO"),
            help=say(
                "Or: a moment with offset; its civil day at the place counts.",
                "O bien: un momento con diferencia horaria; cuenta su día civil en el lugar.",
            ),
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            metavar=say("PERIOD", "PERIODO"),
            help=say("Of a recurring duty, such as 2021-03.", "De un deber periódico, por ejemplo 2021-03."),
        ),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option(
            metavar=say("PLACE", "LUGAR"), help=say("Place code, such as MX-BCN-004.", "Clave, como MX-BCN-004.")
        ),
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option(metavar=say("ZONE", "HUSO"), help=say("Or: IANA time zone.", "O bien: huso horario IANA.")),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar=say("DAY", "DÍA"),
            help=say("Under the law of this day instead.", "Según la ley de este día en su lugar."),
        ),
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            metavar=say("NAME=NUMBER", "NOMBRE=NÚMERO"),
            help=say("Try a value that no text gives.", "Prueba un valor que ningún texto da."),
        ),
    ] = None,
    packs: Packs = None,
    as_json: AsJson = False,
) -> int:
    """Print the last days and return 0; a silent text is no error either."""
    from cauce.cli.law.due_answer import Question, answer
    from cauce.cli.law.due_page import print_answer, warn
    from cauce.cli.output import print_json

    question = Question(
        library=load(packs),
        regime=regime,
        rule=rule,
        day=read_day(day) if day else None,
        moment=_moment(moment) if moment else None,
        period=period,
        place=place,
        zone=zone,
        at=read_day(at) if at else None,
        parameters=_parameters(parameter or []),
    )
    found = answer(question)
    warn(found)
    if as_json:
        print_json(found.data)
    else:
        print_answer(found)
    return 0


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None:
        raise BadUse("cli.E007", value=text)
    return moment


def _parameters(written: list[str]) -> dict[str, int]:
    found = {}
    for each in written:
        name, _, number = each.partition("=")
        if not name or not number.isdigit():
            raise BadUse("cli.E010", value=each, example=name or "lead")
        found[name] = int(number)
    return found
