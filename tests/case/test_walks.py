"""Any story at all: offices act as they please, and whatever is taken replays, explains itself and keeps its chain."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cauce.case.act import canonical, read_act
from cauce.case.chain import check_chain
from cauce.case.clock import STATUSES, clock_of, status_of
from cauce.case.errors import Refused
from cauce.case.explain import explain_duty, explain_flag
from cauce.case.judge import judge
from cauce.case.ledger import Ledger
from cauce.case.next import next_acts
from cauce.case.state import fold
from tests.case import land
from tests.case.desk import Desk

LIBRARY = land.library_of()
NEWEST = LIBRARY.version("qm-guests@2020-07-01")
ACTS = sorted(NEWEST.file.procedures["visit"].acts)
OFFICES = ["museum", "police", "ministry", "council", "council-office"]

#: an act of a visit: what, who, how many days after the one before, and what the form holds
steps = st.tuples(
    st.sampled_from(ACTS),
    st.sampled_from(OFFICES),
    st.integers(0, 9),
    st.fixed_dictionaries(
        {},
        optional={
            "agent": st.sampled_from(["ada", "cy", "unlisted: somebody"]),
            "day": st.sampled_from(["2021-01-20", "2021-02-03", "2020-05-01"]),
            "event": st.just("2021-03-01"),
            "topic": st.just("tea"),
            "earlier": st.integers(1, 3),
            "duty": st.just("report"),
            "until": st.just("2021-04-01"),
            "choice": st.sampled_from(["for", "against", "recuse"]),
            "received": st.just("2021-02-05"),
        },
    ),
)
Story = list[tuple[str, str, int, dict[str, object]]]
walks = st.lists(steps, max_size=14)


def walk(story: Story) -> Desk:
    """Let the offices act, keep what is taken, and give every act only the answers that its form has."""
    desk, today = Desk(LIBRARY), land.day("2021-01-20")
    desk.admit()
    desk.do("hold", "museum", "2021-01-20", {"agent": "ada", "day": "2021-01-20"})
    for act, by, days, fields in story:
        today += timedelta(days)
        law = NEWEST.file.procedures["visit"].acts[act]
        asked = {name: value for name, value in fields.items() if name in (*law.fields, *law.optional)}
        with suppress(Refused):
            desk.do(act, by, today.isoformat(), asked)
    return desk


def refused(desk: Desk, act: str, by: str) -> set[str]:
    """Judge an act with an empty form and return the codes of the refusal."""
    try:
        judge(desk.draft(act, by, "2023-01-01"), desk.state(), desk.ledger.world)
    except Refused as met:
        return {problem.code for problem in met.problems}
    return set()


@settings(max_examples=40)
@given(walks)
def test_what_was_taken_replays_from_its_bytes_to_the_same_case_and_register(story: Story) -> None:
    desk = walk(story)
    state = desk.state()
    bodies = [canonical(act) for act in state.acts]
    assert fold(map(read_act, bodies)) == state
    assert check_chain(bodies) == state.acts
    again = Ledger(LIBRARY, desk.ledger.directory)
    for act in desk.ledger.acts:
        again.apply(read_act(canonical(act)))
    assert (again.cases, again.register) == (desk.ledger.cases, desk.ledger.register)


@settings(max_examples=40)
@given(walks, st.integers(-10, 400))
def test_every_duty_and_flag_of_a_story_explains_itself(story: Story, later: int) -> None:
    desk = walk(story)
    world, today = desk.ledger.world, land.day("2021-01-20") + timedelta(later)
    for duty in desk.duties():
        assert status_of(duty, clock_of(duty, world), world, today) in STATUSES
        found = explain_duty(duty, world, today)
        assert found["known"]
        assert found["title"].keys() == {"en", "es"}
    for number, flag in desk.state().flags:
        act = desk.state().acts[number - 1]
        assert explain_flag(act.judgement.under, act.procedure, flag, world)["known"]


@settings(max_examples=40)
@given(walks)
def test_what_comes_next_is_what_an_office_may_do(story: Story) -> None:
    """An act is offered to an office if, and only if, it would not be refused for want of right, stage or turn."""
    desk = walk(story)
    world, state = desk.ledger.world, desk.state()
    offered = {(each.act, office) for each in next_acts(state, NEWEST, "visit", world) for office in each.offices}
    for act in ACTS:
        for office in OFFICES:
            hindered = refused(desk, act, office) & {"act.E105", "act.E106", "act.E107"}
            assert ((act, office) in offered) is not bool(hindered), (act, office)
