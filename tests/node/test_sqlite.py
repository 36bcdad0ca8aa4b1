"""The queue before the one write lock of the embedded database."""

from __future__ import annotations

import os
import time
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from cauce.node.cases.models import Act
from cauce.node.sqlite.queue import Queue
from tests.faults.doomed import Say, die, run_doomed
from tests.faults.truth import assert_derived, assert_sound
from tests.node.stage import file

HELD = {"agent": "us-hale", "day": "2021-03-03", "contact": "meeting", "place": "MX-CHH"}


def test_one_at_a_time_and_the_next_as_soon_as_the_first_leaves(tmp_path: Path) -> None:
    """Who is in may ask again; who is not waits, and is let in."""
    first, second = Queue(tmp_path / "queue", 5), Queue(tmp_path / "queue", 5)
    first.enter()
    first.enter()
    came = Event()
    waiting = Thread(target=lambda: (second.enter(), came.set(), second.close()))
    waiting.start()
    assert not came.wait(0.05)
    first.leave()
    assert came.wait(5)
    waiting.join()
    first.enter()
    first.close()


def test_whoever_is_never_let_in_is_told_so(tmp_path: Path) -> None:
    """As SQLite itself says it, so that the page is the same."""
    first, second = Queue(tmp_path / "queue", 5), Queue(tmp_path / "queue", 0.01)
    first.enter()
    with pytest.raises(OperationalError, match="database is locked"):
        second.enter()
    first.close()
    second.enter()
    second.close()


def test_a_folder_that_cannot_be_written_to_is_named_as_sqlite_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read-only, full, or not there at all."""
    for number, says in ((30, "readonly database"), (28, "disk is full"), (2, "unable to open database")):

        def refuse(*_: object, number: int = number) -> int:
            raise OSError(number, "no")

        monkeypatch.setattr(os, "open", refuse)
        with pytest.raises(OperationalError, match=says):
            Queue(tmp_path / "queue", 5).enter()


sqlite_only = pytest.mark.skipif("os.environ.get('CAUCE_TEST_DATABASE') == 'postgres'", reason="not the embedded one")


@sqlite_only
@pytest.mark.django_db(transaction=True)
def test_the_dead_hold_nobody_up(stage: None) -> None:
    """A process killed in the middle of a transaction leaves the queue at once."""

    def work(say: Say) -> None:
        with transaction.atomic():
            die()

    assert run_doomed(work).killed
    began = time.monotonic()
    file("meeting", "hold", "fgj-chh", "2021-03-03", **HELD)
    assert time.monotonic() - began < 10


@sqlite_only
@pytest.mark.django_db(transaction=True)
def test_an_error_at_the_commit_keeps_the_turn_until_the_transaction_is_taken_back(
    stage: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody comes between a failed commit and its end, and then everybody can."""
    seen: list[bool] = []

    def full(self: object) -> None:
        seen.append(connection._queue._mine)  # type: ignore[attr-defined]
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("django.db.backends.base.base.BaseDatabaseWrapper._commit", full)
        with pytest.raises(DatabaseError, match="full"):
            file("meeting", "hold", "fgj-chh", "2021-03-03", **HELD)
    assert seen == [True]
    assert not connection._queue._mine  # type: ignore[attr-defined]
    assert not Act.objects.exists()
    file("meeting", "hold", "fgj-chh", "2021-03-03", **HELD)


@sqlite_only
@pytest.mark.django_db(transaction=True)
def test_processes_that_write_all_the_time_lose_nothing(stage: None) -> None:
    """Three processes of twelve acts each: every one acknowledged, one record, every table as a fold."""
    heard: list[str] = []

    def work(say: Say) -> None:
        for _ in range(12):
            taken = file("meeting", "hold", "fgj-chh", "2021-03-03", **HELD)
            say(f"{taken.case.ref}@{taken.entry.index}")

    def run() -> None:
        heard.extend(run_doomed(work).said)

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(heard)) == 36
    assert assert_sound() == 36
    assert_derived()
