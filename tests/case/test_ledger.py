"""A whole node's cases in memory: every act through one way in, and nothing changed by one that is refused."""

from copy import deepcopy

import pytest
from rfc8785 import CanonicalizationError

from cauce.case.act import canonical
from cauce.case.ledger import Ledger
from tests.case.desk import VISIT, Desk


def test_a_refused_act_changes_nothing(desk: Desk) -> None:
    desk.admit()
    desk.do("hold", "museum", "2021-02-03", VISIT)
    ledger = desk.ledger
    before = deepcopy((ledger.cases, ledger.acts, ledger.heads, ledger.register))
    for act, by, fields in (("dance", "museum", {}), ("report", "circus", {}), ("correct", "museum", {"earlier": 9})):
        desk.refused(act, by, "2021-02-04", fields)
        desk.refused(act, by, "2021-02-04", fields, case="a-new-one")
    assert (ledger.cases, ledger.acts, ledger.heads, ledger.register) == before


def test_an_act_that_cannot_be_written_changes_nothing(desk: Desk) -> None:
    """A reference with half a character has no bytes; the case must not be half there."""
    with pytest.raises(CanonicalizationError):
        desk.do("hold", "museum", "2021-02-03", VISIT, case="\ud800")
    assert (desk.ledger.cases, desk.ledger.acts, desk.ledger.heads) == ({}, [], {})


def test_taking_the_acts_again_gives_the_same_cases_and_register(desk: Desk) -> None:
    """Replay asks neither the law nor the directory."""
    desk.admit()
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("report", "museum", "2021-02-04")
    again = Ledger(desk.ledger.library, desk.ledger.directory)
    for act in desk.ledger.acts:
        again.apply(act)
    assert (again.cases, again.register) == (desk.ledger.cases, desk.ledger.register)


def test_two_ledgers_with_the_same_drafts_write_the_same_bytes() -> None:
    bodies = []
    for _ in range(2):
        desk = Desk()
        desk.admit()
        desk.do("hold", "museum", "2021-02-03", VISIT)
        bodies.append([canonical(act) for act in desk.ledger.acts])
    assert bodies[0] == bodies[1]
