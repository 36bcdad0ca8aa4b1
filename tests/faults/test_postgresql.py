"""A PostgreSQL that ends a connection or takes no writes: a page that says so, and nothing acknowledged falsely."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from cauce.node.cases import derive
from cauce.node.record import store
from cauce.node.record.lease import lease
from tests.faults.filing import assert_told, hold
from tests.faults.truth import assert_sound, everything

pytestmark = pytest.mark.django_db(transaction=True)


def ask(statement: str) -> None:
    """Say something to the server."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("step", ["_tell", "case_row"])
def test_a_connection_that_ends_in_the_middle_of_an_act(
    clerk: Client, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The server ends it before the commit: the person is told, the act is not there, and the next one is taken."""
    before = everything()
    with monkeypatch.context() as patched:
        patched.setattr(derive, step, lambda *_: ask("SELECT pg_terminate_backend(pg_backend_pid())"))
        assert_told(clerk, "node.E004", "no responde", "does not answer")
    assert everything() == before
    assert hold(clerk).status_code == 302
    assert assert_sound() == 2


FAULTS: dict[str, tuple[str, str, str, str, str]] = {
    "read-only": ("SET default_transaction_read_only = on", "RESET default_transaction_read_only",
                  "node.E005", "solo lectura", "only be read"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_server_that_takes_no_writes(clerk: Client, fault: str) -> None:
    """Filing says what must be done, and nothing is written."""
    begin, end, code, es, en = FAULTS[fault]
    before = everything()
    ask(begin)
    try:
        assert_told(clerk, code, es, en)
    finally:
        ask(end)
    assert everything() == before
    assert hold(clerk).status_code == 302


def test_a_head_that_another_transaction_holds(clerk: Client) -> None:
    """After the time to wait is over the person is told; when it is free again, all goes on."""
    import psycopg

    before = everything()
    settings = connection.get_connection_params()
    for name in ("cursor_factory", "context", "prepare_threshold"):
        settings.pop(name, None)
    with psycopg.connect(**settings) as other:
        other.execute("SELECT next FROM record_queue WHERE id = 1 FOR UPDATE")
        ask("SET lock_timeout = 50")
        try:
            assert_told(clerk, "node.E006", "Otro proceso", "another process")
        finally:
            ask("RESET lock_timeout")
    assert everything() == before
    assert hold(clerk).status_code == 302
    assert assert_sound() == 2


def test_a_lease_survives_neither_its_holder_nor_a_clock_that_was_set_back(stage: None) -> None:
    """Whoever waits takes over when the lease ends, and at once where it would end later than any that is given."""
    store.start()
    for until, free in (("-1 second", True), ("3 seconds", False), ("1 hour", True), ("10 years", True)):
        ask(f"UPDATE record_log SET holder = 'gone', until = clock_timestamp() + interval '{until}'")  # noqa: S608 - ours
        waiting = lease()
        assert waiting.hold() is free, until
        assert waiting.hold() is free
        waiting.release()
