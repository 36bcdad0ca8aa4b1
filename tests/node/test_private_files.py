"""Files of the node that only its user may read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cauce.node.files import private_file


def test_a_new_file_is_durable_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that a power cut takes away is a key that was lost: its folder is synced after it has its name."""
    path, synced, sync = tmp_path / "keys" / "record.key", [], os.fsync

    def told(file: int) -> None:
        synced.append((stat.S_ISDIR(os.fstat(file).st_mode), path.exists()))
        sync(file)

    monkeypatch.setattr(os, "fsync", told)
    assert private_file(path, lambda: b"secret") == b"secret"
    assert synced == [(False, False), (True, True), (True, True)]
    assert private_file(path, lambda: b"another") == b"secret"
    assert len(synced) == 3
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
