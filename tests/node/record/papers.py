"""Receipts and what a paper says of them, of any length."""

from datetime import UTC, datetime
from hashlib import sha256, sha512

from cauce.node.record.paper import Subject, Told
from cauce.record import (
    Checkpoint,
    Note,
    Receipt,
    Signature,
    SigningKey,
    format_note,
    format_receipt,
    parse_note,
    sign_checkpoint,
)

INDEX = 4_710
AT = datetime(2021, 2, 6, 22, 40, tzinfo=UTC)
ES = Told(
    "Acuse de la comunicación",
    "Comunicación con un agente extranjero",
    "Fiscalía General del Estado de Chihuahua",
    "6 feb 2021, 16:40 (Ciudad de México)",
)
EN = Told(
    "Acknowledgement of the communication",
    "Communication with a foreign agent",
    "Office of the Prosecutor General of Chihuahua",
    "6 Feb 2021, 16:40 CST",
)
SUBJECT = Subject("MX-2021-000831-9", "MX-2021-000831", {"es": ES, "en": EN}, AT)


def receipt_of(size: int, cosigners: int = 0, origin: str = "cauce.example/mx") -> str:
    """Return a receipt under a signed checkpoint of this size; its path, of the right length, leads nowhere."""
    path = tuple(sha256(b"%d" % step).digest() for step in range((size - 1).bit_length()))
    note = parse_note(
        sign_checkpoint(Checkpoint(origin, size, sha256(b"root").digest()), SigningKey(origin, bytes(32)))
    )
    signatures = note.signatures + tuple(_cosignature(one) for one in range(cosigners))
    checkpoint = format_note(Note(note.text, signatures))
    return format_receipt(Receipt(b"n" * 32, sha256(b"act").digest(), INDEX, path, checkpoint))


def long(text: str) -> str:
    """Return a text that goes on and on."""
    return " ".join([text] * 40)


def _cosignature(one: int) -> Signature:
    seconds = int(AT.timestamp()) + 60 * one
    value = seconds.to_bytes(8, "big") + sha512(b"%d" % one).digest()
    return Signature(f"witness-{one}.example.org/w", bytes([one] * 4), value)
