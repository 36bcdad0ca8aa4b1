"""What the tests of people share: a quick hash and the cast."""

from typing import TYPE_CHECKING

import pytest

# Django's settings are not chosen yet when pytest reads this file, so what needs them is imported inside.
if TYPE_CHECKING:
    from tests.node.people.cast import Cast


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hash with little memory: its strength is not what these tests look at."""
    monkeypatch.setattr("cauce.node.people.passwords.Argon2.memory_cost", 8)


@pytest.fixture
def cast(db: None) -> "Cast":
    """The cast, in the directory."""
    from tests.node.people.cast import make_cast

    return make_cast()
