"""What a reform changed, rule by rule."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cauce.law.diff import Change, diff_versions
from cauce.law.read import load_library

GOOD = Path(__file__).parent / "bad_packs" / "good"
REFORM = """
version: 2021-01-01
amends: 2020-01-01
articles:
  "3": {title: {en: New, es: Nuevo}, summary: {en: It is new., es: Es nuevo.}, source: act 3}
procedures:
  visit:
    acts:
      receive: {help: {en: Read it first., es: Léalo primero.}}
    expects:
      voted: null
    duties:
      report: {within: {days: 5}}
recurring:
  list: null
"""


@pytest.fixture
def changes(tmp_path: Path) -> dict[str, Change]:
    """The differences between the good pack and its reform, by path."""
    pack = tmp_path / "good"
    shutil.copytree(GOOD, pack)
    (pack / "versions" / "2021-01-01.yaml").write_text(REFORM)
    before, after = load_library([pack], builtin=False).regimes["good"].versions
    assert diff_versions(before, before) == []
    return {".".join(change.path): change for change in diff_versions(before, after)}


def test_every_rule_that_differs_is_named_once(changes: dict[str, Change]) -> None:
    """Added, removed, changed, in the order of a pack, and nothing else."""
    assert [(path, change.kind) for path, change in changes.items()] == [
        ("articles.3", "added"),
        ("procedures.visit.acts.receive", "changed"),
        ("procedures.visit.expects.voted", "removed"),
        ("procedures.visit.duties.report", "changed"),
        ("recurring.list", "removed"),
    ]


def test_change_shows_both_sides_and_which_keys_differ(changes: dict[str, Change]) -> None:
    """The rule before and after, with the keys of the pack."""
    change = changes["procedures.visit.duties.report"]
    assert change.keys == ("within",)
    assert change.before is not None
    assert change.after is not None
    assert change.before["within"] == {"days": 3, "first-day": "not-counted"}
    assert change.after["within"] == {"days": 5, "first-day": "not-counted"}
    assert change.before["met-by"] == ["report"]


def test_change_bears_the_name_of_the_rule_in_both_languages(changes: dict[str, Change]) -> None:
    """The title, or what an expectation says."""
    assert changes["recurring.list"].titles == {"en": "Monthly list", "es": "Lista mensual"}
    assert changes["procedures.visit.expects.voted"].titles["es"] == "El Consejo no lo acordó."
    assert changes["articles.3"].before is None
    assert changes["recurring.list"].after is None


def test_change_is_plain_data(changes: dict[str, Change]) -> None:
    """For pages and other programs."""
    plain = changes["articles.3"].to_json()
    assert plain["path"] == "articles.3"
    assert plain["kind"] == "added"
    assert plain["after"]["source"] == ["act 3"]
