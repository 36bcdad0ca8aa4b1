"""Reading packs: YAML 1.2 with lines, and a library of all or of none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cauce.law.draft import BUILTIN, pack_folders
from cauce.law.errors import BadPack
from cauce.law.read import load_library
from cauce.law.yaml12 import Place, read_yaml

GOOD = Path(__file__).parent / "bad_packs" / "good"


def plain(text: str, tmp_path: Path) -> object:
    """Read YAML and return it without lines."""
    (tmp_path / "a.yaml").write_text(text)
    node, troubles = read_yaml(tmp_path / "a.yaml", "a.yaml")
    assert troubles == []
    assert node is not None
    return node.plain()


@pytest.mark.parametrize("word", ["on", "off", "yes", "no", "NO", "y", "2021-01-15", "12:30", "1_000", "0x1f", "0o17"])
def test_what_yaml_1_1_turns_into_something_else_stays_text(word: str, tmp_path: Path) -> None:
    """The key `on` is a key, Norway is no boolean and a day is text."""
    assert plain(f"{word}: {word}", tmp_path) == {word: word}


@pytest.mark.parametrize(
    ("word", "value"),
    [("true", True), ("False", False), ("null", None), ("~", None), ("", None), ("3", 3), ("-2", -2), ("1.5", 1.5)],
)
def test_plain_scalars_follow_the_core_schema(word: str, value: object, tmp_path: Path) -> None:
    """Booleans, null and numbers are the few of YAML 1.2."""
    assert plain(f"a: {word}", tmp_path) == {"a": value}


@pytest.mark.parametrize("quoted", ["'3'", '"true"', "|\n  3\n"])
def test_quoted_scalars_are_text(quoted: str, tmp_path: Path) -> None:
    """Whoever quotes a number means text."""
    found = plain(f"a: {quoted}", tmp_path)
    assert isinstance(found, dict)
    assert isinstance(found["a"], str)


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("a: &x [1, *x]", "alias", 1),
        ("a: &x 1\nb: *x", "alias", 1),
        ("a: 1\nb: !!python/object:os.system x", "tag", 2),
        ("a: 1\n---\nb: 2", "syntax", 2),
        ("a: 1\nb: [}", "syntax", 2),
        ("a: \x07", "syntax", 1),
        ("a: 1\na: 2", "duplicate", 2),
        ("a: 1\n? {b: 2}\n: 3", "key", 2),
        ("a:\n  " + "[" * 100_000, "depth", 2),
    ],
)
def test_what_is_refused_is_told_with_its_line(text: str, kind: str, line: int, tmp_path: Path) -> None:
    """Cycles, tags, second documents, control characters and absurd depth end in a trouble and not in a crash."""
    (tmp_path / "a.yaml").write_text(text)
    node, troubles = read_yaml(tmp_path / "a.yaml", "a.yaml")
    assert node is None
    assert (troubles[0].kind, troubles[0].place) == (kind, Place("a.yaml", line))


@pytest.mark.parametrize("number", ["9" * 5000, "1e999", "1e-999"])
def test_absurd_numbers_stay_text(number: str, tmp_path: Path) -> None:
    """They are no amounts of anything."""
    assert plain(f"a: {number}", tmp_path) == {"a": number}


def test_file_that_begins_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    """Some editors write one."""
    assert plain("\ufeffa: 1", tmp_path) == {"a": 1}


def test_empty_file_is_an_empty_map(tmp_path: Path) -> None:
    """So that what is missing is told, key by key."""
    assert plain("# nothing here\n", tmp_path) == {}


def test_every_key_has_its_line(tmp_path: Path) -> None:
    """Lines of keys, of values and of items in lists; a step that is not there is passed over."""
    (tmp_path / "a.yaml").write_text("# one\na:\n  - x: 1\n    y: 2\n  - z: 3\nb: {c: 4}\n")
    node, _ = read_yaml(tmp_path / "a.yaml", "a.yaml")
    assert node is not None
    assert node.find(("a", 1, "z")) == Place("a.yaml", 5)
    assert node.find(("a", 0, "y")) == Place("a.yaml", 4)
    assert node.find(("b", 0, "c")) == Place("a.yaml", 6)
    assert node.find(("b", "missing")) == Place("a.yaml", 6)


def test_library_has_what_the_packs_declare() -> None:
    """A regime, its calendar and its territory, with the packs of the program beside them."""
    library = load_library([GOOD])
    assert "good" in library.regimes
    assert "good-days" in library.calendars
    assert library.zone_of("XA-N") == "Europe/Lisbon"
    assert "mx-labour" in library.calendars


def test_library_without_the_packs_of_the_program() -> None:
    """Somebody else's law stands on its own."""
    library = load_library([GOOD], builtin=False)
    assert list(library.regimes) == ["good"]


def test_wrong_pack_never_loads_half(tmp_path: Path) -> None:
    """One wrong value in one pack, and nothing is loaded of any."""
    shutil.copytree(GOOD, tmp_path / "good")
    path = tmp_path / "good" / "versions" / "2020-01-01.yaml"
    path.write_text(path.read_text().replace("type: long-text", "type: longtext"))
    with pytest.raises(BadPack) as caught:
        load_library([tmp_path])
    assert [item.code for item in caught.value.findings] == ["pack.E113"]
    assert caught.value.findings[0].file == path.as_posix()
    assert path.as_posix() in caught.value.text("en")


def test_warnings_do_not_keep_a_pack_from_loading(tmp_path: Path) -> None:
    """What is only odd is loaded."""
    shutil.copytree(GOOD, tmp_path / "good")
    path = tmp_path / "good" / "regime.yaml"
    spare = "  spare: {cite: S, title: {en: S, es: S}, kind: practice, sure: known}\n"
    path.write_text(path.read_text() + spare)
    assert "good" in load_library([tmp_path]).regimes


def test_same_folder_given_twice_is_read_once() -> None:
    """A directory of packs and one of its packs do not clash."""
    assert "good" in load_library([GOOD, GOOD.parent / "good"]).regimes


def test_path_may_be_a_pack_or_a_directory_of_packs(tmp_path: Path) -> None:
    """Either way the folder is found; hidden folders and those without YAML are passed over."""
    shutil.copytree(GOOD, tmp_path / "good")
    shutil.copytree(GOOD, tmp_path / ".hidden")
    (tmp_path / "notes").mkdir()
    assert list(pack_folders(tmp_path)) == [tmp_path / "good"]
    assert list(pack_folders(tmp_path / "good")) == [tmp_path / "good"]
    assert BUILTIN / "mx" in list(pack_folders(BUILTIN))
