"""
Cosignatures: a witness says that, at a time, this was the largest tree that it had seen of a record, all of one piece.

Source: C2SP tlog-cosignature, the Ed25519 form (cosignature/v1); specs/cosignature.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from .errors import BadTime
from .keys import COSIGNER, SigningKey, VerifierKey, check_kind

#: seconds since 1970, the largest that a cosignature may say
LATEST = (1 << 63) - 1
_TIME_BYTES = 8


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line, by a key that may be unknown."""

    name: str
    key_id: bytes
    value: bytes


def cosign(text: str, key: SigningKey, timestamp: int) -> Signature:
    """
    Return the cosignature of a checkpoint.

    Shape:  text is what the record signed, with its last line feed; timestamp is in seconds since 1970. Only cosign
            what continues all that this key has cosigned of the record, and never a smaller tree after a larger one.
    Errors: WrongKeyKind, BadTime.
    """
    check_kind(key.verifier, COSIGNER)
    if not 0 <= timestamp <= LATEST:
        raise BadTime(found=timestamp)
    made = key.sign(_message(text, timestamp))
    return Signature(key.verifier.name, key.verifier.key_id, timestamp.to_bytes(_TIME_BYTES, "big") + made)


def cosigned(text: str, key: VerifierKey, signature: Signature) -> int | None:
    """
    Return when this key cosigned this text, in seconds since 1970; None if it did not.

    Errors: WrongKeyKind.
    """
    check_kind(key, COSIGNER)
    timestamp = int.from_bytes(signature.value[:_TIME_BYTES], "big")
    if timestamp > LATEST or not key.signed(_message(text, timestamp), signature.value[_TIME_BYTES:]):
        return None
    return timestamp


def _message(text: str, timestamp: int) -> bytes:
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()
