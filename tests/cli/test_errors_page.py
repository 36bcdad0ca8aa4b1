"""The reference of the error codes says what the source does."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from cauce.cli.errors_page import SOURCE, entries, errors_page
from cauce.law.catalogue import KINDS

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "errors.md"
#: a family of codes, a letter and three digits
CODE = re.compile(r"\"([a-z]+\.[EW][0-9]{3})\"")


def test_page_is_current() -> None:
    """A code or its words changed: the page is written anew."""
    assert errors_page() == PAGE.read_text(), "run: cauce law reference errors > docs/reference/errors.md"


def test_every_code_in_the_source_is_documented() -> None:
    """No error comes up that a reader cannot look up."""
    used = {code for path in SOURCE.rglob("*.py") for code in CODE.findall(path.read_text())}
    assert used <= {entry.code for entry in entries()} | set(KINDS)


def test_codes_are_used_once() -> None:
    """A code means one thing."""
    assert [code for code, count in Counter(entry.code for entry in entries()).items() if count > 1] == []


def test_every_error_speaks_both_languages() -> None:
    """Words in English and in Spanish."""
    for entry in entries():
        assert all(entry.says), entry.code
        assert bool(entry.hint[0]) == bool(entry.hint[1]), entry.code
