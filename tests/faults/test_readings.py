"""
A process killed, or two of them at once, while readings are recorded: each is recorded once, none is lost.

Each trial kills a batch before another statement; then every reading must be in exactly one event, or still waiting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import transaction

from cauce.node.frame import clock
from cauce.node.record.models import Event, Reading
from cauce.node.record.readings import flush_readings, record_reading
from cauce.node.record.store import only_writer
from cauce.record.event import parse_event
from tests.faults.doomed import Say, killed_at_statement, run_doomed
from tests.faults.truth import assert_sound
from tests.node.stage import file
from tests.node.test_take import together

pytestmark = pytest.mark.django_db(transaction=True)
READERS = ("sre", "auditor", "fgj-chh")


@pytest.fixture
def cases(stage: None, at: Callable[[str], None]) -> list[str]:
    """Two cases, each read by three people, one of them twice."""
    at("2021-03-05")
    told = {"agent": "us-hale", "day": "2021-03-03", "contact": "meeting", "place": "MX-CHH"}
    found = [file("meeting", "hold", "fgj-chh", "2021-03-03", **told).case.ref for _ in range(2)]
    for case in found:
        for office in (*READERS, "sre"):
            record_reading(case, office, f"person-{office}", clock.now(), "case")
    return found


def told() -> Counter[tuple[str, str]]:
    """Return how often each person is told to have read each case, by events that are in the record and by rows."""
    found: Counter[tuple[str, str]] = Counter()
    for event in Event.objects.filter(kind="readings"):
        body = parse_event(bytes(event.body)).body
        for line in body["lines"]:
            found[body["case"], line["office"]] += line.get("times", 1)
    for row in Reading.objects.filter(entry=None):
        found[row.case_ref, row.office] += row.times
    return found


def wanted(cases: list[str]) -> Counter[tuple[str, str]]:
    return Counter({(case, office): 2 if office == "sre" else 1 for case in cases for office in READERS})


def test_killed_before_any_statement_of_a_batch_each_reading_is_recorded_once(
    cases: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    trials, ended = 0, False
    while not ended:
        trials += 1

        def work(say: Say, number: int = trials) -> None:
            with killed_at_statement(number):
                flush_readings()
            say("done")

        ended = bool(run_doomed(work).said)
        with transaction.atomic():
            only_writer()  # once the server has ended what the dead client left open
        assert told() == wanted(cases)
        assert Event.objects.filter(kind="readings").count() == (2 if ended else 0)
    assert trials > 5
    assert flush_readings() == 0
    assert assert_sound() == 2
    with capsys.disabled():
        print(f"\nreadings: killed before each of {trials - 1} statements", end="")


def test_what_was_shown_was_noted_whenever_the_process_dies(cases: list[str]) -> None:
    """A row that was acknowledged, so that a page could be shown, is there after a kill at any later time."""

    def work(say: Say) -> None:
        for number in range(100):
            record_reading(cases[0], "sre", "person-sre", clock.now(), "act", number + 1)
            say(str(number + 1))

    said = run_doomed(work, lines=20).said
    noted = set(Reading.objects.filter(what="act").values_list("number", flat=True))
    assert {int(line) for line in said} <= noted


def test_two_batches_at_once_record_each_reading_once(cases: list[str]) -> None:
    came = together(flush_readings, flush_readings, flush_readings)
    assert sum(each for each in came if isinstance(each, int)) == 2, came
    assert told() == wanted(cases)
    assert not Reading.objects.filter(entry=None).exists()
    assert assert_sound() == 2
