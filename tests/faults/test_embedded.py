"""An embedded database that is read-only, full or held: a page that says so, and nothing acknowledged falsely."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.faults.filing import assert_told, hold
from tests.faults.truth import assert_derived, assert_sound, everything

pytestmark = pytest.mark.django_db(transaction=True)


def pragma(text: str) -> object:
    """Set something of the embedded database, and return what it is then."""
    with connection.cursor() as cursor:
        row = cursor.execute(f"PRAGMA {text}").fetchone()
    return row[0] if row else None


def test_a_database_that_can_only_be_read(clerk: Client) -> None:
    """Reading goes on, filing says what must be done, and nothing is written."""
    before = everything()
    pragma("query_only=ON")
    try:
        assert_told(clerk, "node.E005", "solo lectura", "only be read")
        assert clerk.get(reverse("cases")).status_code == 200
    finally:
        pragma("query_only=OFF")
    assert everything() == before
    assert hold(clerk).status_code == 302
    assert assert_sound() == 2


def test_a_database_without_room(clerk: Client) -> None:
    """Acts are taken while there is room; the first that finds none says so, and no later one is half there."""
    most = pragma("max_page_count")
    pragma(f"max_page_count={pragma('page_count')}")
    long, taken = {"objective": "largo " * 25, "agency": "largo " * 30}, 1
    logging.disable(logging.CRITICAL)
    try:
        while (page := hold(clerk, **long)).status_code == 302:
            taken += 1
            assert taken < 50
        assert page.status_code == 503
        assert_told(clerk, "node.E007", "espacio", "no room", **long)
    finally:
        logging.disable(logging.NOTSET)
        pragma(f"max_page_count={most}")
    assert assert_sound() == taken
    assert_derived()
    assert hold(clerk).status_code == 302


@contextmanager
def held_by_another() -> Iterator[None]:
    """Another connection begins to write and does not come to an end."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


def test_a_database_that_another_process_holds(clerk: Client) -> None:
    """After the time to wait is over the person is told; when it is free again, all goes on."""
    before = everything()
    waits = pragma("busy_timeout")
    pragma("busy_timeout=50")
    try:
        with held_by_another():
            assert_told(clerk, "node.E006", "Otro proceso", "another process")
    finally:
        pragma(f"busy_timeout={waits}")
    assert everything() == before
    assert hold(clerk).status_code == 302
    assert assert_sound() == 2
