"""What a node records besides acts and readings: sign-ins, the directory, keys, passwords, what its operator does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from tests.node.people.cast import Cast

SignIn = Callable[..., Client]
EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "directory.yaml"


@pytest.fixture
def cast(db: None) -> Cast:
    """People of two offices, of whom one acts for both."""
    from tests.node.people.cast import make_cast

    return make_cast()


def bodies(kind: str) -> list[dict[str, Any]]:
    """Return what the events of a kind say, read as a stranger would read them."""
    from cauce.node.record.models import Event
    from cauce.record.event import parse_event

    found = Event.objects.filter(kind=kind).order_by("entry")
    return [dict(parse_event(bytes(event.body)).body) for event in found]


def recorded() -> int:
    """Return how many entries the record has, signed or not."""
    from cauce.node.record.models import Entry

    return Entry.objects.count()


def seen_by(kind: str) -> set[str]:
    from cauce.node.record.models import EventFor

    return set(EventFor.objects.filter(kind=kind).values_list("office", flat=True))


def let_in(username: str) -> Client:
    from tests.node.people.cast import PASSWORD

    client = Client()
    client.post("/sign-in/", {"username": username, "password": PASSWORD})
    return client


def test_a_sign_in_is_recorded_when_somebody_begins_to_act_for_an_office(cast: Cast) -> None:
    let_in("owner")
    assert bodies("sign-in") == [{"account": "owner", "office": "fge-chh"}]
    client = let_in("twice")
    assert len(bodies("sign-in")) == 1  # no office chosen yet, so nothing that they could do
    client.post("/office/", {"office": "gan"})
    assert bodies("sign-in")[1:] == [{"account": "twice", "office": "gan"}]


def test_a_sign_in_that_fails_is_not_recorded(cast: Cast) -> None:
    Client().post("/sign-in/", {"username": "owner", "password": "wrong, wrong, wrong"})
    assert bodies("sign-in") == []


def test_who_cannot_be_recorded_does_not_act(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    from cauce.node.people import views

    def full(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(views, "record_event", full)
        client = let_in("owner")
    assert client.get("/cases/").status_code == 302


def test_an_office_sees_its_own_people_and_no_others(cast: Cast) -> None:
    owner, outsider = let_in("owner"), let_in("outsider")
    page = owner.get("/record/sign-ins/").content.decode()
    assert "Owner Pérez Núñez" in page
    assert "Outsider" not in page
    assert "/record/sign-ins/" in owner.get("/record/").content.decode()
    assert "/record/sign-ins/" not in Client().get("/record/").content.decode()
    for path in ("/record/0/", "/record/0/receipt.txt", "/record/0/event.json"):
        assert owner.get(path).status_code == 200
        assert outsider.get(path).status_code == 404


def test_a_long_list_of_sign_ins_goes_on(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Callable[..., object]
) -> None:
    from cauce.node.record import event_views

    monkeypatch.setattr(event_views, "SIZE", 2)
    for _ in range(4):
        client = let_in("owner")
    path, entries = "/record/sign-ins/", []
    while path:
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
            page = client.get(path).content.decode()
        entries += [part.partition("/")[0] for part in page.split('class="rec" href="/record/')[1:]]
        path = page.partition('rel="next" href="')[2].partition('"')[0]
    assert entries == ["3", "2", "1", "0"]


def test_a_password_is_recorded_as_given_and_never_as_it_is(cast: Cast) -> None:
    from cauce.node.people.enter import set_password
    from cauce.node.record.models import Event
    from tests.node.people.cast import PASSWORD

    set_password("owner", "un cauce hondo y claro")
    change = {"change": "changed", "code": "owner", "part": "password"}
    assert bodies("directory") == [{"changes": [change]}]
    client = let_in("colleague")
    client.post("/password/", {"old-password": PASSWORD, "new-password": "otro cauce hondo y claro"})
    assert bodies("directory")[1:] == [{"by": "colleague", "changes": [change | {"code": "colleague"}]}]
    assert seen_by("directory") == {"fge-chh"}
    assert not any(b"hondo" in bytes(event.body) for event in Event.objects.all())
    page = client.get("/record/sign-ins/").content.decode()
    assert page.count("contraseña") >= 2 or page.count("password") >= 2


@pytest.mark.django_db
def test_a_directory_file_is_one_event_and_a_key_for_each_new_office(tmp_path: Path) -> None:
    from cauce.node.cases.world import library
    from cauce.node.people.enter import load
    from cauce.node.people.models import OfficeKey

    load(EXAMPLE, library())
    (event,) = bodies("directory")
    assert {change["part"] for change in event["changes"]} == {"office", "account", "appointment", "person"}
    assert {change["change"] for change in event["changes"]} == {"new"}
    keys = [key for body in bodies("key") for key in body["keys"]]
    assert {(key["of"], key["public"]) for key in keys} == set(OfficeKey.objects.values_list("office", "public"))
    assert seen_by("directory") == set()
    assert seen_by("key") == {key["of"] for key in keys}

    load(EXAMPLE, library())
    assert len(bodies("directory")) == 1  # nothing changed, so there is nothing to tell
    text = EXAMPLE.read_text(encoding="utf-8").replace("since: 2025-09-01}", "since: 2025-09-01, until: 2026-03-31}")
    (tmp_path / "directory.yaml").write_text(text, encoding="utf-8")
    load(tmp_path / "directory.yaml", library())
    ((change,),) = [body["changes"] for body in bodies("directory")[1:]]
    assert (change["change"], change["part"], change["members"]) == ("changed", "appointment", ["until"])
    assert "2026-03-31" not in json.dumps(change)
    assert len(bodies("key")) == 4


@pytest.mark.django_db
def test_a_file_that_is_refused_leaves_no_event(tmp_path: Path) -> None:
    from cauce.node.cases.world import library
    from cauce.node.people.enter import BadDirectory, load

    (tmp_path / "directory.yaml").write_text("offices:\n  new: {}\n", encoding="utf-8")
    with pytest.raises(BadDirectory):
        load(tmp_path / "directory.yaml", library())
    assert recorded() == 0


@pytest.mark.django_db
def test_a_start_tells_what_is_not_as_it_was_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, at: Callable[[str], None]
) -> None:
    from cauce.node.cases.world import library
    from cauce.node.record.keys import log_key
    from cauce.node.record.started import record_start

    record_start(library())
    assert [body["what"] for body in bodies("administration")] == ["program", "law", "settings", "policies"]
    keys = [(key["of"], key["key"]) for body in bodies("key") for key in body["keys"]]
    assert keys[0] == (log_key().verifier.name, log_key().verifier.key_id.hex())
    law = next(body["found"] for body in bodies("administration") if body["what"] == "law")
    version = library().regime("mx-lsn").versions[0]
    assert f"mx-lsn@{version.since} {version.digest}" in law
    assert seen_by("key") == seen_by("administration") == set()

    size = recorded()
    record_start(library())
    assert recorded() == size
    record_start(library(), upgraded=True)
    assert [body["what"] for body in bodies("administration")][4:] == ["upgrade"]
    at("2021-02-08")  # the clock is a setting
    record_start(library())
    assert [body["what"] for body in bodies("administration")][5:] == ["settings"]


@pytest.mark.django_db
def test_another_quorum_is_told_though_no_setting_changed(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    """Whose word a receipt needs stands in a file: a setting only names its folder."""
    from dataclasses import replace

    from cauce.node.cases.world import library
    from cauce.node.record import policies
    from cauce.node.record.started import record_start

    monkeypatch.setattr(policies, "_read", policies._read.__wrapped__)
    settings.CAUCE = replace(settings.CAUCE, record_policies=tmp_path)
    (tmp_path / "public.policy").write_text("quorum none\n")
    record_start(library())
    size = recorded()
    record_start(library())
    assert recorded() == size
    (tmp_path / "court.policy").write_text("quorum none\n")
    record_start(library())
    told = [body["found"] for body in bodies("administration") if body["what"] == "policies"]
    assert [[line.split()[0] for line in found] for found in told] == [["public"], ["court", "public"]]


@pytest.mark.django_db
def test_the_key_of_the_witness_is_told_once_it_has_been_made() -> None:
    from cauce.node.cases.world import library
    from cauce.node.record.started import record_start
    from cauce.node.witness.key import witness_key

    key = witness_key().verifier
    for _ in range(2):
        record_start(library())
    told = [(each["of"], each["key"]) for body in bodies("key") for each in body["keys"]]
    assert told[1:] == [(key.name, key.key_id.hex())]


@pytest.mark.django_db
def test_no_secret_setting_is_recorded() -> None:
    from django.conf import settings

    from cauce.node.cases.world import library
    from cauce.node.conf import secret_key
    from cauce.node.record.models import Event
    from cauce.node.record.started import record_start

    record_start(library())
    told = b"".join(bytes(event.body) for event in Event.objects.all())
    assert secret_key(settings.CAUCE).encode() not in told
    assert b"DATABASE_URL" not in told
    assert b"CAUCE_HOSTS" in told


@pytest.mark.django_db
def test_an_event_is_stored_with_its_entry_or_not_at_all() -> None:
    from cauce.node.record.events import record_event
    from cauce.node.record.models import Entry, Event
    from cauce.record import RecordError

    with pytest.raises(RecordError):
        record_event("sign-in", {"account": "somebody"})
    assert (recorded(), Entry.objects.count(), Event.objects.count()) == (0, 0, 0)
    record_event("padding", {})
    assert (recorded(), Event.objects.get().kind) == (1, "padding")


@pytest.mark.django_db
def test_the_directory_of_the_demonstration_is_a_story_and_records_nothing() -> None:
    from cauce.node.demo.build import SEED, enter
    from cauce.node.demo.cast import everybody

    enter(everybody(SEED))
    assert recorded() == 0


@pytest.mark.django_db(transaction=True)
def test_whoever_comes_to_read_while_the_record_is_halted_is_let_in(stage: None) -> None:
    """Nothing can be recorded of it; the log of the program says so, and filing is still refused."""
    from cauce.node.people.models import Account
    from cauce.node.record.models import Event, Queue
    from cauce.node.record.store import start

    start()
    Queue.objects.update(halted="node.E018")
    account = Account.objects.get(username="person-sre")
    account.set_password("una contraseña muy larga")
    account.save()
    client = Client()
    answer = client.post("/sign-in/", {"username": "person-sre", "password": "una contraseña muy larga"})
    assert answer.status_code == 302
    assert client.get("/cases/").status_code == 200
    assert not Event.objects.filter(kind="sign-in").exists()
