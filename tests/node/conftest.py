"""What the tests of pages share: a node with offices and agents on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

# Django's settings are not chosen yet when pytest reads this file, so what needs them is imported inside.
if TYPE_CHECKING:
    from django.test import Client

SignIn = Callable[..., "Client"]


@pytest.fixture
def stage(db: None) -> None:
    """The offices of the Mexican rules with a person each, and a few agents."""
    from cauce.node.cases import recur, world
    from tests.node.stage import set_stage

    # What a process keeps in memory belongs to a database that is gone.
    world._directory.cache_clear()
    world._settings.cache_clear()
    recur._day.caught_up.clear()
    set_stage()


@pytest.fixture
def sign_in(stage: None) -> SignIn:
    """Gives the browser of an office: `sign_in("sre")`, `sign_in("sre", "es")`."""
    from tests.node.stage import sign_in_as

    return sign_in_as


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the clock of the node to noon of a day in the capital."""
    from dataclasses import replace
    from datetime import date, datetime, time

    from django.conf import settings

    def set_clock(day: str) -> None:
        from tests.node.stage import MEXICO

        moment = datetime.combine(date.fromisoformat(day), time(12), MEXICO)
        monkeypatch.setattr(settings, "CAUCE", replace(settings.CAUCE, clock=moment))

    return set_clock
