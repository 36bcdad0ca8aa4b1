"""Characters that nobody sees, or that turn a text around: no text that people rely on has any."""

from __future__ import annotations

import re
import unicodedata

#: unassigned, private, control, format and surrogate characters, separators of lines and paragraphs
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
#: letters, marks and symbols by their category that nobody sees either: fillers, joiners, selectors, the empty Braille
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")


def unseen_in(text: str, allowed: str = "") -> str:
    """Return the first character of a text that cannot be seen, but for those allowed; empty if there is none."""
    blank = _BLANK.search(text)
    if blank is not None or text.isprintable():  # which says no of a few that are meant, such as a narrow space
        return blank.group() if blank else ""
    return next((char for char in text if char not in allowed and unicodedata.category(char) in _UNSEEN), "")


def without_unseen(text: str) -> str:
    """Return a text without them."""
    return "".join(char for char in text if unicodedata.category(char) not in _UNSEEN)
