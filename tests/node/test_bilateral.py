"""A law between two states: each side reads and receives what the other delivers, and nobody else does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cauce.node.cases.models import Reader
from cauce.node.cases.take import NoSuchCase, Request, Taken, take
from cauce.node.frame.words import Both
from cauce.node.people.offices import create_office
from tests.node.stage import MEXICO, START

OFFICES = (
    ("procuracion-mx", "mexican-attorney-general", "MX"),
    ("procuracion-us", "us-attorney-general", "US"),
    ("agencia-us", "agency", "US"),
)


@pytest.fixture
def both_sides(stage: None) -> None:
    """An attorney general on either side, and an agency that is no part of it."""
    for code, kind, state in OFFICES:
        create_office(code, [f"us-mx/{kind}"], state, Both(code, code), zone=str(MEXICO), since=START)


def do(act: str, office: str, day: int, case: str = "", **fields: object) -> Taken:
    """Do an act of the yearly report."""
    at = datetime(2021, 2, day, 18, tzinfo=UTC)
    return take(Request("us-mx", "compliance-report", act, office, "", fields, case, None, at))


@pytest.mark.parametrize(("by", "other"), [("procuracion-mx", "procuracion-us"), ("procuracion-us", "procuracion-mx")])
def test_the_report_of_one_side_is_received_by_the_other(both_sides: None, by: str, other: str) -> None:
    """Readers are named by the broader kind; the one office of each side is of a narrower one."""
    case = do("deliver", by, 3, year="2020", report="Sin avisos omitidos.").case
    assert set(Reader.objects.filter(case=case).values_list("office", flat=True)) == {by, other}
    with pytest.raises(NoSuchCase):
        do("receive", "agencia-us", 4, case.ref)
    assert do("receive", other, 4, case.ref).case.stage == "received"
