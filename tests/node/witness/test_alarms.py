"""Alarms: kept once, never flooded, and shown to the offices of the host state in words."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from cauce.node.frame import clock
from cauce.node.record.asking import Reply
from cauce.node.record.witnesses import Witnesses
from cauce.node.witness import alarms
from cauce.node.witness.alarms import FORK, KEPT, KINDS, LYING_WITNESS, SILENT_WITNESS, open_alarms, raise_alarm, see
from cauce.node.witness.models import Alarm
from cauce.node.witness.present import WORDS
from cauce.record import COSIGNER, MemoryFiles, SigningKey
from cauce.record.policy import Witness

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
FORM = re.compile(
    r'<form method="post" action="(?P<to>/record/alarms/[^"]+)">'
    r'<input type="hidden" name="csrfmiddlewaretoken" value="(?P<token>\w+)">'
)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    alarms._budgets.clear()


def test_the_same_again_is_counted_and_anything_else_is_another() -> None:
    for _ in range(3):
        raise_alarm(FORK, "log.example", "one")
    raise_alarm(FORK, "log.example", "two")
    raise_alarm(SILENT_WITNESS, "log.example", "one")
    raise_alarm(FORK, "other.example", "one")
    assert sorted(open_alarms().values_list("count", flat=True)) == [1, 1, 1, 3]


def test_of_one_matter_the_first_evidence_stays() -> None:
    for number in range(3):
        raise_alarm(SILENT_WITNESS, "w.example", f"evidence {number}", "noon")
    raise_alarm(SILENT_WITNESS, "w.example", "evidence 3", "one o'clock")
    found = Alarm.objects.order_by("pk").values_list("evidence", "count")
    assert list(found) == [("evidence 0", 3), ("evidence 3", 1)]


def test_a_flood_is_counted_and_not_written(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    time = [100.0]
    monkeypatch.setattr(alarms, "monotonic", lambda: time[0])
    for _ in range(20):
        raise_alarm(FORK, "log.example", "one")
    with django_assert_num_queries(0):
        for _ in range(480):
            raise_alarm(FORK, "log.example", "one")
    assert Alarm.objects.get().count == 20
    time[0] += 1
    raise_alarm(FORK, "log.example", "one")
    raise_alarm(FORK, "log.example", "one")
    assert Alarm.objects.get().count == 501
    raise_alarm(FORK, "other.example", "one")
    assert Alarm.objects.count() == 2


def test_nobody_can_push_out_the_first_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarms, "_BURST", 1_000)
    for number in range(KEPT + 30):
        raise_alarm(FORK, "log.example", f"evidence {number}")
    found = Alarm.objects.order_by("pk")
    assert [alarm.evidence for alarm in found] == [f"evidence {number}" for number in range(KEPT)]
    assert [alarm.count for alarm in found] == [1] * (KEPT - 1) + [31]
    raise_alarm(FORK, "other.example", "x")
    raise_alarm(SILENT_WITNESS, "log.example", "x")
    assert Alarm.objects.count() == KEPT + 2


def test_a_witness_that_lies_in_other_words_each_time_is_one_alarm(logs: Path) -> None:
    """What an error quotes may be a signature, and each has another time in it."""
    record = Witnesses(MemoryFiles())
    witness = Witness("w", SigningKey("witness.example/w", bytes(32), COSIGNER).verifier, "https://witness.example")
    for why in ("record.E011: This is no line: “one”.", "record.E011: This is no line: “two”.", "its clock is ahead"):
        record._take(witness, 9, Reply(why=why, lying=True))
    found = Alarm.objects.order_by("pk").values_list("kind", "origin", "count")
    assert list(found) == [(LYING_WITNESS, "w", 2), (LYING_WITNESS, "w", 1)]
    assert "one" in Alarm.objects.order_by("pk")[0].evidence


def test_what_was_looked_at_comes_back_if_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    raise_alarm(SILENT_WITNESS, "w.example", "since noon")
    see(Alarm.objects.get(), "Ana", "sre")
    see(Alarm.objects.get(), "Eva", "sspc")
    assert Alarm.objects.get().seen_by == "Ana"
    raise_alarm(SILENT_WITNESS, "w.example", "since noon")
    assert not open_alarms().exists()
    later = clock.real() + timedelta(days=2)
    monkeypatch.setattr(clock, "real", lambda: later)
    raise_alarm(SILENT_WITNESS, "w.example", "since noon")
    assert (open_alarms().get().count, open_alarms().get().seen_by) == (3, "")


def test_every_kind_has_its_words() -> None:
    assert set(WORDS) == set(KINDS)
    assert set(KINDS) == {value for name, value in vars(alarms).items() if name.isupper() and isinstance(value, str)}
    for kind in WORDS.values():
        assert all(both.en and both.es and both.en != both.es for both in kind[1:])


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_page_says_what_happened_what_it_means_and_what_to_do(sign_in: SignIn, lang: str) -> None:
    for kind in (*KINDS, "unheard-of"):
        raise_alarm(kind, "log.example/<b>x</b>", "evidence")
    page = sign_in("sre", lang).get("/record/alarms/").content.decode()
    for kind in WORDS.values():
        for both in kind[1:]:
            assert both[0 if lang == "en" else 1] in unescape(page)
    assert "<b>x</b>" not in page
    assert page.count("/seen/") == len(KINDS) + 1


def test_an_office_looks_at_an_alarm_and_the_number_goes_away(sign_in: SignIn) -> None:
    raise_alarm(FORK, "log.example", "the evidence")
    pk = Alarm.objects.get().pk
    client = sign_in("sre")
    record = client.get("/record/").content.decode()
    assert "alarms to look at" in record
    assert 'href="/record/alarms/"' in record
    kept = client.get(f"/record/alarms/{pk}/evidence.txt")
    assert kept.content == b"the evidence"
    assert kept.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert kept.headers["Content-Disposition"] == f'attachment; filename="fork-{pk}.txt"'
    form = FORM.search(client.get("/record/alarms/").content.decode())
    assert form is not None
    client.handler.enforce_csrf_checks = True  # a browser sends what stands in the form, and nothing else
    assert client.post(form["to"], {"csrfmiddlewaretoken": form["token"]}).headers["Location"] == "/record/alarms/"
    page = client.get("/record/alarms/").content.decode()
    assert "There is nothing to look at." in page
    assert "Ana Sre</bdi> (sre)" in page
    assert "/seen/" not in page
    assert "act now" not in page, "somebody has"


@pytest.mark.parametrize("office", ["embassy-us", "embassy-de"])
def test_for_other_states_there_is_no_such_thing(sign_in: SignIn, office: str) -> None:
    raise_alarm(FORK, "log.example", "the evidence")
    pk, client = Alarm.objects.get().pk, sign_in(office)
    for number in (pk, pk + 1, 10**30):
        assert client.get(f"/record/alarms/{number}/evidence.txt").status_code == 404
        assert client.post(f"/record/alarms/{number}/seen/").status_code == 404
    assert client.get("/record/alarms/").status_code == 404
    record = client.get("/record/").content.decode()
    assert "alarms to look at" not in record
    assert "/record/alarms/" not in record
    assert open_alarms().exists()


def test_nobody_else_sees_a_number(sign_in: SignIn) -> None:
    raise_alarm(FORK, "log.example", "the evidence")
    assert "larms" not in Client(headers={"Accept-Language": "en"}).get("/record/").content.decode()
    assert Client().get("/record/alarms/").status_code == 302
    assert sign_in("fgj-chh").get("/record/alarms/").status_code == 200
