"""Erasing what a case says: what is left, what is refused, and what others rest on."""

from __future__ import annotations

import pytest

from cauce.case.act import canonical
from cauce.case.chain import parse_act
from cauce.case.erasure import digest_of, left_of, stays
from cauce.case.ledger import Ledger
from cauce.case.state import fold
from tests.case import land
from tests.case.desk import VISIT, Desk
from tests.case.land import act, words

WORDS = "Ada spoke of the harbour"
ERASURE = {
    "title": words("erasure"),
    "summary": words("erasure"),
    "source": "code 1",
    "stages": {"erased": {"title": words("erased"), "final": True}},
    "acts": {
        "erase": act("erase", "ministry", "start", "erased", fields=["other", "ground"],
                     erases={"case": "other", "ground": "ground"}),
        "again": act("again", "ministry", "any", fields=["other", "ground"],
                     erases={"case": "other", "ground": "ground"}),
    },
}  # fmt: skip
CHANGES = {
    "fields": {
        "other": {"title": words("other"), "type": "case"},
        "ground": {"title": words("ground"), "type": "choice", "options": {"asked": words("asked")}},
    },
    "procedures": {"erasure": ERASURE},
}


@pytest.fixture
def desk() -> Desk:
    return Desk(land.library_of(CHANGES))


def erase(desk: Desk, case: str, on: str = "2021-02-10", **more: str) -> None:
    fields = {"other": case, "ground": "asked"}
    desk.do("erase", "ministry", on, fields, case=more.get("into", f"erasure-of-{case}"), procedure="erasure")


def why(desk: Desk, case: str, act: str = "erase", into: str = "erasure") -> list[str]:
    fields = {"other": case, "ground": "asked"}
    return [each.code for each in desk.refused(act, "ministry", "2021-02-10", fields, case=into, procedure="erasure")]


def test_what_is_left_names_no_person_and_tells_no_words(desk: Desk) -> None:
    desk.admit()
    told = {"topic": WORDS, "story": WORDS, "place": "QM", "contact": "call", "answer": "yes", "count": 3}
    desk.do("hold", "museum", "2021-02-03", {**VISIT, **told})
    desk.do("report", "museum", "2021-02-04", {"story": WORDS})
    before = desk.state()
    taken = [(each.act, each.by, each.at, each.number, each.judgement.flags) for each in before.acts]
    erase(desk, "visit-1")
    left = desk.state()
    assert [(each.act, each.by, each.at, each.number, each.judgement.flags) for each in left.acts] == taken
    assert (left.stage, left.duties) == (before.stage, {})
    for each in left.acts:
        body = canonical(each)
        assert b"ada" not in body
        assert b"harbour" not in body
        assert each.fields == {}
        assert parse_act(body) == each, "what is left is an act in its one form"


def test_the_judgement_says_what_was_erased_and_seals_what_is_left(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    head = desk.ledger.heads["visit-1"]
    erase(desk, "visit-1")
    erased = desk.state("erasure-of-visit-1").acts[0].judgement.erases
    assert erased is not None
    assert (erased.case, erased.acts, erased.ground, erased.head) == ("visit-1", 1, "asked", head)
    assert erased.left == digest_of(desk.state().acts)
    spoilt = [each.__class__(**{name: getattr(each, name) for name in each.__struct_fields__} | {"by": "circus"})
              for each in desk.state().acts]  # fmt: skip
    assert digest_of(spoilt) != erased.left


def test_erasing_what_is_left_leaves_the_same(desk: Desk) -> None:
    desk.admit()
    desk.do("hold", "museum", "2021-02-03", VISIT)
    library, directory = desk.ledger.library, desk.ledger.directory
    once = left_of(desk.ledger.acts, library, directory)
    assert left_of(once, library, directory) == once


def test_a_standing_of_a_person_goes_with_the_case_that_gave_it(desk: Desk) -> None:
    case = desk.admit()
    desk.do("bar", "ministry", "2021-01-05", {}, case=case, procedure="admission")
    register = desk.ledger.register
    assert register.held(land.REGIME, "admitted", "ada", "2021-02-01")
    erase(desk, case)
    assert register.held(land.REGIME, "admitted", "ada", "2021-02-01") is None
    assert register.held(land.REGIME, "barred", "QN", "2021-02-01"), "that of a state tells of no person"
    assert [stays(code, desk.ledger.directory) for code in ("QN", "museum", "ada", "unlisted: a tall man")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_replaying_gives_the_same_cases_before_and_after_the_acts_are_gone(desk: Desk) -> None:
    """From the acts as they were, and from what is left of them: one and the same."""
    desk.admit()
    desk.do("hold", "museum", "2021-02-03", VISIT)
    whole = list(desk.ledger.acts)
    erase(desk, "visit-1")
    whole.append(desk.ledger.acts[-1])
    again = Ledger(desk.ledger.library, desk.ledger.directory)
    for each in whole:
        again.apply(each)
    assert (again.cases, again.register, again.erased) == (desk.ledger.cases, desk.ledger.register, {"visit-1"})
    assert again.cases["visit-1"] == fold(desk.state().acts)


def test_nothing_more_is_done_in_an_erased_case_and_it_is_erased_once(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    erase(desk, "visit-1")
    assert [each.code for each in desk.refused("report", "museum", "2021-02-11")] == ["act.E120"]
    assert why(desk, "visit-1") == ["act.E117"]


def test_a_case_that_is_none_is_no_case_to_erase(desk: Desk) -> None:
    for name in ("nothing", "", "x" * 500, "a\0b"):
        assert why(desk, name) == ["field.E201" if not name else "field.E218"]


def test_a_case_does_not_erase_itself_nor_what_erased_others(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    erase(desk, "visit-1")
    assert why(desk, "erasure-of-visit-1", "again", "erasure-of-visit-1") == ["act.E116"]
    assert why(desk, "erasure-of-visit-1") == ["act.E118"]


def test_what_settled_a_rule_for_others_is_kept(desk: Desk) -> None:
    desk.settle("lead", 5, "2021-01-01")
    assert why(desk, "set-0") == ["act.E118"]


def test_an_end_is_kept_while_the_standing_that_it_ended_would_come_to_life(desk: Desk) -> None:
    case = desk.admit()
    desk.do("seek", "noor", "2021-02-01", {"agent": "ada"}, case="another", procedure="admission")
    desk.do("admit", "ministry", "2021-02-01", {"since": "2021-03-01"}, case="another", procedure="admission")
    desk.do("leave", "noor", "2021-02-02", {}, case="another", procedure="admission")
    assert why(desk, "another") == ["act.E119"]
    erase(desk, case)
    erase(desk, "another")
    assert not any(standing.holder == "ada" for standing in desk.ledger.register.all())


def test_a_report_stays_a_report_of_its_period(desk: Desk) -> None:
    desk.admit()
    fields = {"period": "2021-01", "agent": "ada"}
    desk.do("file", "noor", "2021-02-03", fields, case="report", procedure="monthly")
    erase(desk, "report")
    assert desk.state("report").acts[0].fields["period"] == "2021-01"
