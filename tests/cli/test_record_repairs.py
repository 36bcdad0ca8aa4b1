"""`cauce record rebuild` and `recover`: whoever mends the record leaves an event in it."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
import typer

from cauce.cli.record import rebuild, recover
from cauce.node.record import again
from cauce.node.record import recover as recovery
from cauce.node.record.models import Event

pytestmark = pytest.mark.django_db


def told() -> list[dict[str, object]]:
    return [json.loads(bytes(event.body))["body"] for event in Event.objects.order_by("entry")]


@pytest.mark.parametrize("wrong", [True, False])
def test_a_rebuild_that_found_differences_is_recorded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], wrong: bool
) -> None:
    """And says what to do with them: nothing is overwritten."""
    different = ["tile/0/000"] if wrong else []
    made = SimpleNamespace(size=256, files=2, missing=[], different=different)
    monkeypatch.setattr(rebuild, "boot_existing", lambda: None)
    monkeypatch.setattr(again, "make_again", lambda: made)
    if wrong:
        with pytest.raises(typer.Exit):
            rebuild.command()
    else:
        rebuild.command()
    assert told() == ([{"what": "record-rebuild", "found": ["tile/0/000"]}] if wrong else [])
    assert ("→" in capsys.readouterr().err) is wrong


def test_that_a_record_was_taken_up_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recover, "boot_existing", lambda: None)
    monkeypatch.setattr(recovery, "recover", lambda files: 7)
    recover.command()
    assert told() == [{"what": "recover", "found": ["7"]}]
