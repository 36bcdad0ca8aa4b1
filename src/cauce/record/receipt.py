"""
Receipts: one small text file that shows, offline, that an act is in the record.

Source: C2SP tlog-proof; specs/receipt.md says what its “extra” line holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .errors import BadReceiptLine, NotAReceipt
from .note import MAX_BYTES as MAX_NOTE_BYTES
from .text import check_length, check_text, read_base64, read_decimal, read_hash, write_base64

HEADER = "c2sp.org/tlog-proof@v1"
#: a checkpoint and a few lines of ours
MAX_BYTES = MAX_NOTE_BYTES + 4_000


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt as it was read; it proves nothing until `verify` has checked it."""

    nonce: bytes
    #: the act's SHA-256
    digest: bytes
    #: the entry's place in the record, from 0
    index: int
    #: the inclusion proof, from the leaf's sibling to the root's child
    path: tuple[bytes, ...]
    #: the signed note, as the record gave it
    checkpoint: str


def parse_receipt(text: str) -> Receipt:
    """
    Read a receipt without checking it; `format_receipt` is its twin.

    Shape:  the checkpoint is taken as it is: `open_checkpoint` reads it.
    Errors: NotUtf8, TooLarge, ControlCharacter, NotAReceipt, BadReceiptLine, BadBase64, WrongLength, BadNumber.
    """
    check_text(text, "receipt", MAX_BYTES)
    head, _, checkpoint = text.partition("\n\n")
    lines = iter(head.split("\n"))
    header = next(lines)
    if header != HEADER:
        raise NotAReceipt(found=header)
    extra = check_length(read_base64(_field(lines, "extra"), "extra"), "extra", 64)
    index = read_decimal(_field(lines, "index"), "index")
    path = tuple(read_hash(line, "path") for line in lines)
    if not checkpoint:
        raise BadReceiptLine(found="", part="checkpoint")
    return Receipt(extra[:32], extra[32:], index, path, checkpoint)


def format_receipt(receipt: Receipt) -> str:
    """Write a receipt."""
    extra = write_base64(receipt.nonce + receipt.digest)
    lines = [HEADER, f"extra {extra}", f"index {receipt.index}", *map(write_base64, receipt.path)]
    return "\n".join(lines) + "\n\n" + receipt.checkpoint


def _field(lines: Iterator[str], name: str) -> str:
    line = next(lines, "")
    word, gap, value = line.partition(" ")
    if word != name or not gap:
        raise BadReceiptLine(found=line, part=name)
    return value
