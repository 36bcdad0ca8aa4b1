"""
Checkpoints: what a record's tree was at one size, signed by the record.

Source: C2SP tlog-checkpoint; specs/checkpoint.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .errors import BadCheckpoint, BadEmptyRoot, BadOrigin
from .keys import LOG, SigningKey, VerifierKey
from .merkle import EMPTY_ROOT
from .note import MAX_BYTES, Signed, format_note, open_signatures, parse_note, sign_note
from .text import check_text, check_visible, read_decimal, read_hash, write_base64

MAX_LINES = 16


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a tree."""

    #: the record's name, which is also the name of its key
    origin: str
    #: how many leaves
    size: int
    root: bytes
    #: opaque lines; ours has none
    extensions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedCheckpoint:
    """A checkpoint with the trusted keys that signed it, those of witnesses among them."""

    checkpoint: Checkpoint
    #: in the order of the lines
    signatures: tuple[Signed, ...]

    @property
    def signers(self) -> tuple[VerifierKey, ...]:
        """Return the keys that signed."""
        return tuple(signed.key for signed in self.signatures)

    @property
    def log(self) -> VerifierKey:
        """Return the record's own key, the first of those that signed."""
        return next(key for key in self.signers if _speaks_for(key, self.checkpoint))


def parse_checkpoint(text: str) -> Checkpoint:
    """
    Read the text of a checkpoint, without signatures; `format_checkpoint` is its twin.

    Errors: NotUtf8, TooLarge, ControlCharacter, HiddenCharacter, BadCheckpoint, BadNumber, BadBase64, WrongLength,
            BadEmptyRoot.
    """
    check_text(text, "checkpoint", MAX_BYTES)
    lines = text.split("\n")
    if not 3 < len(lines) <= MAX_LINES + 1 or lines.pop() or not all(lines):
        raise BadCheckpoint(found=sum(map(bool, lines)), limit=MAX_LINES)
    origin, size_line, root_line, *extensions = lines
    check_visible(origin, "origin")
    for line in extensions:
        check_visible(line, "extension")
    size, root = read_decimal(size_line, "size"), read_hash(root_line, "root")
    if size == 0 and root != EMPTY_ROOT:
        raise BadEmptyRoot()
    return Checkpoint(origin, size, root, tuple(extensions))


def format_checkpoint(checkpoint: Checkpoint) -> str:
    """Write the text of a checkpoint, the part that is signed."""
    head = (checkpoint.origin, str(checkpoint.size), write_base64(checkpoint.root))
    return "\n".join((*head, *checkpoint.extensions, ""))


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> str:
    """
    Return the checkpoint as a signed note.

    Shape:  sign only what is durable, and never two trees of which neither begins with the other.
    Errors: BadOrigin, if the key is not named like the record; WrongKeyKind, if it is that of a witness.
    """
    if key.verifier.name != checkpoint.origin:
        raise BadOrigin(origin=checkpoint.origin, signers=key.verifier.name)
    return format_note(sign_note(format_checkpoint(checkpoint), [key]))


def open_checkpoint(signed: str, keys: Sequence[VerifierKey]) -> OpenedCheckpoint:
    """
    Read a signed checkpoint and check that the record itself signed it.

    Shape:  keys may be those of records and of witnesses; a cosignature does not speak for a record of the same name.
    Errors: those of parse_note, open_note and parse_checkpoint; BadOrigin, if no signer is the record.
    """
    note = parse_note(signed)
    signatures = open_signatures(note, keys)
    opened = OpenedCheckpoint(parse_checkpoint(note.text), signatures)
    if not any(_speaks_for(key, opened.checkpoint) for key in opened.signers):
        raise BadOrigin(origin=opened.checkpoint.origin, signers=", ".join(key.name for key in opened.signers))
    return opened


def _speaks_for(key: VerifierKey, checkpoint: Checkpoint) -> bool:
    return key.kind == LOG and key.name == checkpoint.origin
