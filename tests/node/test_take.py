"""The one way in for an act: all of it or none of it, in order, signed, recorded, and told apart from another's."""

from __future__ import annotations

import threading
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue

import pytest
from django.db import connection

from cauce.case.act import canonical, digest, read_act
from cauce.case.errors import Refused
from cauce.case.signing import format_envelope
from cauce.case.signing import verify as signed
from cauce.cli import main
from cauce.node.cases import derive, take
from cauce.node.cases.bodies import act_of, body_of
from cauce.node.cases.models import Act, Case, Notice, Reader, Setting
from cauce.node.cases.take import MovedOn, NoSuchCase, Request, Taken
from cauce.node.cases.world import world
from cauce.node.people.models import OfficeKey
from cauce.node.record.keys import log_key, verifier_line
from cauce.node.record.receipts import receipt
from cauce.record import RecordError, verify
from tests.faults.truth import assert_derived, assert_sound, everything
from tests.node.stage import file

DAY = "2021-02-03"
HELD = {"agent": "us-hale", "day": DAY, "contact": "meeting", "place": "MX-CHH"}


def held(day: str = DAY, office: str = "fgj-chh", agent: str = "us-hale") -> Taken:
    """A meeting that a state body held with an agent."""
    return file("meeting", "hold", office, day, agent=agent, day=day, contact="meeting", place="MX-CHH")


def asked(act: str, office: str, case: str, **more: object) -> Request:
    """An act in a case of a meeting, filed an evening after the meeting."""
    at = datetime(2021, 2, 3, 22, tzinfo=UTC)
    return Request("mx-lsn", "meeting", act, office, "", **{"case": case, "at": at, **more})


def refusal(request: Request) -> list[str]:
    """The codes with which a request is refused."""
    with pytest.raises(Refused) as refused:
        take.take(request)
    return [problem.code for problem in refused.value.problems]


def test_an_act_is_durable_signed_chained_and_in_the_record(stage: None) -> None:
    """Each act names the digest of the one before, its office's published key fits, and its leaf commits to it."""
    first = held()
    second = file("meeting", "report", "fgj-chh", "2021-02-04", case=first.case.ref, day=DAY, contact="meeting")
    assert (first.act.number, second.act.number) == (1, 2)
    assert first.act.previous == "0" * 64
    assert second.act.previous == digest(canonical(first.act))
    assert second.entry.index == first.entry.index + 1
    stored = Act.objects.get(case=first.case, number=2)
    assert read_act(body_of(stored)) == second.act
    published = OfficeKey.objects.get(office="fgj-chh").public
    assert b64decode(published) == bytes(stored.key)
    assert signed(body_of(stored), bytes(stored.signature), bytes(stored.key))
    assert assert_sound() == 2
    assert_derived()


def test_a_receipt_is_about_its_act_and_no_other(stage: None) -> None:
    """Under the key that the node publishes, the receipt of one act does not pass for another's."""
    first, second = held(), held(office="fgj-son")
    text = receipt(first.entry)
    proved = verify(text, bytes.fromhex(digest(canonical(first.act))), [log_key().verifier])
    assert proved.index == first.entry.index
    with pytest.raises(RecordError):
        verify(text, bytes.fromhex(digest(canonical(second.act))), [log_key().verifier])


def test_the_command_line_accepts_receipt_and_act_as_the_node_gives_them(stage: None, tmp_path: Path) -> None:
    """What a page lets somebody save is enough to check it elsewhere; a changed letter is not."""
    taken = held()
    stored = Act.objects.get(case=taken.case)
    envelope = format_envelope(body_of(stored), bytes(stored.signature), bytes(stored.key))
    (tmp_path / "receipt").write_text(receipt(taken.entry))
    (tmp_path / "act.json").write_text(envelope)
    (tmp_path / "other.json").write_text(envelope.replace("MX-CHH", "MX-SON"))
    command = ["verify", str(tmp_path / "receipt"), "--key", verifier_line(), "--act"]
    assert main([*command, str(tmp_path / "act.json")]) == 0
    published = OfficeKey.objects.get(office="fgj-chh").public
    assert main([*command, str(tmp_path / "act.json"), "--office-key", f"fgj-chh {published}"]) == 0
    other = OfficeKey.objects.get(office="fgj-son").public
    assert main([*command, str(tmp_path / "act.json"), "--office-key", other]) == 1
    assert main([*command, str(tmp_path / "other.json")]) == 1


