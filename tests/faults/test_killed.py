"""
A process killed between any two steps of an act: nothing acknowledged is lost, nothing is half written.

Each trial is a process of its own that kills itself; then the database is opened again and must hold the act with its
entry, its tiles and all that follows from it, or nothing of it at all.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from cauce.node.cases import derive, duties, recur, search, standings, take
from cauce.node.cases.models import Act, Filing, FormDraft
from cauce.node.cases.take import Taken
from cauce.node.record.store import only_writer
from tests.faults.doomed import Say, die, killed_at_line, killed_at_statement, run_doomed
from tests.faults.truth import assert_derived, assert_sound, everything
from tests.node.stage import accredit, file, sign_in_as

pytestmark = pytest.mark.django_db(transaction=True)

HELD = {"agent": "us-hale", "day": "2021-03-03", "contact": "meeting", "place": "MX-CHH"}
OURS = ("/cauce/node/cases/", "/cauce/node/record/", "/cauce/record/tiles", "/cauce/case/state")
Do = Callable[[], Taken]


def hold() -> Taken:
    """An act that opens a case, with a duty."""
    return file("meeting", "hold", "fgj-chh", "2021-03-03", **HELD)


def report_of(case: str) -> Do:
    """An act that meets a duty."""
    return lambda: file("meeting", "report", "fgj-chh", "2021-03-04", case=case, day="2021-03-03", contact="meeting")


def close_days() -> Taken:
    """An act by which every open duty is counted again."""
    return file(
        "settings", "declare-days", "sre", "2021-03-04", calendar="mx-labour", first_day="2021-03-05",
        last_day="2021-03-08", day_kind="closed", document="DOF",
    )  # fmt: skip


def report_of_month() -> Taken:
    """An act that meets a recurring duty."""
    return file("monthly-report", "report", "embassy-us", "2021-03-04", agent="us-hale", period="2021-02")


def to_say(taken: Taken) -> str:
    """What a process says when an act is taken: that is its acknowledgement."""
    return f"{taken.case.ref}#{taken.act.number}@{taken.entry.index}"


def acknowledged() -> set[str]:
    """Every act that is there, as it would be acknowledged."""
    rows = Act.objects.values_list("case__ref", "number", "entry")
    return {f"{ref}#{number}@{entry}" for ref, number, entry in rows}


class Trials:
    """One act, tried again and again with a kill at another moment, until it lives."""

    def __init__(self, do: Do) -> None:
        self.do = do
        self.before = everything()
        self.acts = Act.objects.count()
        self.run = self.lost = 0

    def kill(self, work: Callable[[Say], None]) -> bool:
        """Run work that does the act and is killed somewhere; return whether the act was taken all the same."""
        ended = run_doomed(work)
        assert ended.killed or ended.said
        self.run += 1
        _wait_for_the_dead()
        now = everything()
        if now == self.before:
            assert not ended.said, f"{ended.said} was acknowledged and is gone"
            self.lost += 1
            return False
        assert set(ended.said) <= acknowledged()
        assert assert_sound() == self.acts + 1
        assert_derived()
        self.acts, self.before = self.acts + 1, everything()
        return True


def _wait_for_the_dead() -> None:
    """Let the server end what a dead client left open; only then is what is seen final."""
    with transaction.atomic():
        only_writer()


@pytest.fixture
def prepared(stage: None) -> dict[str, Do]:
    """A year in which standings recur and duties are open, and acts of every kind of consequence to come."""
    accredit("us-hale", "2021-01-15", "2021-12-31")
    case = hold().case.ref
    file("settings", "set-parameter", "sre", "2021-02-01", parameter="monthly-report-day", value="10",
         first_day="2021-02-01", document="DOF")  # fmt: skip
    assert_sound()
    return {"opens": hold, "meets": report_of(case), "settles": close_days, "recurs": report_of_month}


@pytest.mark.parametrize("kind", ["opens", "meets", "settles", "recurs"])
def test_killed_before_any_statement_an_act_is_there_whole_or_not_at_all(
    prepared: dict[str, Do], kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the first statement to the last; the act that is killed at none of them is acknowledged and there."""
    trials = Trials(prepared[kind])
    taken = False
    while not taken:

        def work(say: Say, number: int = trials.run + 1) -> None:
            with killed_at_statement(number):
                taken = trials.do()
            say(to_say(taken))

        taken = trials.kill(work)
    assert trials.lost > 10
    with capsys.disabled():
        print(f"\n{kind}: killed before each of {trials.lost} statements", end="")


