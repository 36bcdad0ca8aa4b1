"""Who has read a case: stored before the answer, recorded in batches, seen by the office whose case it is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, OperationalError
from django.test import Client

if TYPE_CHECKING:
    from cauce.node.record.models import Reading

SignIn = Callable[..., Client]
NOON = datetime(2021, 2, 8, 18, tzinfo=UTC)


@pytest.fixture
def case(stage: None, at: Callable[[str], None]) -> str:
    """A case of the prosecutor of Chihuahua; its first act is the first entry."""
    from tests.node.stage import file

    at("2021-02-08")
    told = {"agent": "us-hale", "day": "2021-02-04", "contact": "call", "place": "MX-CHH"}
    return file("communication", "hold", "fgj-chh", "2021-02-05", **told).case.ref


def recorded() -> int:
    """Return how many entries the record has, signed or not."""
    from cauce.node.record.models import Entry

    return Entry.objects.count()


def rows() -> list[Reading]:
    from cauce.node.record.models import Reading

    return list(Reading.objects.order_by("id"))


def events() -> list[dict[str, object]]:
    from cauce.node.record.models import Event
    from cauce.record.event import parse_event

    found = Event.objects.filter(kind="readings").order_by("entry")
    return [dict(parse_event(bytes(event.body)).body) for event in found]


def read(case: str, account: str, seconds: float, what: str = "case", number: int = 0, office: str = "sre") -> None:
    from cauce.node.record.readings import record_reading

    record_reading(case, office, account, NOON + timedelta(seconds=seconds), what, number)


#: page of a case → what is noted, and of which act
PAGES = {
    "/cases/{case}/": ("case", 0),
    "/cases/{case}/acts/1/": ("act", 1),
    "/cases/{case}/report/": ("form", 0),
    "/record/0/": ("receipt-page", 1),
    "/record/0/receipt.txt": ("receipt", 1),
    "/record/0/receipt.pdf": ("receipt-paper", 1),
    "/record/0/act.json": ("signed-act", 1),
}


@pytest.mark.parametrize("path", PAGES)
def test_each_page_and_file_of_a_case_leaves_a_reading(case: str, sign_in: SignIn, path: str) -> None:
    assert sign_in("fgj-chh").get(path.format(case=case)).status_code == 200
    (row,) = rows()
    assert (row.what, row.number) == PAGES[path]
    assert (row.case_ref, row.office, row.account, row.entry) == (case, "fgj-chh", "person-fgj-chh", None)


def test_every_address_with_a_case_in_it_is_one_that_leaves_a_reading_or_says_why_not() -> None:
    """A new page of a case must note that it was read: add it above, or below with a reason."""
    from django.urls import get_resolver

    from tests.node.test_access_table import names

    patterns = {name for name in names(get_resolver().url_patterns) if name}
    noted = {"case", "act-done", "act", "entry", "entry-receipt", "entry-paper", "entry-act"}
    #: lists and previews; recurring duties, which are of no case; forms before there is a case; this list itself
    without = {"cases", "new-case", "open-case", "due", "duty", "docket", "readings", "entry-event", "sign-ins"}
    of_cases = {
        name for name in patterns if name.split("-")[0] in {"case", "cases", "act", "entry", "readings", "duty"}
    }
    assert of_cases <= noted | without
    assert noted <= patterns


@pytest.mark.parametrize(
    "path", ["/cases/", "/cases/?q=hale", "/due/", "/docket/", "/register/", "/register/people/us-hale/"]
)
def test_a_list_or_a_search_is_no_reading_of_a_case(case: str, sign_in: SignIn, path: str) -> None:
    assert sign_in("fgj-chh").get(path).status_code == 200
    assert rows() == []


def test_who_is_refused_has_read_nothing(case: str, sign_in: SignIn) -> None:
    for path in (*PAGES, "/record/readings/{case}/"):
        assert sign_in("fgj-son").get(path.format(case=case)).status_code == 404
    assert rows() == []


def test_what_is_filed_is_an_act_and_not_a_reading(case: str, sign_in: SignIn) -> None:
    sent = {"step": "file", "token": "t" * 20, "seen": "1", "summary": "Se informó de la llamada.", "day": "2021-02-08"}
    answer = sign_in("fgj-chh").post(f"/cases/{case}/report/", sent)
    assert len(rows()) == (0 if answer.status_code == 302 else 1)


def test_nothing_is_shown_that_could_not_be_noted(case: str, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    from cauce.node.record import readings

    def full(*_: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(readings, "insert", full)
    for path in PAGES:
        answer = sign_in("fgj-chh").get(path.format(case=case))
        assert answer.status_code == 503
        assert "Chihuahua" not in answer.content.decode().partition("<main")[2]


def test_a_batch_is_one_event_for_each_case_with_its_entry(case: str) -> None:
    from cauce.node.record.models import Entry, Event
    from cauce.node.record.readings import batch_readings
    from tests.node.stage import file

    told = {"agent": "us-hale", "day": "2021-02-04", "contact": "call", "place": "MX-SON"}
    other = file("communication", "hold", "fgj-son", "2021-02-05", **told).case.ref
    before = recorded()
    read(case, "person-sre", 1)
    read(other, "person-sre", 2)
    read(case, "person-auditor", 3, "receipt", 1, office="auditor")
    assert batch_readings(NOON + timedelta(seconds=30)) == 2
    assert recorded() == before + 2
    assert {each["case"]: each["office"] for each in events()} == {case: "fgj-chh", other: "fgj-son"}
    for event in Event.objects.filter(kind="readings"):
        assert bytes(Entry.objects.get(pk=event.entry).digest) == sha256(bytes(event.body)).digest()
    assert all(row.entry is not None for row in rows())
    (own,) = (each for each in events() if each["case"] == case)
    assert own["lines"] == [
        {"account": "person-sre", "at": "2021-02-08T18:00:01Z", "office": "sre", "what": "case"},
        {
            "account": "person-auditor",
            "at": "2021-02-08T18:00:03Z",
            "office": "auditor",
            "what": "receipt",
            "number": 1,
        },
    ]


def test_the_same_page_again_within_a_minute_is_one_line_with_a_count(case: str) -> None:
    from cauce.node.record.readings import batch_readings

    for seconds in (0, 20, 59.9, 60, 61):
        read(case, "person-sre", seconds)
    read(case, "person-auditor", 30, office="auditor")
    read(case, "person-sre", 40, "act", 1)
    batch_readings(NOON + timedelta(minutes=2))
    (event,) = events()
    told = [(line["account"], line["what"], line.get("times", 1)) for line in event["lines"]]  # type: ignore[attr-defined]
    assert told == [
        ("person-sre", "case", 3),
        ("person-auditor", "case", 1),
        ("person-sre", "act", 1),
        ("person-sre", "case", 2),
    ]
    assert sorted(row.times for row in rows()) == [1, 1, 2, 3]


def test_a_second_batch_finds_nothing_to_do(case: str) -> None:
    from cauce.node.record.readings import flush_readings

    read(case, "person-sre", 0)
    assert (flush_readings(), flush_readings()) == (1, 0)
    assert recorded() == 2
    read(case, "person-sre", 5)
    assert flush_readings() == 1
    assert len(events()) == 2


def test_a_batch_that_dies_half_way_has_recorded_nothing(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from cauce.node.record import readings

    read(case, "person-sre", 0)

    def dies(*_: object, **__: object) -> None:
        raise DatabaseError("killed")

    with monkeypatch.context() as broken:
        broken.setattr(readings, "update_all", dies)
        with pytest.raises(DatabaseError):
            readings.flush_readings()
    assert (recorded(), events(), rows()[0].entry) == (1, [], None)
    assert readings.flush_readings() == 1


def test_a_reading_that_cannot_be_told_holds_up_no_other_case(case: str, caplog: pytest.LogCaptureFixture) -> None:
    from cauce.node.record.readings import flush_readings
    from tests.node.stage import file

    told = {"agent": "us-hale", "day": "2021-02-04", "contact": "call", "place": "MX-SON"}
    other = file("communication", "hold", "fgj-son", "2021-02-05", **told).case.ref
    read(case, "person\u200b-sre", 1)
    read(other, "person-sre", 2)
    assert flush_readings() == 1
    assert [event["case"] for event in events()] == [other]
    assert "record.E104" in caplog.text


def test_a_clock_that_was_set_back_breaks_no_batch(case: str) -> None:
    from cauce.node.record.readings import batch_readings

    read(case, "person-sre", 10)
    read(case, "person-auditor", 5, office="auditor")
    assert batch_readings(NOON - timedelta(hours=1)) == 1
    (event,) = events()
    assert [line["at"][-3:] for line in event["lines"]] == ["05Z", "10Z"]  # type: ignore[attr-defined]


def test_more_than_one_event_holds_goes_into_the_next(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from cauce.node.record import readings

    monkeypatch.setattr(readings, "_MOST_LINES", 2)
    for minute in range(3):
        read(case, "person-sre", 60 * minute)
    assert (readings.flush_readings(), readings.flush_readings(), readings.flush_readings()) == (1, 1, 0)


def test_the_entries_of_a_batch_stand_in_no_order_that_tells_anything(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cauce.node.record import readings

    mixed: list[list[str]] = []

    class Chance:
        def shuffle(self, cases: list[str]) -> None:
            mixed.append(list(cases))

    monkeypatch.setattr(readings.secrets, "SystemRandom", Chance)
    read(case, "person-sre", 0)
    readings.flush_readings()
    assert mixed == [[case]]


def test_the_office_whose_case_it_is_sees_who_read_it(case: str, sign_in: SignIn) -> None:
    sign_in("sre").get(f"/cases/{case}/")
    page = sign_in("fgj-chh").get(f"/record/readings/{case}/").content.decode()
    assert "Ministry of Foreign Affairs" in page
    assert "Ana Sre" in page
    assert "follows within a minute" in page
    from cauce.node.record.readings import flush_readings

    flush_readings()
    page = sign_in("fgj-chh", "es").get(f"/record/readings/{case}/").content.decode()
    assert "Secretaría de Relaciones Exteriores" in page
    assert 'href="/record/1/"' in page
    assert "llega en un minuto" not in page


def test_to_look_at_the_readings_is_no_reading(case: str, sign_in: SignIn) -> None:
    from cauce.node.record.readings import flush_readings

    sign_in("sre").get(f"/cases/{case}/")
    flush_readings()
    before = len(rows())
    for path in (f"/record/readings/{case}/", "/record/1/", "/record/1/receipt.txt", "/record/1/event.json"):
        assert sign_in("fgj-chh").get(path).status_code == 200
    assert len(rows()) == before


def test_who_may_read_the_case_and_did_not_open_it_gets_the_answer_of_no_such_page(case: str, sign_in: SignIn) -> None:
    from tests.node.stage import same_page

    client = sign_in("sre")
    assert "/record/readings/" not in client.get(f"/cases/{case}/").content.decode()
    theirs, none = client.get(f"/record/readings/{case}/"), client.get("/record/readings/MX-2021-999999/")
    assert theirs.status_code == none.status_code == 404
    assert same_page(theirs) == same_page(none)
    assert f"/record/readings/{case}/" in sign_in("fgj-chh").get(f"/cases/{case}/").content.decode()


def test_the_person_of_another_state_is_told_by_the_account_alone(case: str, sign_in: SignIn) -> None:
    from cauce.node.record.readings import record_reading

    record_reading(case, "embassy-us", "person-embassy-us", datetime(2021, 2, 8, 18, tzinfo=UTC), "case")
    page = sign_in("fgj-chh").get(f"/record/readings/{case}/").content.decode()
    assert "person-embassy-us" in page
    assert "Ana Embassy" not in page


def test_a_long_list_goes_on_page_by_page(
    case: str, sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for minute in range(120):
        read(case, "person-sre", 60 * minute)
    client, path, seen = sign_in("fgj-chh"), f"/record/readings/{case}/", 0
    for _ in range(3):
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
            page = client.get(path).content.decode()
        seen += page.count("Ministry of Foreign Affairs")
        if 'rel="next"' not in page:
            break
        path = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert seen == 120


def test_an_event_that_is_too_long_for_a_page_is_to_be_saved(case: str, sign_in: SignIn) -> None:
    from cauce.node.record.readings import flush_readings

    for minute in range(300):
        read(case, "person-sre", 60 * minute)
    flush_readings()
    page = sign_in("fgj-chh").get("/record/1/").content
    assert b"It is too long for a page" in page
    assert len(page) < 20_000


def test_an_event_and_its_receipt_pass_cauce_verify(case: str, sign_in: SignIn, tmp_path: Path) -> None:
    from cauce.node.record.readings import flush_readings

    sign_in("sre").get(f"/cases/{case}/")
    flush_readings()
    client = sign_in("fgj-chh")
    receipt, event, key = tmp_path / "event.tlog-proof", tmp_path / "event.json", tmp_path / "vkey"
    receipt.write_bytes(client.get("/record/1/receipt.txt").content)
    event.write_bytes(client.get("/record/1/event.json").content)
    key.write_bytes(client.get("/record/vkey").content)
    command = [sys.executable, "-m", "cauce", "verify", str(receipt), "--json"]
    digest = sha256(event.read_bytes()).hexdigest()
    for given in (["--digest", digest], ["--event", str(event)]):
        done = subprocess.run([*command, *given], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["index"] == 1
    event.write_bytes(event.read_bytes().replace(b"person-sre", b"person-sra"))
    assert subprocess.run([*command, "--event", str(event)], capture_output=True, check=False).returncode == 1
    event.write_bytes(event.read_bytes() + b"\n")
    assert subprocess.run([*command, "--event", str(event)], capture_output=True, check=False).returncode == 2


def test_a_mission_does_not_learn_who_looks_at_its_agent(stage: None, at: Callable[[str], None]) -> None:
    """It opened the accreditation; who of the host reads it, and when, is recorded and not for it."""
    from cauce.node.cases.models import Case
    from cauce.node.record.models import Event, EventFor
    from cauce.node.record.readings import flush_readings
    from tests.node.stage import accredit, sign_in_as

    at("2021-02-05")
    accredit("us-nunez", "2021-01-20", "2021-12-31")
    case = Case.objects.get(opener="embassy-us")
    for office in ("sre", "embassy-us"):
        assert sign_in_as(office).get(f"/cases/{case.ref}/").status_code == 200
    flush_readings()
    event = Event.objects.get(kind="readings")
    assert not EventFor.objects.filter(entry=event.entry).exists()
    mission = sign_in_as("embassy-us")
    assert "/record/readings/" not in mission.get(f"/cases/{case.ref}/").content.decode()
    for path in (f"/record/readings/{case.ref}/", f"/record/{event.entry}/", f"/record/{event.entry}/event.json"):
        assert mission.get(path).status_code == 404