@pytest.mark.parametrize(
    ("procedure", "act", "office", "fields", "code"),
    [
        ("meeting", "hold", "fgj-chh", HELD | {"agent": "us-nobody"}, "field.E"),
        ("meeting", "hold", "fgj-chh", HELD | {"day": "2021-02-30"}, "field.E203"),
        ("meeting", "hold", "fgj-chh", HELD | {"day": "2021-02-05"}, "field.E"),
        ("meeting", "hold", "fgj-chh", {**HELD, "topic": "x" * 40_000_000}, "field.E207"),
        ("meeting", "hold", "fgj-chh", {**HELD, "topic": "a\u202eb"}, "field.E208"),
        ("meeting", "hold", "fgj-chh", {**HELD, "topic": "a\0b"}, "field.E208"),
        ("meeting", "hold", "fgj-chh", {**HELD, "topic": "\ud800"}, "field.E208"),
        ("meeting", "hold", "fgj-chh", {**HELD, "topic": "bell\a"}, "field.E208"),
        ("meeting", "hold", "fgj-chh", {**HELD, "topic": [[[["deep"]]]]}, "field.E216"),
        ("meeting", "hold", "fgj-chh", HELD | {f"field-{n}": "x" for n in range(10_000)}, "field.E202"),
        ("meeting", "hold", "fgj-chh", HELD | {"a\0\ud800": "x"}, "field.E202"),
        ("meeting", "hold", "embassy-us", HELD, "act.E105"),
        ("meeting", "hold", "nobody", HELD, "act.E104"),
        ("meeting", "hold", "a\0\ud800", HELD, "act.E104"),
        ("meeting", "report", "fgj-chh", {"day": DAY, "contact": "meeting"}, "act.E106"),
        ("meeting", "dance", "fgj-chh", HELD, "act.E103"),
        ("dance", "hold", "fgj-chh", HELD, "act.E102"),
        ("accreditation", "accredit", "sre", {"territory": ["MX"], "first-day": DAY}, "act.E106"),
    ],
)  # fmt: skip
def test_what_cannot_be_true_is_refused_with_a_code_and_changes_nothing(
    stage: None, procedure: str, act: str, office: str, fields: dict[str, object], code: str
) -> None:
    """No row of any table, no number of a case and no entry of the record comes of it; both languages say why."""
    held()
    before = everything()
    at = datetime(2021, 2, 3, 22, tzinfo=UTC)
    with pytest.raises(Refused) as refused:
        take.take(Request("mx-lsn", procedure, act, office, "", fields, "", None, at))
    assert any(problem.code.startswith(code) for problem in refused.value.problems)
    for problem in refused.value.problems[:5]:
        assert problem.text("es") != problem.text("en")
    assert everything() == before
    assert held(office="fgj-son").case.ref.endswith("-000002")


@pytest.mark.parametrize("ref", ["MX-2021-999999", "a\0b", "\ud800", "x" * 10_000, "' OR 1=1 --", "%"])
def test_a_case_that_is_not_there_and_one_of_others_are_the_same_answer(stage: None, ref: str) -> None:
    """An office that may not read a case learns nothing from trying to act in it; neither from its own procedure."""
    case = held().case.ref
    before = everything()
    for office, named in (("fgj-chh", ref), ("fgj-son", ref), ("fgj-son", case), ("embassy-de", case)):
        with pytest.raises(NoSuchCase) as absent:
            take.take(asked("report", office, named, fields={"day": DAY, "contact": "meeting"}, seen=7))
        assert absent.value.args == ()
    with pytest.raises(NoSuchCase):
        take.take(Request("mx-lsn", "communication", "report", "fgj-chh", "", {}, case))
    assert everything() == before


def test_an_act_under_a_stage_that_the_person_no_longer_sees_is_answered_with_what_they_missed(stage: None) -> None:
    """Neither act nor anything else of it is kept; the acts that the person has not seen are handed over."""
    case = held().case.ref
    file("meeting", "report", "fgj-chh", DAY, hour=12, case=case, day=DAY, contact="meeting")
    before = everything()
    with pytest.raises(MovedOn) as moved:
        take.take(asked("report", "fgj-chh", case, seen=1, fields={"day": DAY, "contact": "meeting"}))
    assert [(act.number, act.act) for act in moved.value.since] == [(2, "report")]
    assert [problem.code for problem in moved.value.problems] == ["act.E111"]
    assert everything() == before


def test_a_number_that_no_act_has_yet_is_not_taken_for_the_last_one(stage: None) -> None:
    """Somebody who claims to have seen the future is told that the case stands elsewhere."""
    case = held().case.ref
    with pytest.raises(MovedOn) as moved:
        take.take(asked("report", "fgj-chh", case, seen=9, fields={"day": DAY, "contact": "meeting"}))
    assert moved.value.since == []


def test_a_clock_before_the_last_act_stops_the_case_and_a_stopped_clock_does_not(stage: None) -> None:
    """Two acts in the same second are in order; one before the last is refused, and nothing of it stays."""
    case = held().case.ref
    same = act_of(Act.objects.get(case__ref=case)).at
    at = datetime.fromisoformat(same)
    report = {"day": DAY, "contact": "meeting"}
    before = everything()
    assert refusal(asked("report", "fgj-chh", case, at=at.replace(hour=at.hour - 1), fields=report)) == ["act.E112"]
    assert everything() == before
    taken = take.take(asked("report", "fgj-chh", case, at=at, fields=report))
    assert (taken.act.number, taken.act.at) == (2, same)
    assert_sound()


