"""
Signed notes: a text, an empty line, and one signature line for each key.

Source: C2SP signed-note and tlog-cosignature; specs/checkpoint.md says where we are stricter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .cosignature import Signature as Signature
from .cosignature import cosigned
from .errors import (
    AmbiguousKey,
    BadKeyName,
    BadSignatureLine,
    DuplicateSignature,
    InvalidSignature,
    NoSignatures,
    NoTrustedSignature,
    TooManySignatures,
    WrongLength,
)
from .keys import LOG, SigningKey, VerifierKey, check_kind
from .text import SPACES, check_text, check_visible, read_base64, write_base64

MAX_BYTES = 1_000_000
MAX_SIGNATURES = 100
_DASH = "— "
_NAME = re.compile(rf"[^+{SPACES}]+")


@dataclass(frozen=True, slots=True)
class Note:
    """A signed note as it was read; its text means nothing until `open_note` has found who signed it."""

    #: ends with a line feed
    text: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature line that a trusted key made."""

    key: VerifierKey
    line: Signature
    #: when a witness cosigned, in seconds since 1970; None for a signature that says no time
    at: int | None = None


def parse_note(signed: str) -> Note:
    """
    Read a signed note without checking who signed; `format_note` is its twin.

    Errors: NotUtf8, TooLarge, ControlCharacter, NoSignatures, BadSignatureLine, TooManySignatures, BadKeyName,
            HiddenCharacter, BadBase64, WrongLength.
    """
    check_text(signed, "note", MAX_BYTES)
    text, gap, lines = signed.rpartition("\n\n")
    if not gap or not lines:
        raise NoSignatures()
    if not lines.endswith("\n"):
        raise BadSignatureLine(line=lines.rpartition("\n")[2])
    signatures = lines[:-1].split("\n")
    if len(signatures) > MAX_SIGNATURES:
        raise TooManySignatures(found=len(signatures), limit=MAX_SIGNATURES)
    return Note(text + "\n", tuple(_parse_signature(line) for line in signatures))


def format_note(note: Note) -> str:
    """Write a signed note."""
    return note.text + "\n" + format_signatures(note.signatures)


def format_signatures(signatures: Iterable[Signature]) -> str:
    """Write signature lines, as they stand at the end of a note and as a witness answers with them."""
    return "".join(f"{_DASH}{s.name} {write_base64(s.key_id + s.value)}\n" for s in signatures)


def sign_note(text: str, keys: Iterable[SigningKey]) -> Note:
    """Sign a text that ends with a line feed. Errors: WrongKeyKind, for the key of a witness: it signs by `cosign`."""
    return Note(text, tuple(_sign(text, key) for key in keys))


def _sign(text: str, key: SigningKey) -> Signature:
    check_kind(key.verifier, LOG)
    return Signature(key.verifier.name, key.verifier.key_id, key.sign(text.encode()))


def open_note(note: Note, keys: Sequence[VerifierKey]) -> tuple[VerifierKey, ...]:
    """
    Return which of the trusted keys signed the note, in the order of its lines; other signatures are ignored.

    Errors: NoTrustedSignature, InvalidSignature, DuplicateSignature, AmbiguousKey.
    """
    return tuple(signed.key for signed in open_signatures(note, keys))


def open_signatures(note: Note, keys: Sequence[VerifierKey]) -> tuple[Signed, ...]:
    """Return the lines that trusted keys made, each with what it says; the errors are those of `open_note`."""
    known = _by_id(keys)
    found: dict[VerifierKey, Signed] = {}
    for line in note.signatures:
        key = known.get((line.name, line.key_id))
        if key is None:
            continue
        if key in found:
            raise DuplicateSignature(key=str(key))
        found[key] = _check(note.text, key, line)
    if not found:
        lines = ", ".join(f"{line.name}+{line.key_id.hex()}" for line in note.signatures)
        raise NoTrustedSignature(found=lines, trusted=", ".join(map(str, keys)) or "–")
    return tuple(found.values())


def _check(text: str, key: VerifierKey, line: Signature) -> Signed:
    """Check a line as the kind of its key says."""
    if key.kind == LOG:
        at, made = None, key.signed(text.encode(), line.value)
    else:
        at = cosigned(text, key, line)
        made = at is not None
    if not made:
        raise InvalidSignature(key=str(key))
    return Signed(key, line, at)


def _by_id(keys: Sequence[VerifierKey]) -> dict[tuple[str, bytes], VerifierKey]:
    known: dict[tuple[str, bytes], VerifierKey] = {}
    for key in keys:
        if known.setdefault((key.name, key.key_id), key) != key:
            raise AmbiguousKey(key=str(key))
    return known


def _parse_signature(line: str) -> Signature:
    name, gap, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not gap or " " in encoded:
        raise BadSignatureLine(line=line)
    check_visible(name, "name")
    if not _NAME.fullmatch(name):
        raise BadKeyName(name=name)
    data = read_base64(encoded, "signature")
    if len(data) <= 4:
        raise WrongLength(part="signature", found=len(data), expected=68)
    return Signature(name, data[:4], data[4:])
