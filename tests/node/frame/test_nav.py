"""The ways through the node."""

from types import SimpleNamespace
from typing import Any

import pytest

from cauce.node.frame import nav
from cauce.node.frame.words import Both


@pytest.fixture
def acting() -> Any:
    """Somebody who acts; the navigation only hands them on."""
    return SimpleNamespace()


@pytest.fixture(autouse=True)
def addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A node with three of the six parts."""
    here = {"due": "/due/", "law": "/law/", "record": "/record/"}
    monkeypatch.setattr(nav, "_address", lambda name: here.get(name, ""))
    monkeypatch.setattr(nav, "counters", {})


def test_a_part_that_is_not_here_is_not_in_the_way(acting: Any) -> None:
    """The others keep their order."""
    assert [entry.href for entry in nav.entries("/", acting)] == ["/due/", "/law/", "/record/"]


def test_whoever_is_not_signed_in_sees_what_is_for_all(acting: Any) -> None:
    """And no number, for a number would tell."""
    nav.counters["law"] = nav.Counter(lambda acting: 7, Both("things", "cosas"))
    assert [(entry.href, entry.counted) for entry in nav.entries("/", None)] == [("/law/", ""), ("/record/", "")]


def test_the_section_one_is_in_is_marked(acting: Any) -> None:
    """On every page below it too."""
    assert [entry.current for entry in nav.entries("/law/mx-lsn/70/", acting)] == [False, True, False]


@pytest.mark.parametrize(("number", "shown"), [(0, ""), (1, "1"), (99, "99"), (100, "99+"), (5000, "99+")])
def test_a_part_counts_for_the_office(acting: Any, number: int, shown: str) -> None:
    """Up to what a glance can use."""
    nav.counters["due"] = nav.Counter(lambda who: number if who is acting else -1, Both("duties", "deberes"))
    entry = nav.entries("/", acting)[0]
    assert (entry.counted, entry.counts.en) == (shown, "duties")
