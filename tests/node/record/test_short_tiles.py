"""Short tiles of trees that were signed between two publications, or long ago: cut from the longer ones."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from cauce.node.record import store
from cauce.node.record.files import Directory
from cauce.node.record.loop import settle
from cauce.node.record.models import Log
from cauce.node.record.publish import Publisher
from cauce.node.record.sequence import integrate
from cauce.record import parse_bundle

pytestmark = pytest.mark.django_db


def record(count: int) -> None:
    with transaction.atomic():
        head = store.only_writer()
        for number in range(count):
            store.record(number.to_bytes(32, "big"), head)


def test_every_width_up_to_what_is_published_is_served_and_none_beyond() -> None:
    record(300)
    settle()
    record(5)
    integrate()  # signed, and not published
    client = Client()
    full, last = client.get("/record/tile/0/000").content, client.get("/record/tile/0/001.p/44").content
    for path, whole, width in (("0/000", full, 7), ("0/000", full, 255), ("0/001", last, 1), ("0/001", last, 43)):
        answer = client.get(f"/record/tile/{path}.p/{width}")
        assert answer.status_code == 200
        assert answer.content == whole[: 32 * width]
    bundle = parse_bundle(client.get("/record/tile/entries/001.p/44").content)
    assert parse_bundle(client.get("/record/tile/entries/001.p/9").content) == bundle[:9]
    for path in ("0/001.p/45", "0/001.p/49", "0/002.p/1", "1/000.p/2", "2/000.p/1", "entries/001.p/45", "0/001"):
        assert client.get(f"/record/tile/{path}").status_code == 404, path


def test_those_of_the_standing_checkpoint_are_served_while_files_run_ahead_of_it() -> None:
    """A quorum may be long in coming: meanwhile longer files take the place of those that the public was told of."""
    record(300)
    settle()
    client = Client()
    paths = ("0/001.p/44", "1/000.p/1", "entries/001.p/44", "0/001.p/9", "entries/001.p/9")
    before = [client.get(f"/record/tile/{path}").content for path in paths]
    publisher = Publisher()
    for more in (300, 300, 300):
        record(more)
        integrate()
        publisher.write_files()
        for path, content in zip(paths, before, strict=True):
            answer = client.get(f"/record/tile/{path}")
            assert (answer.status_code, answer.content) == (200, content), path
    publisher.publish(Log.objects.get().checkpoint)
    for path, content in zip(paths, before, strict=True):  # now cut from the full ones, which anybody may cut too
        assert client.get(f"/record/tile/{path}").content == content
    files = publisher.files
    assert isinstance(files, Directory)
    assert sorted(kept.name for kept in (files.root / "tile/0").glob("*.p")) == ["003.p", "004.p"]