def test_everybody_concerned_is_told_and_whoever_acted_is_not(stage: None) -> None:
    """Word is left with each other office that may read the case, and with nobody else."""
    case = held().case
    told = set(Notice.objects.filter(case=case).values_list("office", flat=True))
    readers = set(Reader.objects.filter(case=case).values_list("office", flat=True))
    assert told == readers - {"fgj-chh"}
    assert {"sre", "sspc"} <= told
    assert readers.isdisjoint({"embassy-us", "embassy-de", "fgj-son"})


def test_an_office_without_its_key_cannot_sign_and_nothing_changes(
    stage: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the office in both languages; no number of a case is used up."""
    from django.conf import settings

    from cauce.node.frame.errors import KeyMissing
    from cauce.node.people import keys

    key = settings.CAUCE.data / "keys" / "fgj-chh.key"
    keys._read.cache_clear()
    before, kept = everything(), key.read_bytes()
    key.unlink()
    try:
        with pytest.raises(KeyMissing) as missing:
            held()
    finally:
        key.write_bytes(kept)
    assert "fgj-chh" in missing.value.text("es")
    assert everything() == before


def test_what_goes_wrong_after_the_record_takes_the_entry_back(stage: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting, record, keys in memory: all as before, and the next act follows the last one that was taken."""
    held()
    before = everything()
    with monkeypatch.context() as patched:
        patched.setattr(derive.search, "index", _fall)
        for act in (lambda: held(office="fgj-son"), lambda: adopt("labour", "2021-02-01")):
            with pytest.raises(ZeroDivisionError):
                act()
    assert everything() == before
    assert world().register.reading("mx-lsn", "2021-03-01") is None, "a setting that was taken back still governs"
    held(office="fgj-son")
    assert assert_sound() == 2
    assert_derived()


def _fall(*_: object) -> None:
    raise ZeroDivisionError


def adopt(reading: str, day: str) -> Taken:
    """The ministry adopts a reading."""
    return file("settings", "adopt-reading", "sre", day, reading=reading, first_day=day, document="DOF 1")


def together(*works: Callable[[], object]) -> list[object]:
    """Do things at once, each on its own connection; return what each came to, errors included."""
    start, done = threading.Barrier(len(works)), SimpleQueue()

    def run(number: int, work: Callable[[], object]) -> None:
        start.wait()
        try:
            done.put((number, work()))
        except Exception as error:
            done.put((number, error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [came for _, came in sorted((done.get() for _ in works), key=lambda each: each[0])]


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_one_wins_and_the_other_is_told_what_changed(stage: None) -> None:
    """Of two who saw the same case exactly one is taken; the other gets the winner's act."""
    for _ in range(3):
        case = held().case.ref
        report = asked("report", "fgj-chh", case, seen=1, fields={"day": DAY, "contact": "meeting"})
        came = together(lambda: take.take(report), lambda: take.take(report))  # noqa: B023 - joined in the same turn
        winners = [each for each in came if isinstance(each, Taken)]
        losers = [each for each in came if isinstance(each, MovedOn)]
        assert (len(winners), len(losers)) == (1, 1), came
        assert losers[0].since == [winners[0].act]
    assert assert_sound() == 6
    assert_derived()


@pytest.mark.django_db(transaction=True)
def test_cases_opened_at_once_get_numbers_of_their_own_and_one_record(stage: None) -> None:
    """From the very first act on: nobody has written a head of the record or a sequence before."""
    came = together(*[lambda: [held().case.ref for _ in range(5)] for _ in range(4)])
    assert all(isinstance(refs, list) for refs in came), came
    refs = sorted(ref for refs in came for ref in refs)
    assert refs == [f"MX-2021-{number:06}" for number in range(1, 21)]
    assert assert_sound() == 20


@pytest.mark.django_db(transaction=True)
def test_a_setting_and_duties_that_arise_meanwhile_come_out_as_in_the_order_of_the_record(stage: None) -> None:
    """Whoever comes second in the record sees what the first one settled, whichever that is."""

    def hold() -> object:
        return [held() for _ in range(4)]

    def close_days() -> object:
        return file(
            "settings", "declare-days", "sre", DAY, calendar="mx-labour", first_day="2021-02-04",
            last_day="2021-02-09", day_kind="closed", document="DOF",
        )  # fmt: skip

    came = together(hold, close_days, hold)
    assert not [error for error in came if isinstance(error, Exception)]
    assert Setting.objects.count() == 1
    assert Case.objects.count() == 9
    assert_sound()
    assert_derived()
