"""What the tests of faults share: the node on which they happen, and somebody who files an act on it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.node.conftest import SignIn, at, sign_in, stage

if TYPE_CHECKING:
    from django.test import Client

__all__ = ["at", "sign_in", "stage"]

#: each database has faults that the other does not know
OTHER = {True: "test_embedded.py", False: "test_postgresql.py"}


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the faults of the database that these tests do not run on."""
    return True if collection_path.name == OTHER["CAUCE_DATABASE_URL" in os.environ] else None


@pytest.fixture
def clerk(stage: None, sign_in: SignIn, at: Callable[[str], None]) -> "Client":
    """The browser of a state prosecutor's office, in Spanish, with one meeting filed."""
    from tests.faults.filing import hold

    at("2021-02-03")
    client = sign_in("fgj-chh", "es")
    client.raise_request_exception = False
    assert hold(client).status_code == 302
    return client
