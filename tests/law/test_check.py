"""The checker finds every fault of the wrong packs, each at its line, and no other."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cauce.law.catalogue import KINDS
from cauce.law.check import check_packs
from cauce.law.draft import BUILTIN
from cauce.law.findings import Finding, errors
from cauce.law.read import load_library

PACKS = Path(__file__).parent / "bad_packs"
CASES = sorted(path.name for path in PACKS.iterdir() if path.name != "good")
#: what cannot be written down as a small file with a mark at its line: each has a test of its own below
ELSEWHERE = {"pack.E105", "pack.E106", "pack.E107", "pack.E109", "pack.E507", "pack.E508"}

Mark = tuple[str, int, str]


def lay(case: str, folder: Path) -> Path:
    """Lay a wrong pack over the good one and return the folder of the regime."""
    pack = folder / "good"
    shutil.copytree(PACKS / "good", pack)
    if case != "good":
        shutil.copytree(PACKS / case, pack, dirs_exist_ok=True)
    return pack


def marks(pack: Path) -> set[Mark]:
    """Return the findings that the comments of a pack announce: file, line, code."""
    found = set()
    for path in pack.rglob("*.yaml"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            announced = re.search(r"#! (.*)$", line)
            for code in announced.group(1).split() if announced else []:
                found.add((path.as_posix(), number, code))
    return found


def found_in(pack: Path) -> list[Finding]:
    """Check one pack."""
    return check_packs([pack])


def as_marks(found: list[Finding]) -> set[Mark]:
    """Return findings as marks."""
    return {(item.file, item.line, item.code) for item in found}


@pytest.mark.parametrize("case", CASES)
def test_wrong_pack_gives_exactly_the_announced_findings(case: str, tmp_path: Path) -> None:
    """Every fault is found at its line, in one run, and nothing else is."""
    pack = lay(case, tmp_path)
    assert marks(pack), "a wrong pack announces what is wrong with it"
    assert as_marks(found_in(pack)) == marks(pack)


def test_good_pack_has_no_finding(tmp_path: Path) -> None:
    """The pack under the wrong ones is right, so that what is found comes from their own lines."""
    assert found_in(lay("good", tmp_path)) == []


def test_every_code_is_shown_by_a_wrong_pack() -> None:
    """No finding of the catalogue is without an example."""
    shown = {code for case in CASES for _, _, code in marks(PACKS / case)}
    assert shown | ELSEWHERE == set(KINDS)
    assert not shown & ELSEWHERE


def test_packs_of_the_program_have_no_error() -> None:
    """What ships is right."""
    assert [f"{item.file}:{item.line} {item.says['en']}" for item in errors(check_packs([BUILTIN]))] == []


def test_findings_come_by_file_and_line(tmp_path: Path) -> None:
    """A reader goes through the files from top to bottom."""
    found = found_in(lay("names", tmp_path))
    assert found == sorted(found, key=lambda item: (item.file, item.line))
    assert len(found) > 5


@pytest.mark.parametrize("lang", ["en", "es"])
def test_findings_speak_both_languages_without_loose_ends(lang: str, tmp_path: Path) -> None:
    """Words and hints are filled in, in either language."""
    for case in CASES:
        for item in found_in(lay(case, tmp_path / case)):
            for words in (item.text(lang), item.advice(lang)):
                assert words
                assert "{" not in words.replace("{en: …, es: …}", "")


RIGHT = """
version: 2021-01-01
amends: 2020-01-01
procedures:
  visit:
    acts:
      discover: {title: {en: Tell, es: Contar}, by: body, from: start, to: allowed, fields: [day], source: act 1}
    duties:
      thanks:
        title: {en: Thanks, es: Agradecimiento}
        owes: {opener: true}
        after: allow
        counted-from: until
        within: {weeks: 1, first-day: not-counted}
        met-by: report
        at-end: nothing
        source: act 2
"""
STORY = """
regime: good
cast: {offices: {embassy: {kind: mission, state: XB}}}
scenarios:
  - name: What is refused may name what is not there
    acts:
      - {day: 1999-03-02, procedure: visit, do: ask, by: embassy, refused: act.E109}
      - {day: 2020-03-02, procedure: dance, do: bow, by: nobody, fields: {smile: wide}, refused: act.E104}
    expect:
      - {on: 2020-03-02, duties: [{duty: report, status: none}]}
