"""The QR code of a paper receipt: the receipt's own text, in modules that a printer and a telephone can tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import segno
from segno.encoder import DataOverflowError

from cauce.record import Note, format_note, format_receipt, parse_checkpoint, parse_note, parse_receipt

#: how wide the code is on the paper
WIDTH_MM = 70
#: more correction than the least is for codes that stay coarse
_COARSE = 25


@dataclass(frozen=True, slots=True)
class Code:
    """A drawing of a receipt."""

    #: one path, without size and without the empty border that a code needs around it
    svg: str
    #: modules on a side
    modules: int
    #: whether every signature of the receipt is in it, or only the record's own
    complete: bool

    @property
    def module_mm(self) -> float:
        """Return how wide a module is on the paper."""
        return WIDTH_MM / self.modules


def draw(receipt: str) -> Code | None:
    """
    Return the code of a receipt; none, if even without cosignatures it is longer than a QR code can be.

    A receipt with many cosignatures that does not fit is drawn with the record's own signature alone. It still proves
    that the record signed, and says less about who else saw it.
    """
    for text, complete in ((receipt, True), (_own_signature(receipt), False)):
        found = _symbol(text.encode())
        if found is not None:
            return Code(_svg(found), len(found.matrix), complete)
    return None


def _symbol(data: bytes) -> segno.QRCode | None:
    try:
        coarse = segno.make_qr(data, error="m", mode="byte", boost_error=False)
    except DataOverflowError:
        coarse = None
    if coarse is not None and int(coarse.version) <= _COARSE:
        return coarse
    try:
        return segno.make_qr(data, error="l", mode="byte", boost_error=False)
    except DataOverflowError:
        return None


def _svg(code: segno.QRCode) -> str:
    out = BytesIO()
    code.save(out, kind="svg", border=0, xmldecl=False, nl=False, dark="#000", light=None, omitsize=True)
    return out.getvalue().decode()


def _own_signature(receipt: str) -> str:
    """Return the receipt with no signature but those under the record's name."""
    read = parse_receipt(receipt)
    note = parse_note(read.checkpoint)
    origin = parse_checkpoint(note.text).origin
    own = tuple(line for line in note.signatures if line.name == origin)
    return format_receipt(type(read)(read.nonce, read.digest, read.index, read.path, format_note(Note(note.text, own))))
