"""The library: which version is in force, what an office counts as, where a rule comes from."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cauce.law.errors import NoVersionInForce, UnknownName
from cauce.law.library import Library, article_at
from cauce.law.read import load_library

GOOD = Path(__file__).parent / "bad_packs" / "good"
LATER = """
version: 2021-01-01
amends: 2020-01-01
until: 2021-12-31
summary: {en: Nothing but a new name., es: Solo un nombre nuevo.}
procedures:
  visit: {title: {en: Official visit, es: Visita oficial}}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The good pack with a second version."""
    pack = tmp_path / "good"
    shutil.copytree(GOOD, pack)
    (pack / "versions" / "2021-01-01.yaml").write_text(LATER)
    return load_library([pack], builtin=False)


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (date(2020, 1, 1), date(2020, 1, 1)),
        (date(2020, 12, 31), date(2020, 1, 1)),
        (date(2021, 1, 1), date(2021, 1, 1)),
        (date(2021, 12, 31), date(2021, 1, 1)),
    ],
)
def test_version_in_force_on_the_edges(day: date, since: date, library: Library) -> None:
    """A version holds from its first day to the day before the next."""
    assert library.in_force("good", day).since == since


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2022, 1, 1)])
def test_no_version_before_the_first_or_after_the_last(day: date, library: Library) -> None:
    """Nobody guesses at law that is not there."""
    with pytest.raises(NoVersionInForce, match=r"law\.E003"):
        library.in_force("good", day)


def test_version_ends_the_day_before_the_next(library: Library) -> None:
    """The end need not be said."""
    first, second = library.regimes["good"].versions
    assert (first.until, second.until) == (date(2020, 12, 31), date(2021, 12, 31))


def test_version_is_found_by_its_name(library: Library) -> None:
    """The name that acts keep leads back to the version."""
    version = library.version("good@2021-01-01")
    assert version.id == "good@2021-01-01"
    assert version.file.procedures["visit"].title.en == "Official visit"


@pytest.mark.parametrize("name", ["good@2021-01-02", "good@soon", "good", "other@2021-01-01"])
def test_unknown_version_is_told(name: str, library: Library) -> None:
    """A name that leads nowhere is an error with a code."""
    with pytest.raises(UnknownName, match=r"law\.E004"):
        library.version(name)


def test_office_counts_as_every_broader_kind(library: Library) -> None:
    """A ministry is a public body too."""
    version = library.version("good@2020-01-01")
    assert version.kinds_of("ministry") == {"ministry", "body"}
    assert version.kinds_of("body") == {"body"}
    assert version.kinds_of("unheard-of") == {"unheard-of"}


def test_rule_is_as_sure_as_its_least_sure_source(library: Library) -> None:
    """A guess is never presented as law; what the rule says of itself goes first."""
    version = library.version("good@2020-01-01")
    assert version.sure(["act 2"]) == "official"
    assert version.sure(["act 2", "circular"]) == "press"
    assert version.sure(["act 2", "circular"], "reading") == "reading"


def test_basis_is_the_strongest_source(library: Library) -> None:
    """What a statute asks is owed by statute, even where a guideline says it too."""
    version = library.version("good@2020-01-01")
    assert version.basis(["circular", "act 2"]) == "statute"
    assert version.basis(["circular"]) == "guideline"


def test_citation_leads_to_its_source_and_article(library: Library) -> None:
    """The key names the instrument, the rest the place in it."""
    version = library.version("good@2020-01-01")
    source, pinpoint = version.source("act 2 ¶1")
    assert (source.cite, pinpoint) == ("Gazette 1", "2 ¶1")
    assert version.source("act")[1] == ""
    assert version.article_of("act 2 ¶1") == "2"
    assert version.article_of("act 22") is None
    with pytest.raises(UnknownName):
        version.source("rumour 3")


@pytest.mark.parametrize(
    ("pinpoint", "key"),
    [("71-V", "71"), ("71 ¶2", "71"), ("71", "71"), ("710", None), ("28 Bis", "arms-28-bis"), ("28", "arms-28")],
)
def test_pinpoint_begins_with_the_article(pinpoint: str, key: str | None) -> None:
    """The longest article that fits, whether or not its key bears the source."""
    assert article_at(pinpoint, "arms", ["71", "arms-28", "arms-28-bis"]) == key


def test_digest_changes_with_a_rule_and_not_with_the_layout(tmp_path: Path, library: Library) -> None:
    """Two nodes with the same law name it alike; comments, spaces and history do not count."""
    before = library.version("good@2020-01-01").digest
    pack = tmp_path / "good"
    path = pack / "versions" / "2020-01-01.yaml"
    text = path.read_text()
    path.write_text(f"# a comment\n{text}\n\n")
    regime = (pack / "regime.yaml").read_text()
    (pack / "regime.yaml").write_text(f"{regime}unchanged-as-of: 2022-01-01\nunchanged-source: act\n")
    assert load_library([pack], builtin=False).version("good@2020-01-01").digest == before
    path.write_text(text.replace("within: {days: 3,", "within: {days: 4,"))
    assert load_library([pack], builtin=False).version("good@2020-01-01").digest != before


def test_library_digest_covers_calendars_and_zones(tmp_path: Path, library: Library) -> None:
    """A holiday more is another library."""
    pack = tmp_path / "good"
    path = pack / "calendars" / "good-days.yaml"
    path.write_text(path.read_text() + "  fair: {title: {en: Fair, es: Feria}, on: 07-07, source: act}\n")
    assert load_library([pack], builtin=False).digest != library.digest


def test_unknown_names_say_what_is_known(library: Library) -> None:
    """Regimes, calendars and places that are not there."""
    for ask in (library.regime, library.calendar, library.zone_of):
        with pytest.raises(UnknownName) as caught:
            ask("ZZ")
        assert "ZZ" in caught.value.text("es")
