"""Standings and settings: granted, ended, as of any day, in a territory; and what an operator settled from when on."""

from __future__ import annotations

import pytest

from cauce.case.act import Ended, Granted
from cauce.case.register import Standing
from tests.case import land
from tests.case.desk import VISIT, Desk


def held(desk: Desk, on: str, standing: str = "admitted", holder: str = "ada", place: str = "") -> bool:
    """Say whether somebody holds a standing on a day."""
    from cauce.case.facts import is_within

    def contains(where: str, areas: object) -> bool:
        return is_within(desk.ledger.library, where, areas)  # type: ignore[arg-type]

    return desk.ledger.register.held(land.REGIME, standing, holder, on, place, contains) is not None


# ---- standings -------------------------------------------------------------------------------------------------------


def test_a_standing_is_granted_from_a_day_to_a_day_in_a_territory(desk: Desk) -> None:
    desk.admit(since="2021-01-10", until="2021-01-20", area=["QM-EA"])
    (grant,) = desk.state("admission-ada").acts[1].judgement.grants
    assert grant == Granted("admitted", "ada", "2021-01-10", "2021-01-20", ("QM-EA",))
    assert [held(desk, day) for day in ("2021-01-09", "2021-01-10", "2021-01-20", "2021-01-21")] == [
        False, True, True, False,
    ]  # fmt: skip
    assert [held(desk, "2021-01-15", place=place) for place in ("QM-EA-1", "QM-WE")] == [True, False]


def test_a_standing_without_end_and_without_territory_holds_ever_after_everywhere(desk: Desk) -> None:
    desk.admit(since="2021-01-10")
    assert held(desk, "2199-12-31", place="QX")


@pytest.mark.parametrize(
    ("since", "last"),
    [
        ("2021-01-10", "2021-07-09"),
        ("2021-01-01", "2021-06-30"),
        ("2020-08-31", "2021-02-28"),
        ("2021-08-31", "2022-02-28"),
    ],
)
def test_a_standing_for_so_long_includes_its_first_day(desk: Desk, since: str, last: str) -> None:
    """Six months from the 10th end with the 9th; from the 31st of August with the end of February."""
    case = desk.admit(since=since)
    desk.do("arm", "ministry", since, case=case, procedure="admission")
    assert held(desk, last, "armed")
    assert not held(desk, (land.day(last) + land.timedelta(1)).isoformat(), "armed")


@pytest.mark.parametrize(
    ("fields", "last_day"),
    [({}, "2021-02-28"), ({"last": "2021-03-01"}, "2021-03-01"), ({"last": "2021-04-30"}, "2021-04-30")],
    ids=["the day before the act", "the act's day", "a later day"],
)
def test_a_standing_ends_on_the_day_said_or_the_day_before_the_act(
    desk: Desk, fields: dict[str, object], last_day: str
) -> None:
    case = desk.admit(since="2021-01-01")
    act = desk.do("leave", "noor", "2021-03-01", fields, case=case, procedure="admission")
    assert Ended("admitted", "ada", last_day) in act.judgement.ends
    assert held(desk, last_day)
    assert not held(desk, (land.day(last_day) + land.timedelta(1)).isoformat())
    assert held(desk, "2021-01-01"), "the past stays as it was"


def test_ending_never_lengthens_a_standing(desk: Desk) -> None:
    case = desk.admit(since="2021-01-01", until="2021-02-01")
    desk.do("leave", "noor", "2021-03-01", {"last": "2021-06-01"}, case=case, procedure="admission")
    assert not held(desk, "2021-02-02")


def test_a_standing_that_ends_before_it_began_never_holds(desk: Desk) -> None:
    case = desk.admit(since="2021-05-01")
    desk.do("leave", "noor", "2021-05-01", {"last": "2021-04-01"}, case=case, procedure="admission")
    assert not any(held(desk, day) for day in ("2021-04-01", "2021-05-01", "2021-05-02"))
    (standing,) = desk.ledger.register.all()
    assert not standing.overlaps("2021-01-01", "2021-12-31")


def test_ending_reaches_the_named_standings_of_the_named_holder_alone(desk: Desk) -> None:
    for agent in ("ada", "bo"):
        desk.admit(agent)
    desk.do("bar", "ministry", "2021-02-01", case="admission-ada", procedure="admission")
    desk.do("leave", "noor", "2021-03-01", case="admission-ada", procedure="admission")
    assert [held(desk, "2021-03-02", *who) for who in (("admitted", "ada"), ("admitted", "bo"), ("barred", "QN"))] == [
        False, True, True,
    ]  # fmt: skip


def test_an_ended_standing_knows_what_ended_it(desk: Desk) -> None:
    case = desk.admit()
    desk.do("leave", "noor", "2021-03-01", case=case, procedure="admission")
    (standing,) = desk.ledger.register.all()
    assert (standing.case, standing.number, standing.ended_by) == (case, 2, (case, 3))


