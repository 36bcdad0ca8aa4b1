"""Short tiles of trees that were signed between two publications, or long ago: cut from the longer ones."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from cauce.node.record import store
from cauce.node.record.loop import settle
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
