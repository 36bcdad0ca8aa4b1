"""What the offices settle for the node in the course of the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cauce.node.demo.engine import Story
from cauce.node.demo.stories.settings import adopts, declares, roster, sets


def chapter() -> Iterator[Story]:
    """Readings, parameters, days and the roster; the lead time of a request is left as open as the texts leave it."""
    yield adopts(date(2021, 1, 18), "strict", "Oficio DGAE-0012/2021")
    yield adopts(date(2021, 7, 1), "rolled", "Oficio DGAE-0417/2021")
    yield from _parameters()
    yield from _days()
    yield roster(date(2021, 1, 28), "sspc", "Titular de la Unidad de guardia")
    yield roster(date(2021, 1, 28), "guardia-nacional", "Coordinación de guardia")
    yield roster(date(2021, 2, 10), "semar", "Oficial de guardia del Estado Mayor", until=date(2021, 6, 30))
    yield roster(date(2021, 7, 1), "sedena", "Oficial de guardia de la Sección Segunda")


def _parameters() -> Iterator[Story]:
    yield sets(date(2021, 1, 25), "council", "ganseg-quorum", 4, "Reglas internas del Grupo, punto 6")
    yield sets(date(2021, 1, 25), "sre", "answer-term", 10, "Reglas internas del Grupo, punto 9")
    yield sets(date(2021, 1, 25), "sre", "mission-report-day", 10, "Nota circular DGAE-03/2021")
    yield sets(date(2021, 2, 1), "sre", "opinion-term", 20, "Acuerdo interno DGCJ-02/2021")
    yield sets(date(2021, 2, 8), "council", "urgent-answer-hours", 6, "Reglas internas del Grupo, punto 12")
    yield sets(date(2021, 2, 15), "council", "series-longest", 100, "Reglas internas del Grupo, punto 14")


def _days() -> Iterator[Story]:
    """Days without work and a Saturday with it; a term that was running is counted anew."""
    yield declares(date(2021, 3, 22), date(2021, 4, 1), date(2021, 4, 2), "Acuerdo interno de días inhábiles 01/2021")
    yield declares(
        date(2021, 5, 3), date(2021, 5, 8), date(2021, 5, 8), "Acuerdo SSPC-11/2021", office="sspc", kind="working"
    )
    yield declares(date(2021, 7, 12), date(2021, 7, 19), date(2021, 7, 30), "Acuerdo interno de días inhábiles 02/2021")
    yield declares(
        date(2021, 9, 14), date(2021, 9, 17), date(2021, 9, 17), "Acuerdo SSPC-19/2021", office="sspc",
        calendar="mx-labour",
    )  # fmt: skip
