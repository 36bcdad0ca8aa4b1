"""How a group decides: votes of its seats, ties, quorum, recusal, unanimity."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from cauce.case.errors import Refused
from tests.case import land
from tests.case.desk import Desk, codes

ASKED = {"agent": "ada", "event": "2021-03-01", "topic": "tea"}
SEATS = ("ministry", "police", "harbour")


def council(**panel: Any) -> Desk:
    """Return a desk where leave is given only by votes that carry, in a case that asks for it."""
    rules: land.Plain = {
        "offices": {"council": {"panel": {"quorum": None} | panel}},
        "procedures": {"visit": {"acts": {"allow": {"requires": {"carried": "council"}}}}},
    }
    desk = Desk(land.library_of(rules))
    desk.do("ask", "museum", "2021-02-01", ASKED)
    return desk


def carried(desk: Desk, *choices: str) -> bool:
    """Let the seats vote, one after the other ("" for no vote), and say whether leave can be given."""
    for seat, choice in zip(SEATS, choices, strict=False):
        if choice:
            desk.do("vote", seat, "2021-02-01", {"choice": choice})
    before = desk.state().number
    with suppress(Refused):
        desk.do("allow", "council", "2021-02-01")
    return desk.state().number > before and desk.state().stage == "allowed"


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        (("for", "for", "for"), True),
        (("for", "for", "against"), True),
        (("for", "against", "against"), False),
        (("for", "against"), False),
        (("for", "against", "abstain"), False),
        (("for", "abstain", "abstain"), True),
        (("for", "recuse", "recuse"), True),
        (("abstain", "abstain", "abstain"), False),
        (("recuse", "recuse", "recuse"), False),
        ((), False),
    ],
)
def test_a_majority_of_the_votes_cast_carries_and_a_tie_does_not(choices: tuple[str, ...], expected: bool) -> None:
    assert carried(council(), *choices) is expected


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        (("for", "for", "for"), True),
        (("for", "abstain", "recuse"), True),
        (("for", "for", "against"), False),
        (("abstain", "abstain", "abstain"), False),
    ],
)
def test_unanimity_is_nobody_against_and_somebody_for(choices: tuple[str, ...], expected: bool) -> None:
    assert carried(council(rule="unanimity"), *choices) is expected


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        (("for", "for", "for"), True),
        (("for", "for", "abstain"), True),
        (("for", "for", "recuse"), False),
        (("for", "for", ""), False),
    ],
)
def test_a_quorum_counts_those_who_take_part_and_not_who_recuse_themselves(
    choices: tuple[str, ...], expected: bool
) -> None:
    assert carried(council(quorum=3), *choices) is expected


def test_a_quorum_that_no_text_gives_hinders_nobody_until_it_is_set() -> None:
    desk = council(quorum={"parameter": "quorum"})
    assert carried(desk, "for")
    desk.settle("quorum", 2, "2021-02-01")
    desk.do("ask", "museum", "2021-02-01", ASKED, case="visit-2")
    desk.do("vote", "police", "2021-02-01", {"choice": "for"}, case="visit-2")
    assert codes(desk.refused("allow", "council", "2021-02-01", case="visit-2")) == ["act.E108"]
    desk.do("vote", "harbour", "2021-02-01", {"choice": "abstain"}, case="visit-2")
    assert desk.do("allow", "council", "2021-02-01", case="visit-2").judgement.stage == "allowed"


def test_a_seat_that_votes_again_has_changed_its_mind() -> None:
    desk = council()
    desk.do("vote", "police", "2021-02-01", {"choice": "against"})
    assert carried(desk, "", "for")


def test_the_votes_of_one_case_decide_no_other() -> None:
    desk = council()
    desk.do("vote", "police", "2021-02-01", {"choice": "for"})
    desk.do("ask", "museum", "2021-02-01", ASKED, case="visit-2")
    assert codes(desk.refused("allow", "council", "2021-02-01", case="visit-2")) == ["act.E108"]


def test_the_votes_of_another_panel_do_not_count() -> None:
    rules = {"procedures": {"visit": {"acts": {"allow": {"requires": {"carried": "council-office"}}}}}}
    desk = Desk(land.library_of(rules))
    desk.do("ask", "museum", "2021-02-01", ASKED)
    desk.do("vote", "police", "2021-02-01", {"choice": "for"})
    assert codes(desk.refused("allow", "council", "2021-02-01")) == ["act.E108"]


def test_a_vote_stands_in_its_judgement() -> None:
    desk = council()
    vote = desk.do("vote", "police", "2021-02-01", {"choice": "recuse"}).judgement.vote
    assert vote is not None
    assert (vote.panel, vote.choice) == ("council", "recuse")