def test_killed_while_a_form_is_filed_draft_token_and_act_go_together(
    stage: None, at: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever sends the form again after the power came back gets the one act; no draft of it is left to be filed."""
    at("2021-03-04")
    client, path = sign_in_as("fgj-chh"), "/cases/new/mx-lsn/meeting/hold/"
    number = acts = 0
    heard = False
    while not heard:
        number += 1
        sent = HELD | {"step": "file", "token": f"{number:020}"}
        client.post(path, HELD | {"step": "check"})
        assert FormDraft.objects.count() == 1

        def work(say: Say, number: int = number, sent: dict[str, str] = sent) -> None:
            with killed_at_statement(number):
                answer = client.post(path, sent)
            say(answer.headers["Location"])

        ended = run_doomed(work)
        _wait_for_the_dead()
        heard, filed = bool(ended.said), Act.objects.count() - acts
        assert filed == Filing.objects.filter(token=sent["token"], number=1).count() == 1 - FormDraft.objects.count()
        again = client.post(path, sent)
        assert not heard or again.headers["Location"] == ended.said[0]
        acts += 1
        assert (Act.objects.count(), FormDraft.objects.count()) == (acts, 0)
    assert assert_sound() == acts
    assert number > 20
    with capsys.disabled():
        print(f"\nform: killed before each of {number - 1} statements", end="")


STEPS = (
    (take, "judge"), (take, "signing_key"), (take, "record"), (take, "insert"), (derive, "case_row"), (derive, "after"),
    (derive, "follow"), (standings, "apply"), (duties, "refresh"), (duties, "recount"), (recur, "before_setting"),
    (derive, "_readers"), (derive, "_docket"), (search, "index"), (recur, "after"), (derive, "_tell"),
    (connection, "_commit"),
)  # fmt: skip


def test_killed_before_or_after_any_step_an_act_is_there_whole_or_not_at_all(
    prepared: dict[str, Do], capsys: pytest.CaptureFixture[str]
) -> None:
    """Judging, signing, recording, storing, deriving, committing; only after the commit is the act there."""
    trials = Trials(prepared["settles"])
    survived = []
    for owner, name in STEPS:
        for after in (False, True):

            def work(say: Say, owner: object = owner, name: str = name, after: bool = after) -> None:
                doom(owner, name, after)
                say(to_say(trials.do()))

            if trials.kill(work):
                survived.append((name, after))
    assert survived == [("_commit", True)], "an act is durable after its commit and not a step earlier"
    with capsys.disabled():
        print(f"\nkilled before and after each of {len(STEPS)} steps", end="")


def doom(owner: object, name: str, after: bool) -> None:
    """Replace a step by one that ends the process, in a process that ends anyway."""
    real = getattr(owner, name)

    def last(*arguments: object, **named: object) -> None:
        if after:
            real(*arguments, **named)
        die()

    setattr(owner, name, last)


def test_killed_at_random_lines_an_act_is_there_whole_or_not_at_all(
    prepared: dict[str, Do], capsys: pytest.CaptureFixture[str]
) -> None:
    """Between any two lines of what takes, records and derives an act."""
    trials, chance = Trials(prepared["recurs"]), random.Random(1947)  # noqa: S311 - the same lines each time
    lines = _lines_of(prepared["recurs"])
    assert lines > 500
    for number in sorted(chance.sample(range(1, lines + 1), 40)):

        def work(say: Say, number: int = number) -> None:
            with killed_at_line(number, OURS):
                taken = trials.do()
            say(to_say(taken))

        assert not trials.kill(work) or number > lines - 20
    with capsys.disabled():
        print(f"\nkilled at 40 of {lines} lines", end="")


def _lines_of(do: Do) -> int:
    def work(say: Say) -> None:
        with killed_at_line(0, OURS) as count, transaction.atomic():
            do()
            transaction.set_rollback(True)
        say(str(count[0]))

    return int(run_doomed(work).said[0])


def test_killed_from_outside_while_acts_follow_each_other_every_acknowledged_one_is_there(
    prepared: dict[str, Do], capsys: pytest.CaptureFixture[str]
) -> None:
    """The kill comes when it comes, in the middle of a write to the disk too."""

    def work(say: Say) -> None:
        while True:
            say(to_say(hold()))

    told = 0
    for lines in (1, 2, 3, 2, 1, 3, 2, 1, 4, 1, 2, 3):
        ended = run_doomed(work, lines=lines)
        assert ended.killed
        assert len(ended.said) >= lines
        _wait_for_the_dead()
        assert set(ended.said) <= acknowledged()
        told += len(ended.said)
        assert_sound()
    assert_derived()
    with capsys.disabled():
        print(f"\nkilled 12 times from outside, {told} acts acknowledged, all there", end="")