def test_a_renewal_in_the_act_that_ends_the_old_one_holds() -> None:
    renew = {
        "by": "ministry", "from": "admitted", "fields": ["since"], "title": land.words("renew"), "source": "code 1",
        "ends": [{"standing": "admitted", "of": "agent"}],
        "grants": [{"standing": "admitted", "to": "agent", "since": "since"}],
    }  # fmt: skip
    desk = Desk(land.library_of({"procedures": {"admission": {"acts": {"renew": renew}}}}))
    case = desk.admit(since="2021-01-01", until="2021-12-31")
    desk.do("renew", "ministry", "2021-06-01", {"since": "2021-06-01"}, case=case, procedure="admission")
    assert [held(desk, day) for day in ("2021-05-31", "2021-06-01", "2022-06-01")] == [True, True, True]
    assert len(list(desk.ledger.register.all())) == 2


def test_a_standing_for_somebody_unlisted_is_not_granted(desk: Desk) -> None:
    act = desk.do("seek", "noor", "2021-01-01", {"agent": "unlisted: a guest"}, case="a", procedure="admission")
    assert act.number == 1
    admitted = desk.do("admit", "ministry", "2021-01-01", {"since": "2021-01-01"}, case="a", procedure="admission")
    assert admitted.judgement.grants == ()


def test_a_standing_of_a_state_is_kept_under_its_code(desk: Desk) -> None:
    case = desk.admit()
    desk.do("bar", "ministry", "2021-02-01", case=case, procedure="admission")
    assert held(desk, "2021-02-01", "barred", "QN")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2021-01-01", "2021-01-09", False),
        ("2021-01-01", "2021-01-10", True),
        ("2021-01-20", "2021-01-31", True),
        ("2021-01-21", "2021-01-31", False),
        ("2021-01-12", "2021-01-13", True),
    ],
)
def test_a_standing_overlaps_a_span_if_it_holds_on_a_day_of_it(first: str, last: str, expected: bool) -> None:
    assert Standing("r", "s", "h", "2021-01-10", "2021-01-20").overlaps(first, last) is expected


# ---- settings --------------------------------------------------------------------------------------------------------


def test_the_latest_setting_rules_from_its_day_on(desk: Desk) -> None:
    desk.settle("lead", 5, "2021-02-01")
    desk.settle("lead", 9, "2021-03-01")
    values = []
    for day in ("2021-01-31", "2021-02-01", "2021-02-28", "2021-03-01"):
        found = desk.ledger.register.setting(land.REGIME, "parameter", "lead", day)
        values.append(found.setting.value if found else "")
    assert values == ["", "5", "5", "9"]


def test_of_two_settings_from_one_day_the_later_act_rules(desk: Desk) -> None:
    desk.settle("lead", 5, "2021-02-01", on="2021-01-10")
    act = desk.settle("lead", 9, "2021-02-01", on="2021-01-11")
    found = desk.ledger.register.setting(land.REGIME, "parameter", "lead", "2021-02-01")
    assert found is not None
    assert (found.setting.value, found.case, found.number, found.by, found.at) == ("9", act.case, 1, "ministry", act.at)


def test_a_setting_made_later_for_an_earlier_day_does_not_hide_the_newer_one(desk: Desk) -> None:
    desk.settle("lead", 9, "2021-03-01")
    desk.settle("lead", 5, "2021-02-01", on="2021-03-02")
    found = desk.ledger.register.setting(land.REGIME, "parameter", "lead", "2021-03-05")
    assert found is not None
    assert found.setting.value == "9"


def test_settings_of_one_name_are_not_those_of_another(desk: Desk) -> None:
    desk.settle("lead", 5, "2021-02-01")
    assert desk.ledger.register.setting(land.REGIME, "parameter", "quorum", "2021-02-01") is None
    assert desk.ledger.register.setting("other", "parameter", "lead", "2021-02-01") is None


def test_a_value_typed_with_a_decimal_point_is_the_same_value(desk: Desk) -> None:
    fields = {"parameter": "lead", "value": "5.0", "since": "2021-02-01"}
    act = desk.do("set", "ministry", "2021-02-01", fields, case="s", procedure="settlement")
    assert act.judgement.settles[0].value == "5"


def test_an_adopted_reading_rules_from_its_day_on(desk: Desk) -> None:
    desk.adopt("open", "2021-02-01")
    desk.adopt("rolled", "2021-03-01")
    found = [desk.ledger.register.reading(land.REGIME, day) for day in ("2021-01-31", "2021-02-01", "2021-03-01")]
    assert [settled.setting.name if settled else "" for settled in found] == ["", "open", "rolled"]


def test_a_judgement_once_given_is_not_touched_by_what_is_settled_later(desk: Desk) -> None:
    act = desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.adopt("open", "2021-02-01")
    desk.admit(since="2021-01-01")
    assert desk.state().acts[0] is act
    assert act.judgement.flags == ("admitted",)
