"""A node whose witness knows one record."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The file of records that the witness cosigns, in a data folder of its own."""
    from dataclasses import replace

    from django.conf import settings

    from cauce.node.witness import alarms
    from cauce.node.witness.key import witness_key
    from tests.node.witness.stage import write_logs

    file = tmp_path / "logs"
    write_logs(file)
    monkeypatch.setattr(settings, "CAUCE", replace(settings.CAUCE, data=tmp_path, witness_logs=file))
    witness_key.cache_clear()
    alarms._budgets.clear()
    yield file
    witness_key.cache_clear()
