"""
What the record holds of an act: a commitment that shows that something was recorded, not what.

Source: specs/leaf.md.
"""

from __future__ import annotations

from hashlib import sha256

from .merkle import leaf_hash
from .text import check_length

_DOMAIN = b"cauce/leaf/v1\n"


def commit(nonce: bytes, digest: bytes) -> bytes:
    """
    Return the log entry of an act, 32 bytes.

    Shape:  nonce is 32 bytes from the system's random source, never used twice; digest is the act's SHA-256.
    Errors: WrongLength.
    """
    return sha256(_DOMAIN + check_length(nonce, "nonce") + check_length(digest, "digest")).digest()


def act_leaf(nonce: bytes, digest: bytes) -> bytes:
    """Return the leaf hash of an act's log entry, as `append` takes it and `verify_inclusion` checks it."""
    return leaf_hash(commit(nonce, digest))
