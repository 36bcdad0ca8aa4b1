"""
A process killed anywhere between accepting an act and publishing its entry, five hundred times.

Whoever comes next takes up; what was acknowledged is in the published tree, and what was ever readable stays true.
"""

from __future__ import annotations

import os
import random
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from time import sleep

import pytest
from django.db import connection, transaction

from cauce.node.cases.models import Act
from cauce.node.record.loop import Publishing
from cauce.node.record.models import Entry
from cauce.node.record.receipts import receipt
from cauce.node.record.sequence import integrate
from cauce.node.record.store import only_writer, start
from tests.faults.doomed import Say, die, killed_after, killed_at_line, killed_at_statement, run_doomed
from tests.faults.outside import Kept
from tests.faults.truth import assert_derived, assert_sound
from tests.node.stage import file

pytestmark = pytest.mark.django_db(transaction=True)

HELD = {"agent": "us-hale", "day": "2021-03-03", "contact": "meeting", "place": "MX-CHH"}
OURS = ("/cauce/node/record/", "/cauce/record/growth", "/cauce/record/tiles", "/cauce/node/cases/take")
#: half of the trials, or a bit more, end before all is done
LINES, STATEMENTS, OUTSIDE = (60, 20, 40) if "CAUCE_DATABASE_URL" in os.environ else (240, 60, 200)


def act(say: Say) -> Entry:
    """File an act, and acknowledge it."""
    taken = file("meeting", "hold", "fgj-chh", "2021-03-03", **HELD)
    say(f"act {taken.entry.index}")
    return taken.entry


def live(say: Say) -> None:
    """Acts, signatures, publications and receipts, as they come in the life of a node."""
    publishing = Publishing()
    act(say)
    integrate()
    entry = act(say)
    publishing.step()
    say(f"receipt {entry.index} {b64encode(receipt(entry).encode()).decode()}")
    act(say)
    integrate()
    publishing.step()
    say("end")


class Trials:
    """One trial after the other on the same record."""

    def __init__(self) -> None:
        self.kept = Kept()
        self.acts: set[int] = set()
        self.ran = self.killed = 0

    def run(self, work: Callable[[Say], None], *, lines: int | None = None, beside: object = None) -> None:
        """Do something in a process that dies; then look at what is there as outsiders do."""
        with beside or nullcontext():  # type: ignore[attr-defined]
            ended = run_doomed(work, lines=lines)
        self.ran += 1
        self.killed += ended.killed
        with transaction.atomic():
            only_writer()  # a server ends what a dead client left open
        for line in ended.said:
            word, *rest = line.split()
            if word == "act":
                self.acts.add(int(rest[0]))
            elif word == "receipt":
                self.kept.keep(b64decode(rest[1]).decode(), Entry.objects.get(pk=int(rest[0])))
        self.kept.look()
        if self.ran % 20 == 0:
            self.check()

    def check(self) -> None:
        """A new sequencer takes up, and everything that was promised holds."""
        assert self.kept.assert_true() > max(self.acts, default=-1)
        assert self.acts <= set(Act.objects.values_list("entry", flat=True))


@pytest.fixture
def trials(stage: None, monkeypatch: pytest.MonkeyPatch) -> Trials:
    """A record without waiting for the disk: unlike a loss of power, a kill loses nothing that was written."""
    for sync in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, sync, lambda _: None)
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        monkeypatch.setitem(options, "init_command", options["init_command"].replace("=FULL", "=OFF"))
        connection.close()
    start()
    act(lambda _: None)  # with the law in memory already, processes that part from this one lose no time on it
    return Trials()


def count(work: Callable[[Say], None], kill: Callable[[int], object]) -> int:
    """Return how many lines or statements a whole life has."""

    def counting(say: Say) -> None:
        with kill(0) as found:  # type: ignore[attr-defined]
            work(lambda _: None)
        say(str(found[0]))

    return int(run_doomed(counting).said[0])


def lines_of_the_record(number: int) -> object:
    return killed_at_line(number, OURS)


@pytest.mark.parametrize(("how", "times"), [(lines_of_the_record, LINES), (killed_at_statement, STATEMENTS)])
def test_killed_from_within_at_random(
    trials: Trials, capsys: pytest.CaptureFixture[str], how: Callable[[int], object], times: int
) -> None:
    """Before a line of the record's own code or of an act's way, or before a statement."""
    steps, chance = count(live, how), random.Random(1848)  # noqa: S311 - the same ones each time
    for _ in range(times):

        def work(say: Say, number: int = chance.randint(1, steps)) -> None:
            with how(number):  # type: ignore[attr-defined]
                live(say)

        trials.run(work)
    trials.check()
    assert assert_sound() >= len(trials.acts) > times
    assert_derived()
    assert trials.killed > times * 0.9
    with capsys.disabled():
        print(f"\nrecord: {trials.ran} lives of {steps} steps, {trials.killed} killed within", end="")


def test_killed_from_outside_at_random(trials: Trials, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One files and is killed when it comes; another one signs and publishes meanwhile, and is killed as well."""
    chance = random.Random(1853)  # noqa: S311

    def sequencer(say: Say) -> None:
        publishing = Publishing()
        while True:
            integrate()
            publishing.step()

    def filing(say: Say) -> None:
        for number in range(1, 4):
            entry = act(say)
            if number == 2:
                say(f"receipt {entry.index} {b64encode(receipt(entry).encode()).decode()}")
        sleep(chance.random() / 50)
        die()

    with trials.kept.watching(tmp_path / "seen"):
        for _ in range(OUTSIDE // 2):
            beside = killed_after(sequencer, chance.random() / 8)
            trials.run(filing, lines=chance.choice((1, 2, 3, 4, None)), beside=beside)
            trials.killed += 1
    trials.check()
    assert assert_sound() >= len(trials.acts) > OUTSIDE // 2
    with capsys.disabled():
        seen = len(trials.kept.checkpoints)
        print(f"\nrecord: {trials.killed} processes killed from outside, {seen} checkpoints seen, all true", end="")
