"""Every derived table can be made again from the acts, and comes out the same; what was spoilt is made good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from cauce.node.cases import recur, world
from cauce.node.cases.models import (
    Case,
    Duty,
    DutyFor,
    Flag,
    LastDay,
    Notice,
    Reader,
    Reported,
    Setting,
    Stamp,
    Tally,
    Waiting,
    Word,
)
from cauce.node.cases.rebuild import TABLES, rebuild
from cauce.node.cases.search import search
from cauce.node.register.models import End, Standing
from tests.faults.truth import assert_derived, assert_sound, everything
from tests.node.stage import accredit, file

TRUTH = ("case_act", "case_notice", "case_sequence", "record_entry", "record_log", "record_queue", "people_office")


@pytest.fixture
def told(db: None) -> int:
    """The beginning of the demonstration: a few hundred acts through the one way in."""
    from cauce.node.demo.build import build

    world._directory.cache_clear()
    world._settings.cache_clear()
    recur._day.caught_up.clear()
    return build(220)


def test_the_demonstration_comes_out_the_same_and_its_acts_are_not_touched(told: int) -> None:
    """Rows and content of each derived table; acts, record, notices and directory stay as they are."""
    before = everything()
    derived = [model._meta.db_table for model, _ in TABLES]
    seen: list[tuple[int, int]] = []
    tables = rebuild(lambda done, total: seen.append((done, total)))
    assert [table.table for table in tables if not table.same] == []
    assert {table.table for table in tables} == {model._meta.db_table for model, _ in TABLES}
    assert sum(table.rows for table in tables) > 1000
    assert seen[-1] == (told, told)
    after = everything()
    assert {name: after[name] for name in TRUTH} == {name: before[name] for name in TRUTH}
    assert {name: after[name] for name in derived} == {name: before[name] for name in derived}  # numbers of rows too
    assert assert_sound() == told


def test_the_same_acts_always_give_the_same_bytes(told: int) -> None:
    """Whatever was in the tables: emptied, and emptied again, they come out alike with the numbers of their rows."""
    found = []
    for _ in range(2):
        for model, _ in TABLES:
            if model is not Case:
                model._default_manager.all().delete()
        assert not all(table.same for table in rebuild())
        found.append({model._meta.db_table: everything()[model._meta.db_table] for model, _ in TABLES})
    assert found[0] == found[1]
    before = everything()
    assert all(table.same for table in rebuild())
    assert everything() == before


def test_a_node_goes_on_after_its_tables_were_made_again(story: str, at: Callable[[str], None]) -> None:
    """Made again or left as they were: the next row finds a number that is free."""
    for spoil in (False, True):
        if spoil:
            Duty.objects.filter(duty="report").delete()
        rebuild()
        accredit("us-hale" if spoil else "us-easley", "2021-03-05", "2021-12-31", given="2021-03-09")
        assert_derived()


@pytest.fixture
def story(stage: None, at: Callable[[str], None]) -> str:
    """A small story in which something is in every derived table; returns a case."""
    accredit("us-nunez", "2021-01-20", "2021-12-31")
    case = file("meeting", "hold", "fgj-chh", "2021-03-03", agent="us-nunez", day="2021-03-03", contact="meeting",
                place="MX-CHH", topic="Tráfico de armas").case.ref  # fmt: skip
    file("meeting", "request", "fgj-chh", "2021-03-03", planned_day="2021-04-20", planned_place="MX-CHH")
    at("2021-03-04")
    recur.catch_up()
    file("monthly-report", "report", "embassy-us", "2021-03-04", agent="us-nunez", period="2021-01")
    ended = accredit("us-easley", "2021-01-20", "2021-12-31")
    file("accreditation", "end", "sre", "2021-03-04", case=ended, end_day="2021-06-30")
    file("settings", "declare-days", "sre", "2021-03-04", calendar="mx-labour", first_day="2021-03-05",
         last_day="2021-03-08", day_kind="closed", document="DOF")  # fmt: skip
    assert all(model._default_manager.exists() for model, _ in TABLES)
    return case


def _spoil_case() -> None:
    Case.objects.update(stage="nowhere", opener="nobody", opened_on=date(1999, 1, 1), topic="x", irregular=9)


SPOILT: dict[str, tuple[str, Callable[[], object]]] = {
    "columns of cases": ("case_case", _spoil_case),
    "a duty gone": ("case_duty", lambda: Duty.objects.filter(duty="report").delete()),
    "a duty invented": ("case_duty", lambda: Duty.objects.filter(duty="report").update(owes="nobody")),
    "another day": ("case_duty", lambda: Duty.objects.update(due=date(1999, 1, 1))),
    "whom it concerns": ("case_duty_for", lambda: DutyFor.objects.filter(side="owed").delete()),
    "old answers": ("case_last_day", lambda: LastDay.objects.all().delete()),
    "periods reported on": ("case_reported", lambda: Reported.objects.all().delete()),
    "the docket": ("case_waiting", lambda: Waiting.objects.filter(office="ganseg").delete()),
    "readers": ("case_reader", lambda: Reader.objects.filter(office="sre").delete()),
    "words": ("case_word", lambda: Word.objects.all().delete()),
    "flags": ("case_flag", lambda: Flag.objects.all().delete()),
    "how often a rule was kept": ("case_tally", lambda: Tally.objects.update(kept=7)),
    "settings": ("case_setting", lambda: Setting.objects.all().delete()),
    "standings": ("register_standing", lambda: Standing.objects.update(until=date(1999, 1, 1))),
    "ends of standings": ("register_end", lambda: End.objects.all().delete()),
    "what recurs": ("case_duty", lambda: Duty.objects.filter(case=None).delete()),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_was_spoilt_is_said_and_made_good(story: str, what: str) -> None:
    """The table that differs is named; afterwards all is as it was, down to the byte."""
    assert_derived()
    right = {table.table: table.after for table in rebuild()}
    table, spoil = SPOILT[what]
    spoil()
    Stamp.objects.filter(name="settings").update(value="another")
    found = rebuild()
    assert table in [each.table for each in found if not each.same]
    assert {each.table: each.after for each in found} == right
    assert_derived()


def test_what_people_have_seen_and_what_is_searched_is_there_after_it(story: str) -> None:
    """A notice marked as seen stays so; the case is found by the same words."""
    Notice.objects.filter(office="sre").update(seen_by="person-sre")
    before = everything()["case_notice"]
    rebuild()
    assert everything()["case_notice"] == before
    assert [case.ref for case in search(Case.objects.all(), "armas nuñez")] == [story]


def test_an_empty_node_is_made_again_as_an_empty_node(stage: None) -> None:
    """Nothing comes of nothing."""
    assert all(table.same and table.rows == 0 for table in rebuild())
