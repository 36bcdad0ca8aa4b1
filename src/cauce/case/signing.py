"""
Who signed an act, and the envelope in which an act travels with its signature.

Source: specs/act.md; Ed25519 is that of RFC 8032, as `cryptography` gives it.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from cauce.case.act import FORMAT, Act, digest
from cauce.case.chain import parse_act
from cauce.case.errors import BadAct, Problem

#: stands before the bytes that are signed, so that a signature of an act is a signature of nothing else
CONTEXT = FORMAT.encode() + b"\n"
_SIGNATURE, _KEY = 64, 32
#: of the field of edwards25519
_PRIME = 2**255 - 19


@dataclass(frozen=True, slots=True)
class Envelope:
    """An act with a signature that fits it. Whose key it is, the reader has to know from elsewhere."""

    act: Act
    #: canonical bytes of the act
    body: bytes
    signature: bytes
    #: public key, 32 bytes
    key: bytes

    @property
    def digest(self) -> str:
        """Return the act's SHA-256, hexadecimal: what a receipt is about."""
        return digest(self.body)


def signed_bytes(body: bytes) -> bytes:
    """Return what an office signs: the context line, then the act's canonical bytes."""
    return CONTEXT + body


def verify(body: bytes, signature: bytes, public_key: bytes) -> bool:
    """Say whether the holder of a public key (32 bytes) signed an act's canonical bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed_bytes(body))
    except (InvalidSignature, ValueError):
        return False
    return _has_one_form(public_key)


def _has_one_form(public: bytes) -> bool:
    """Say whether a public key is written in its only form, as RFC 8032, 5.1.3 has it; the library takes others too."""
    y = int.from_bytes(public, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    return y < _PRIME and not (sign and y in (1, _PRIME - 1))


def format_envelope(body: bytes, signature: bytes, public_key: bytes) -> str:
    """Write an envelope; `parse_envelope` is its twin."""
    plain = {
        "act": json.loads(body),
        "key": base64.b64encode(public_key).decode(),
        "signature": base64.b64encode(signature).decode(),
    }
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def parse_envelope(data: bytes | str) -> Envelope:
    """Read an envelope and check its signature. Errors: BadAct, act.E301 to act.E305."""
    plain = _members(data)
    try:
        body = rfc8785.dumps(plain["act"])
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as err:
        raise BadAct(Problem("act.E303")) from err
    act = parse_act(body)
    signature, key = _bytes(plain["signature"], _SIGNATURE), _bytes(plain["key"], _KEY)
    if not verify(body, signature, key):
        raise BadAct(Problem("act.E305"))
    return Envelope(act, body, signature, key)


def _members(data: bytes | str) -> dict[str, Any]:
    try:
        text = data if isinstance(data, str) else data.decode()  # json would guess at other encodings
        plain = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as err:
        raise BadAct(Problem("act.E301")) from err
    if not isinstance(plain, dict) or plain.keys() != {"act", "key", "signature"} or not isinstance(plain["act"], dict):
        raise BadAct(Problem("act.E301"))
    return plain


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a member that stands twice: two readers could see two different acts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("twice")
    return found


def _no_number(word: str) -> None:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(word)


def _bytes(value: object, length: int) -> bytes:
    """Read base64 in its one form: standard alphabet, padded, no stray bits."""
    try:
        found = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
    except (binascii.Error, ValueError) as err:
        raise BadAct(Problem("act.E302")) from err
    if len(found) != length or base64.b64encode(found).decode() != value:
        raise BadAct(Problem("act.E302"))
    return found