"""


def test_what_works_is_not_found_fault_with(tmp_path: Path) -> None:
    """
    A day of an earlier act, an opener of another kind, a refusal of what does not exist, and hidden folders.

    An earlier act's answer still counts; who opened the case another way owes nothing.
    """
    pack = lay("good", tmp_path)
    (pack / "versions" / "2021-01-01.yaml").write_text(RIGHT)
    (pack / "scenarios" / "refused.yaml").write_text(STORY)
    (pack / ".tools").mkdir()
    (pack / ".tools" / "settings.yaml").write_text("a: b")
    assert found_in(pack) == []


def test_deep_nesting_is_a_finding(tmp_path: Path) -> None:
    """A file made to exhaust the reader is refused with a line."""
    pack = lay("good", tmp_path)
    (pack / "versions" / "2021-01-01.yaml").write_text("version: " + "[" * 60 + "]" * 60)
    assert {item.code for item in found_in(pack)} == {"pack.E105"}


def test_large_file_is_a_finding(tmp_path: Path) -> None:
    """A file of forty megabytes is not read."""
    pack = lay("good", tmp_path)
    (pack / "versions" / "2021-01-01.yaml").write_text("#" * 40_000_000)
    assert {item.code for item in found_in(pack)} == {"pack.E106"}


def test_folder_in_the_place_of_a_file_is_a_finding(tmp_path: Path) -> None:
    """What cannot be read is told with its name."""
    pack = lay("good", tmp_path)
    (pack / "versions" / "2021-01-01.yaml").mkdir()
    assert {item.code for item in found_in(pack)} == {"pack.E107"}


def test_bytes_that_are_no_text_are_a_finding(tmp_path: Path) -> None:
    """A file in another encoding is told, not guessed at."""
    pack = lay("good", tmp_path)
    (pack / "versions" / "2021-01-01.yaml").write_bytes(b"version: 2021-01-01\ntitle: {en: caf\xe9}\n")
    assert {item.code for item in found_in(pack)} == {"pack.E101"}


def test_empty_directory_is_a_finding(tmp_path: Path) -> None:
    """A path without a pack is a mistake, not a clean result."""
    assert [item.code for item in check_packs([tmp_path])] == ["pack.E109"]


def test_regime_without_a_version_is_a_finding(tmp_path: Path) -> None:
    """A regime that was never in force is no law."""
    pack = lay("good", tmp_path)
    shutil.rmtree(pack / "versions")
    shutil.rmtree(pack / "scenarios")
    assert "pack.E507" in {item.code for item in found_in(pack)}


def test_id_used_twice_is_a_finding(tmp_path: Path) -> None:
    """Two packs that say the same of themselves are told apart by nobody."""
    lay("good", tmp_path / "one")
    lay("good", tmp_path / "two")
    found = check_packs([tmp_path / "one", tmp_path / "two"])
    assert {item.code for item in found} == {"pack.E508"}
    assert {Path(item.file).name for item in found} == {"regime.yaml", "good-days.yaml", "territory.yaml"}


def test_layers_in_a_circle_are_a_finding(tmp_path: Path) -> None:
    """Two regimes cannot each lie on top of the other."""
    for name, other in (("good", "twin"), ("twin", "good")):
        pack = lay("good", tmp_path / name)
        regime = (pack / "regime.yaml").read_text().replace("regime: good", f"regime: {name}")
        regime = regime.replace("prefix: GOOD", f"prefix: {name.upper()}\nlayer-on: {other}")
        (pack / "regime.yaml").write_text(regime)
        for spare in ("calendars", "scenarios"):
            if name == "twin":
                shutil.rmtree(pack / spare)
        if name == "twin":
            (pack / "territory.yaml").unlink()
        pack.rename(tmp_path / f"{name}-pack" if name == "twin" else pack)
    found = check_packs([tmp_path / "good", tmp_path / "twin-pack"])
    assert "pack.E511" in {item.code for item in found}


def test_copy_of_a_pack_of_the_program_is_checked_on_its_own() -> None:
    """A pack that redefines one of the program stands in its place while it is checked."""
    assert as_marks(check_packs([BUILTIN / "mx"])) == as_marks(
        [item for item in check_packs([BUILTIN]) if "/packs/mx/" in item.file]
    )


@settings(max_examples=40)
@given(st.data())
def test_checker_never_raises_whatever_is_left_out(data: st.DataObject) -> None:
    """A pack in the making lacks this and that; what is missing is a finding and no crash."""
    text = (PACKS / "good" / "versions" / "2020-01-01.yaml").read_text().splitlines(keepends=True)
    gone = data.draw(st.sets(st.integers(0, len(text) - 1), min_size=1, max_size=4))
    with TemporaryDirectory() as folder:
        pack = lay("good", Path(folder))
        left = "".join(line for number, line in enumerate(text) if number not in gone)
        (pack / "versions" / "2020-01-01.yaml").write_text(left)
        found = check_packs([pack], builtin=False)
        if not errors(found):
            load_library([pack], builtin=False)
