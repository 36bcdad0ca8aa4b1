"""The words of an entry: their list, how they are made, and that the page which explains them is true."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.record import RecordError
from cauce.record.words import COUNT, entry_words, word_list

SPECS = Path(__file__).parents[2] / "specs"
VECTORS = SPECS / "vectors" / "words"
PAGE = (SPECS / "words.md").read_text("utf-8")
ENTRY = bytes.fromhex("44b73f98b1ef6619e1d44e5bafed882965e54be04d832d11775b289f20cc929c")
ORIGIN = "cauce.example/record"
entries = st.binary(min_size=32, max_size=32)


@pytest.mark.parametrize("vector", json.loads((VECTORS / "words.json").read_text("ascii")), ids=lambda one: one["name"])
def test_words_are_those_of_the_reference(vector: dict[str, Any]) -> None:
    def words() -> tuple[list[str], list[str]]:
        found = entry_words(vector["origin"], int(vector["index"]), bytes.fromhex(vector["entry"]))
        return [word.es for word in found], [word.en for word in found]

    if vector["expect"] == "ok":
        assert words() == (vector["es"], vector["en"])
        return
    with pytest.raises(RecordError) as met:
        words()
    assert met.value.code == vector["expect"]


def test_vectors_are_those_that_their_script_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", SPECS / "vectors" / "make_words_vectors.py", tmp_path], check=True)
    assert (tmp_path / "words/words.json").read_bytes() == (VECTORS / "words.json").read_bytes()


def test_the_list_of_the_program_is_the_one_that_is_published() -> None:
    published = (VECTORS / "list.txt").read_text("ascii").splitlines()
    assert [f"{word.es} {word.en}" for word in word_list()] == published
    rows = re.findall(r"^ *(\d+)  (\w+) +(\w+) +(\d+)  (\w+) +(\w+)$", PAGE, re.MULTILINE)
    listed = {int(row[at]): f"{row[at + 1]} {row[at + 2]}" for row in rows for at in (0, 3)}
    assert [listed[number] for number in range(256)] == published


@pytest.mark.parametrize("lang", ["es", "en"])
def test_no_word_is_taken_for_another(lang: str) -> None:
    words = [getattr(word, lang) for word in word_list()]
    assert len(words) == len({word[:4] for word in words}) == 256
    assert all(re.fullmatch("[a-z]{3,11}", word) for word in words)
    close = [(one, other) for one, other in combinations(words, 2) if _one_letter_apart(one, other)]
    assert close == []


def test_no_word_is_another_one_of_the_other_language() -> None:
    spanish = {word.es: word for word in word_list()}
    assert [word for word in word_list() if spanish.get(word.en, word) != word] == []


@given(st.text("abc./", min_size=1), st.integers(0, 2**63 - 1), entries)
def test_halves_of_the_list_alternate(origin: str, index: int, entry: bytes) -> None:
    words = entry_words(origin, index, entry)
    places = [word_list().index(word) // 128 for word in words]
    assert places == [0, 1] * (COUNT // 2)


@given(entries, st.integers(0, 255))
def test_any_change_gives_other_words(entry: bytes, bit: int) -> None:
    words = entry_words(ORIGIN, 4, entry)
    changed = (int.from_bytes(entry, "big") ^ (1 << bit)).to_bytes(32, "big")
    others = (entry_words(ORIGIN, 4, changed), entry_words(ORIGIN, 5, entry), entry_words("other.example", 4, entry))
    assert words == entry_words(ORIGIN, 4, entry)
    assert all(sum(a != b for a, b in zip(words, other, strict=True)) >= 7 for other in others)


def test_every_word_is_used() -> None:
    found = {word for number in range(400) for word in entry_words(ORIGIN, number, ENTRY)}
    assert found == set(word_list())


def test_the_page_shows_the_words_of_its_entry() -> None:
    shown = re.findall(r"^[1-7]  (\w+) +(\w+) +(\w+) +(\w+)$", PAGE, re.MULTILINE)
    words = entry_words(ORIGIN, 4, ENTRY)
    pairs = zip(words[::2], words[1::2], strict=True)
    assert shown == [(one.es, two.es, one.en, two.en) for one, two in pairs]


def test_the_lines_for_the_shell_give_the_words() -> None:
    found = re.search(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    said = subprocess.run(["sh", "-c", found[1]], cwd=VECTORS, check=True, capture_output=True, text=True).stdout
    assert said.splitlines() == [f"{word.es} {word.en}" for word in entry_words(ORIGIN, 4, ENTRY)]


def _one_letter_apart(one: str, other: str) -> bool:
    """Say whether one letter changed, added or taken away makes one word the other."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
