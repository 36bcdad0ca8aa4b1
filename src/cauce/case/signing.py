"""What an office signs, and how anybody checks it. Source: specs/act.md; Ed25519, RFC 8032."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from cauce.case.act import FORMAT

# A signature of an act can never be taken for one of anything else.
_DOMAIN = f"{FORMAT}\n".encode()


def signed_bytes(body: bytes) -> bytes:
    """Return the bytes that an office signs: the name of the format, a line feed, the act's canonical bytes."""
    return _DOMAIN + body


def verify(body: bytes, signature: bytes, public: bytes) -> bool:
    """Say whether the holder of a public key (32 bytes) signed the act with these canonical bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed_bytes(body))
    except (InvalidSignature, ValueError):
        return False
    return True
