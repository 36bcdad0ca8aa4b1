"""`cauce record events`: whoever runs the node sees all that it has recorded besides acts."""

from __future__ import annotations

import json

import pytest

from cauce.cli.record import events
from cauce.node.people.enter import set_password
from cauce.node.people.offices import create_account
from cauce.node.record.events import record_event


@pytest.fixture
def told(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A password that was given, and a start."""
    monkeypatch.setattr(events, "boot_existing", lambda: None)
    create_account("leonor.tamez", "Leonor Tamez")
    set_password("leonor.tamez", "un cauce hondo y claro")
    record_event("administration", {"what": "program", "found": ["0.1.0"]})


def test_every_event_is_a_line(told: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert events.command() == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.split()[0] == "0"
    assert "directory" in first
    assert "leonor.tamez" in first
    assert "administration" in second


def test_one_kind_alone_as_json(told: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert events.command(kind="administration", as_json=True) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["entry"] == 1
    assert found["event"]["body"] == {"what": "program", "found": ["0.1.0"]}


def test_a_kind_that_there_is_not_is_bad_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert events.command(kind="visit") == 2
    assert "cli.E005" in capsys.readouterr().err
