"""A third country's law loads from a folder alone: no built-in pack, no code of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cauce.case.scenarios import run_scenarios
from cauce.law.check import check_drafts
from cauce.law.draft import Draft, read_drafts
from cauce.law.library import Library
from cauce.law.read import load_library
from cauce.law.schema import ScenarioFile

HERE = Path(__file__).parent
LAWS = sorted(path.parent for path in HERE.glob("*/regime.yaml"))


def _stories(law: Path) -> list[Draft[ScenarioFile]]:
    return [story for regime in read_drafts([law]).regimes for story in regime.scenarios]


def _library(law: Path) -> Library:
    return load_library([law], builtin=False)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_the_checker_finds_nothing(law: Path) -> None:
    """Not even a warning: what rests on unread sections binds nobody."""
    assert [f"{found.file}:{found.line} {found.code}" for found in check_drafts(read_drafts([law]))] == []


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_it_loads_without_any_other_pack(law: Path) -> None:
    """Its regime stands in the library alone, with no calendar but its own."""
    library = _library(law)
    assert list(library.regimes) == [law.name]
    assert set(library.calendars) == {path.stem for path in law.glob("calendars/*.yaml")}


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_its_stories_come_out(law: Path) -> None:
    """Every scenario holds, edge by edge."""
    library = _library(law)
    outcomes = [outcome for story in _stories(law) if story.model for outcome in run_scenarios(library, story.model)]
    assert len(outcomes) >= 6
    assert {outcome.name: outcome.problems for outcome in outcomes if not outcome.ok} == {}
