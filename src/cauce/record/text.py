"""Reading text in one form only: what these functions accept, they would write the same way (RFC 4648, C2SP notes)."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from .errors import BadBase64, BadNumber, ControlCharacter, HiddenCharacter, NotUtf8, TooLarge, WrongLength

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")
# A fixed list, so that the verdict does not depend on the Unicode version of the interpreter: delete and C1 controls,
# the ignorable code points, bidirectional controls, line and paragraph separators, byte order mark, tags.
_HIDDEN = re.compile(
    "[\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
# A fixed list for the same reason; `\s` and isspace() follow the Unicode version of the interpreter.
SPACES = "\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"


def check_text(text: str, part: str, limit: int) -> None:
    """
    Refuse a text that is no UTF-8, too large, or has a control character other than the line feed.

    Errors: NotUtf8, TooLarge, ControlCharacter.
    """
    try:
        found = len(text.encode())
    except UnicodeEncodeError as err:
        raise NotUtf8() from err
    if found > limit:
        raise TooLarge(part=part, found=found, limit=limit)
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise ControlCharacter(line=line, character=_code_point(control.group()))


def check_visible(text: str, part: str) -> None:
    """Refuse a text with characters that a person cannot see. Errors: HiddenCharacter."""
    hidden = _HIDDEN.search(text)
    if hidden:
        raise HiddenCharacter(part=part, character=_code_point(hidden.group()))


def read_base64(text: str, part: str) -> bytes:
    """Read canonical base64; its twin is `write_base64`. Errors: BadBase64."""
    try:
        data = b64decode(text, validate=True)
    except ValueError as err:
        raise BadBase64(part=part) from err
    if write_base64(data) != text:
        raise BadBase64(part=part)
    return data


def write_base64(data: bytes) -> str:
    """Write bytes as standard base64 with padding."""
    return b64encode(data).decode("ascii")


def read_hash(text: str, part: str) -> bytes:
    """Read a SHA-256 hash in base64. Errors: BadBase64, WrongLength."""
    return check_length(read_base64(text, part), part)


def check_length(data: bytes, part: str, expected: int = 32) -> bytes:
    """Return the bytes if they are of the right length. Errors: WrongLength."""
    if len(data) != expected:
        raise WrongLength(part=part, found=len(data), expected=expected)
    return data


def read_decimal(text: str, part: str) -> int:
    """Read an ASCII decimal from 0 to 2^63-1 without leading zeros. Errors: BadNumber."""
    if not _DECIMAL.fullmatch(text) or int(text) >= 1 << 63:
        raise BadNumber(part=part, found=text)
    return int(text)


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"
