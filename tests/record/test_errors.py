"""The errors of the record: stable codes, both languages, and nothing hostile passed on to the reader."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from cauce.record import RecordError, errors
from cauce.record.errors import BadVerifierKey, ControlCharacter, WrongLength

SPECS = Path(__file__).parents[2] / "specs"


def every_error() -> list[type[RecordError]]:
    """Return every error class of the record."""
    return [getattr(errors, name) for name in errors.__all__]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_codes_are_unique_and_of_one_form() -> None:
    codes = [error.code for error in every_error()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"record\.E\d{3}", code) for code in codes)


@pytest.mark.parametrize("error", every_error(), ids=lambda error: error.code)
def test_says_the_same_in_both_languages(error: type[RecordError]) -> None:
    for words in (error.says, error.hint):
        assert set(words) == {"en", "es"}
        assert fields(words["en"]) == fields(words["es"])
    assert error.says["en"] != error.says["es"]
    assert error is RecordError or all(error.hint.values())


def test_every_code_is_explained_in_the_specifications() -> None:
    pages = "".join(page.read_text("utf-8") for page in sorted(SPECS.glob("*.md")))
    assert [error.code for error in every_error() if error is not RecordError and error.code not in pages] == []


def test_part_is_named_in_the_reader_s_language() -> None:
    err = WrongLength(part="nonce", found=31, expected=32)
    assert err.text("en") == "Wrong length (nonce): 31 bytes where 32 belong."
    assert err.text("es") == "Longitud incorrecta (valor aleatorio (nonce)): 31 bytes donde corresponden 32."


def test_shows_hidden_characters_of_a_hostile_text_as_escapes() -> None:
    shown = BadVerifierKey(found="a\u202eb\x1b[2J").text("en")
    assert shown == "This is no verifier key: “a\\u{202e}b\\u{001b}[2J”."


def test_cuts_a_long_hostile_text() -> None:
    assert len(BadVerifierKey(found="x" * 10_000).text("es")) < 150


def test_braces_in_a_hostile_text_are_only_text() -> None:
    assert "{0.__class__}" in BadVerifierKey(found="{0.__class__}").text("en")


def test_says_what_to_do_next() -> None:
    err = ControlCharacter(line=3, character="U+000D")
    assert "original" in err.advice("en")
    assert "original" in err.advice("es")
    assert str(err) == "record.E003: Line 3 holds the control character U+000D."
