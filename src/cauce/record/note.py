"""
Signed notes: a text, an empty line, and one signature line for each key.

Source: C2SP signed-note; specs/checkpoint.md says where we are stricter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
from .keys import SigningKey, VerifierKey
from .text import SPACES, check_text, check_visible, read_base64, write_base64

MAX_BYTES = 1_000_000
MAX_SIGNATURES = 100
_DASH = "— "
_NAME = re.compile(rf"[^+{SPACES}]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line, by a key that may be unknown."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A signed note as it was read; its text means nothing until `open_note` has found who signed it."""

    #: ends with a line feed
    text: str
    signatures: tuple[Signature, ...]


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
    lines = (f"{_DASH}{s.name} {write_base64(s.key_id + s.value)}\n" for s in note.signatures)
    return note.text + "\n" + "".join(lines)


def sign_note(text: str, keys: Iterable[SigningKey]) -> Note:
    """Sign a text that ends with a line feed."""
    message = text.encode()
    signatures = (Signature(key.verifier.name, key.verifier.key_id, key.sign(message)) for key in keys)
    return Note(text, tuple(signatures))


def open_note(note: Note, keys: Sequence[VerifierKey]) -> tuple[VerifierKey, ...]:
    """
    Return which of the trusted keys signed the note, in the order of its lines; other signatures are ignored.

    Errors: NoTrustedSignature, InvalidSignature, DuplicateSignature, AmbiguousKey.
    """
    known = _by_id(keys)
    message = note.text.encode()
    signers: list[VerifierKey] = []
    for line in note.signatures:
        key = known.get((line.name, line.key_id))
        if key is None:
            continue
        if key in signers:
            raise DuplicateSignature(key=str(key))
        if not key.signed(message, line.value):
            raise InvalidSignature(key=str(key))
        signers.append(key)
    if not signers:
        found = ", ".join(f"{line.name}+{line.key_id.hex()}" for line in note.signatures)
        raise NoTrustedSignature(found=found, trusted=", ".join(map(str, keys)) or "–")
    return tuple(signers)


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
