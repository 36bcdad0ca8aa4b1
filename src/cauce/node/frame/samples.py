"""Every part in all its states, for the page of patterns. Invented, like everything that a demonstration shows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from cauce.node.frame.days import Counted, Mark
from cauce.node.frame.parts import (
    ActRow,
    Alike,
    Chip,
    Column,
    Duty,
    Field,
    Filter,
    Link,
    Member,
    Option,
    Pager,
    Problem,
    Receipt,
    Row,
    Step,
    Table,
    Tally,
)
from cauce.node.frame.words import Both

ZONE = "America/Ciudad_Juarez"


def samples() -> dict[str, Any]:
    """Return what `frame/patterns.html` shows."""
    return {
        "chips": CHIPS,
        "tallies": TALLIES,
        "duties": DUTIES,
        "calendars": [SHORT_COUNT, LONG_COUNT],
        "acts": ACTS,
        "steps": STEPS,
        "table": TABLE,
        "no_table": Table(TABLE.caption, TABLE.columns, [], Both("No receipts yet.", "Aún no hay acuses.")),
        "filters": [Filter(Both("Stage: held", "Etapa: celebrada"), "?"), Filter("Ciudad Juárez", "?")],
        "pager": Pager(51, 100, 1204, newer="?", older="?"),
        "fields": FIELDS,
        "problems": [
            Problem("topic", Both("Say what it was about.", "Indique el tema.")),
            Problem("day", Both("The day is no date.", "El día no es una fecha.")),
        ],
        "rows": ROWS,
        "rule": "meeting.report",
        "hostile": "Pérez \u202egnirts a\u202c Núñez\u0007 <script>",
    }


CHIPS = [
    Chip(Both("Waiting on another office", "En espera de otra oficina")),
    Chip(Both("Authorised", "Autorizada"), "river"),
    Chip(Both("Met", "Cumplido"), "met"),
    Chip(Both("Due soon", "Por vencer"), "soon"),
    Chip(Both("Irregular: nobody from the Foreign Ministry", "Irregular: sin representante de Relaciones"), "late"),
    Chip(Both("Sealed · 6 readers", "Sellado · 6 lectores"), "seal"),
]
TALLIES = [
    Tally(1, Both("overdue", "vencidos"), "late", "?"),
    Tally(2, Both("due within two business days", "vencen en dos días hábiles"), "soon"),
    Tally(4, Both("later this month", "más tarde este mes")),
    Tally(1204, Both("met this year", "cumplidos este año")),
]
DUTIES = [
    Duty(
        Both("Contact report, telephone call with liaison 0417", "Informe de contacto, llamada con el enlace 0417"),
        "?",
        "late",
        "overdue",
        Chip(Both("Overdue", "Vencido"), "late"),
        date(2021, 2, 5),
        Both("3 days late", "3 días de retraso"),
        Both("Written report to both secretariats", "Informe escrito a ambas secretarías"),
        "LSN 70 ¶2",
        100,
        Link(Both("Report", "Informar"), "?"),
    ),
    Duty(
        Both("Decide on the request to meet 2021-000132", "Resolver la solicitud de reunión 2021-000132"),
        "?",
        "soon",
        "open",
        Chip(Both("Due soon", "Por vencer"), "soon"),
        date(2021, 2, 9),
        Both("1 day left", "queda 1 día"),
        Both("Arms tracing desk, Ciudad Juárez", "Mesa de rastreo de armas, Ciudad Juárez"),
        "LSN 70 ¶1",
        78,
    ),
    Duty(
        Both("Monthly report for January", "Informe mensual de enero"),
        "?",
        "",
        "open",
        Chip(Both("Waiting on another office", "En espera de otra oficina")),
        date(2021, 2, 28),
        Both("20 days left", "quedan 20 días"),
        Both("Mission of a sending state", "Misión de un Estado acreditante"),
        "Lin. 6",
        22,
    ),
    Duty(
        Both("Answer to the accreditation of two agents", "Respuesta a la acreditación de dos agentes"),
        "?",
        "",
        "no-term",
        Chip(Both("Without term", "Sin plazo")),
        None,
        Both("for 3 days", "desde hace 3 días"),
        note=Both("The published texts name no term.", "Los textos publicados no fijan plazo."),
        source="LSN 69",
        alike=Alike(
            Both("12 duties", "12 deberes"),
            Both("Show the first 1", "Ver el primero"),
            [Member(Both("Agent 0417", "Agente 0417"), "?", Link(Both("Answer", "Responder"), "?"))],
            "?",
        ),
    ),
]
ROWS = [
    Row(
        Both("Agent", "Agente"),
        Both("Liaison 0417", "Enlace 0417"),
        [Chip(Both("accredited to 30 Jun 2021", "acreditado al 30 jun 2021"), "met")],
        "?",
        "?",
    ),
    Row(Both("When, where", "Cuándo y dónde"), "2021-02-03, 11:00, Ciudad Juárez", change="?"),
    Row(Both("Topic", "Tema"), Both("Serial numbers of 46 seized rifles", "Números de serie de 46 fusiles asegurados")),
]
ACTS = [
    ActRow(
        Both("Request to meet", "Solicitud de reunión"),
        Both("Chihuahua state prosecutor, signed by L. Ortega", "Fiscalía de Chihuahua, firma L. Ortega"),
        datetime(2021, 1, 28, 23, 40, tzinfo=UTC),
        ZONE,
        1,
        Receipt(41208, "?"),
        rows=ROWS,
    ),
    ActRow(
        Both("Held", "Celebrada"),
        Both("Chihuahua state prosecutor", "Fiscalía de Chihuahua"),
        datetime(2021, 2, 3, 20, 10, tzinfo=UTC),
        ZONE,
        2,
        Receipt(41633, "?"),
        [CHIPS[4]],
        notes=[Both("Taken and flagged. The office may explain.", "Recibida y señalada. La oficina puede explicar.")],
    ),
    ActRow(
        Both("Contact report", "Informe de contacto"),
        chips=[Chip(Both("due Sat 6 Feb", "vence sáb 6 feb"), "soon")],
        notes=[Both("To the Foreign Ministry and to Security.", "A Relaciones Exteriores y a Seguridad.")],
        actions=[
            Link(Both("File the report", "Presentar el informe"), "?"),
            Link(Both("Explain a delay", "Explicar un retraso"), "?"),
        ],
    ),
]
STEPS = [
    Step(Both("Asked", "Solicitada"), "done"),
    Step(Both("Authorised", "Autorizada"), "done"),
    Step(Both("Held", "Celebrada"), "now"),
    Step(Both("Reported", "Informada"), "ahead"),
    Step(Both("Acknowledged", "Con acuse"), "ahead"),
]
_HOLIDAY = Both("Constitution Day, observed", "Día de la Constitución, trasladado")
_SUNDAY = Both("Sunday", "domingo")
SHORT_COUNT = Counted(
    Both("How the date was counted", "Cómo se contó el plazo"),
    {
        date(2021, 1, 29): Mark("from"),
        date(2021, 1, 30): Mark("counted", 1),
        date(2021, 1, 31): Mark("skipped", why=_SUNDAY),
        date(2021, 2, 1): Mark("skipped", why=_HOLIDAY),
        date(2021, 2, 2): Mark("counted", 2),
        date(2021, 2, 3): Mark("due", 3),
        date(2021, 2, 4): Mark("other", why=Both("last day by the strictest count", "último día según otro cómputo")),
    },
    [Both("The law says three days and not which.", "La ley dice tres días, sin decir cuáles.")],
)
LONG_COUNT = Counted(
    Both("Six months", "Seis meses"),
    {date(2021, 1, 15): Mark("from"), date(2021, 7, 15): Mark("due")},
)
TABLE = Table(
    Both("Receipts of this week", "Acuses de esta semana"),
    [
        Column(Both("Case", "Expediente"), "code"),
        Column(Both("Office", "Oficina")),
        Column(Both("Last day", "Último día")),
        Column(Both("Acts", "Actuaciones"), "number"),
        Column(Both("Status", "Estado")),
        Column(Both("Receipt", "Acuse")),
    ],
    [
        [Link("2021-000132", "?"), Both("Prosecutor", "Fiscalía"), date(2021, 2, 6), 4, CHIPS[3], Receipt(41633, "?")],
        [Link("2021-000118", "?"), Both("Ministry", "Secretaría"), date(2021, 2, 9), 1204, CHIPS[2], Receipt(9, "?")],
    ],
)
_CONTACTS = [
    Option("meeting", Both("Meeting", "Reunión"), Both("in one place", "en un mismo lugar")),
    Option("call", Both("Telephone call", "Llamada telefónica")),
    Option("message", Both("Message", "Mensaje")),
]
FIELDS = [
    Field(
        "topic",
        Both("Topic", "Tema"),
        error=Both("Say what it was about.", "Indique el tema."),
        help=Both("Nothing sensitive.", "Nada sensible."),
        source="Lin. 8",
    ),
    Field(
        "day",
        Both("Day of the contact", "Día del contacto"),
        "day",
        "31 de febrero",
        error=Both("The day is no date.", "El día no es una fecha."),
    ),
    Field("time", Both("Time", "Hora"), "time", "11:00", required=False),
    Field("month", Both("Month", "Mes"), "month", "2021-01"),
    Field("agents", Both("How many agents", "Cuántos agentes"), "number", "2", size="short"),
    Field("contact", Both("Kind of contact", "Tipo de contacto"), "choice", "call", options=_CONTACTS),
    Field("ways", Both("Told to", "Se informa a"), "choices", ["call"], options=_CONTACTS[:2], required=False),
    Field(
        "place",
        Both("State", "Entidad"),
        "choice",
        options=[Option(f"MX-{code}", code) for code in ("AGU", "BCN", "BCS", "CAM", "CHH", "CHP", "COA", "COL")],
    ),
    Field("objective", Both("Objective", "Objetivo"), "long-text", longest=4000),
]
