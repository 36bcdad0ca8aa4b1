"""The fold of a case: total, resumable half way, and the same every time."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from cauce.case.act import Act, Extended, Judgement, Owed, Received, Recounted
from cauce.case.clock import clock_of, status_of
from cauce.case.explain import explain_duty
from cauce.case.facts import World
from cauce.case.register import Register
from cauce.case.state import CaseState, Duty, fold, step
from tests.case import land
from tests.case.strategies import judged_acts

WORLD = World(land.library_of(), Register(), land.directory())
several = st.lists(judged_acts, max_size=6)


def told(
    number: int = 1, act: str = "hold", by: str = "museum", fields: dict[str, object] | None = None, **more: object
) -> Act:
    """Return a judged act that says just this."""
    plain = {"under": "qm-guests@2020-07-01", "law": "", "day": "2021-02-03", "filed": "2021-02-03", "stage": "held"}
    judgement = Judgement(**(plain | more))  # type: ignore[arg-type]
    return Act(judgement, act, "2021-02-03T18:00:00Z", by, "c", number, "visit", land.REGIME, fields=fields or {})


OWED = told(owed=(Owed("report", "museum", "2021-02-03", "ada"),))


@given(several)
def test_any_acts_fold_without_an_error(acts: list[Act]) -> None:
    """Whatever a judgement says, the fold takes it: a node must always be able to open what it holds."""
    state = fold(acts)
    assert state.number == len(acts)
    assert state.stage == (acts[-1].judgement.stage if acts else "start")


@given(several, st.integers(0, 8))
def test_a_state_left_half_way_and_resumed_is_the_state_of_the_whole(acts: list[Act], cut: int) -> None:
    half = fold(acts[:cut])
    assert fold(acts[cut:], deepcopy(half)) == fold(acts)


@given(several)
def test_folding_is_the_same_every_time_and_leaves_the_acts_alone(acts: list[Act]) -> None:
    before = deepcopy(acts)
    assert fold(acts) == fold(acts)
    assert acts == before


@given(several, st.dates(min_value=land.day("1990-01-01"), max_value=land.day("2190-01-01")))
def test_every_duty_of_any_fold_can_be_counted_and_explained(acts: list[Act], today: object) -> None:
    """A duty under a law that is gone, or with days that are none, has a status and an explanation all the same."""
    state = fold(acts)
    for duty in state.duties.values():
        assert status_of(duty, clock_of(duty, WORLD), WORLD, today)  # type: ignore[arg-type]
        assert explain_duty(duty, WORLD, today)["duty"] == duty.id  # type: ignore[arg-type]
    for number in range(-1, len(acts) + 2):
        assert isinstance(state.fields_of(number), dict)


@given(several)
def test_the_register_takes_any_acts(acts: list[Act]) -> None:
    register = Register()
    for act in acts:
        register.apply(act)
    for standing in register.all():
        assert standing.holds("2021-02-03") in (True, False)


def test_the_first_act_names_the_case() -> None:
    state = fold([OWED])
    assert (state.case, state.regime, state.procedure, state.stage, state.number) == (
        "c", land.REGIME, "visit", "held", 1,
    )  # fmt: skip


def test_an_owed_duty_is_open_until_it_is_met_and_only_the_first_time_counts() -> None:
    state = fold([OWED])
    assert state.duties["report#1"] == Duty(
        "report", "qm-guests@2020-07-01", "visit", "museum", "ada", 1, "2021-02-03", "2021-02-03", OWED.at
    )
    fold([told(meets=("report#1",), filed="2021-02-05"), told(meets=("report#1",), filed="2021-02-09")], state)
    assert (state.duties["report#1"].met_by, state.duties["report#1"].met_on) == (2, "2021-02-05")


def test_each_addressee_is_heard_once() -> None:
    acts = [
        OWED,
        told(by="ministry", received=(Received("report#1", "2021-02-05"),)),
        told(by="ministry", received=(Received("report#1", "2021-02-09"),)),
        told(by="police", received=(Received("report#1", "2021-02-06"),)),
    ]
    assert fold(acts).duties["report#1"].received == {"ministry": "2021-02-05", "police": "2021-02-06"}


def test_clocks_stop_once_and_run_again_once() -> None:
    stop, resume = told(stops=("report#1",), day="2021-02-04"), told(resumes=("report#1",), day="2021-02-08")
    state = fold([OWED, stop, stop])
    assert state.duties["report#1"].pauses == [("2021-02-04", "")]
    fold([resume, resume], state)
    assert state.duties["report#1"].pauses == [("2021-02-04", "2021-02-08")]
    fold([stop], state)
    assert state.duties["report#1"].pauses[-1] == ("2021-02-04", "")


def test_a_clock_never_runs_again_before_it_stopped() -> None:
    """Acts may tell of facts out of order; the pause is then of no length."""
    state = fold([OWED, told(stops=("report#1",), day="2021-02-08"), told(resumes=("report#1",), day="2021-02-04")])
    assert state.duties["report#1"].pauses == [("2021-02-08", "2021-02-08")]


def test_cancelling_extending_and_recounting_touch_what_they_name_and_nothing_else() -> None:
    acts = [
        OWED,
        told(owed=(Owed("answer", "ministry", "2021-02-03"),)),
        told(cancels=("answer#2", "answer#9")),
        told(extends=(Extended("report#1", "2021-03-01"), Extended("report#9", "2021-03-01"))),
        told(recounts=(Recounted("report#1", "2021-02-01"), Recounted("report#9", "2021-02-01"))),
    ]
    state = fold(acts)
    report, answer = state.duties["report#1"], state.duties["answer#2"]
    assert (report.cancelled, report.extended, report.since) == (0, "2021-03-01", "2021-02-01")
    assert (answer.cancelled, answer.extended, answer.since) == (3, "", "2021-02-03")
    assert list(state.duties) == ["report#1", "answer#2"]


def test_flags_are_kept_with_the_act_that_earned_them() -> None:
    assert fold([told(), told(flags=("admitted", "late"))]).flags == [(2, "admitted"), (2, "late")]


def test_a_correction_replaces_the_fields_that_the_act_had_and_no_others() -> None:
    acts = [
        told(fields={"topic": "tea", "count": 3}),
        told(fields={"earlier": 1, "topic": "coffee", "story": "a slip"}, corrects=1),
    ]
    state = fold(acts)
    assert state.fields_of(1) == {"topic": "coffee", "count": 3}
    assert state.acts[0].fields == {"topic": "tea", "count": 3}


def test_the_last_correction_counts_and_a_correction_can_be_corrected() -> None:
    acts = [
        told(fields={"topic": "tea", "count": 3}),
        told(fields={"topic": "coffee"}, corrects=1),
        told(fields={"count": 4}, corrects=1),
        told(fields={"topic": "water"}, corrects=2),
    ]
    assert fold(acts).fields_of(1) == {"topic": "water", "count": 4}
    assert fold([*acts, told(fields={"topic": "milk"}, corrects=1)]).fields_of(1)["topic"] == "milk"


def test_an_act_that_is_not_there_has_no_fields() -> None:
    state = step(CaseState(), told(fields={"topic": "tea"}))
    assert (state.fields_of(0), state.fields_of(2)) == ({}, {})
