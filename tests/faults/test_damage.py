"""A torn tile, a missing key, a wrong clock: a page that says so, and nothing acknowledged falsely."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cauce.node.cases.models import Act
from cauce.node.people import keys
from cauce.node.record.files import Directory, published
from cauce.node.record.keys import read_key
from cauce.node.record.loop import settle
from cauce.record import SigningKey, format_signing_key
from tests.faults.filing import assert_told, hold
from tests.faults.truth import assert_sound, everything

pytestmark = pytest.mark.django_db(transaction=True)


def test_torn_files_are_written_again_before_anything_more_is_published(clerk: Client) -> None:
    """A process that does not remember where the files end reads them, finds them wrong, and makes them again."""
    settle()
    files = published()
    assert isinstance(files, Directory)
    path = files.root / "tile/0/000.p/1"
    whole = path.read_bytes()
    for number, torn in enumerate((whole[:-1], b"", whole + whole, whole[::-1])):
        path.write_bytes(torn)
        assert hold(clerk).status_code == 302
        assert assert_sound() == number + 2


def test_an_office_whose_key_is_not_there(clerk: Client) -> None:
    """The page names the office; nothing of the act is kept."""
    from django.conf import settings

    path = settings.CAUCE.data / "keys" / "fgj-chh.key"
    kept, before = path.read_bytes(), everything()
    others = path.with_name("fgj-son.key").read_bytes()
    for broken in (None, b"", b"-----BEGIN PRIVATE KEY-----\n", b"\0" * 64, others):
        keys._read.cache_clear()
        path.unlink(missing_ok=True)
        if broken is not None:
            path.write_bytes(broken)
        try:
            assert_told(clerk, "node.E011", "fgj-chh", "fgj-chh")
        finally:
            path.write_bytes(kept)
    assert everything() == before
    assert hold(clerk).status_code == 302


def test_a_record_whose_key_is_not_there(clerk: Client) -> None:
    """No new key is made in its place: it would speak under the same name and contradict every receipt."""
    from django.conf import settings

    settle()
    path = settings.CAUCE.data / "keys" / "record.key"
    kept, before = path.read_bytes(), everything()
    other = format_signing_key(SigningKey(settings.CAUCE.log_name, bytes(32))).encode()
    for broken in (None, b"", b"\xff\xfe", kept[:-4], other):
        read_key.cache_clear()
        path.unlink(missing_ok=True)
        if broken is not None:
            path.write_bytes(broken)
        try:
            assert_told(clerk, "node.E01", "bitácora", "record")
            assert path.exists() is (broken is not None)
            if broken != other:
                assert clerk.get("/record/vkey").status_code == 503
        finally:
            path.write_bytes(kept)
            read_key.cache_clear()
    assert everything() == before
    assert hold(clerk).status_code == 302
    assert assert_sound() == 2


def test_a_clock_that_stands_before_the_last_act(clerk: Client, at: Callable[[str], None]) -> None:
    """The form comes back with what was typed and the reason; with the right time the act is taken."""
    ref = Act.objects.get().case.ref
    typed = {"step": "file", "seen": "1", "day": "2021-02-02", "contact": "meeting", "topic": "Tráfico de armas"}
    at("2021-02-02")
    page = clerk.post(reverse("act", args=[ref, "report"]), typed)
    assert page.status_code == 200
    assert "act.E112" in page.content.decode()
    assert "Tráfico de armas" in page.content.decode()
    assert Act.objects.count() == 1
    at("2021-02-04")
    assert clerk.post(reverse("act", args=[ref, "report"]), typed).status_code == 302
