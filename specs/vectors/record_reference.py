"""
The record's formats as their definitions read: slow, short, and without a line in common with the program.

The vectors come from here, so that an error in the program does not find its way into them.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ORIGIN = "cauce.example/record"
OTHER = "other.example/record"


def nonce(i: int) -> bytes:
    return sha256(b"nonce %d" % i).digest()


def digest(i: int) -> bytes:
    return sha256(b"act %d" % i).digest()


def entry(i: int) -> bytes:
    return sha256(b"cauce/leaf/v1\n" + nonce(i) + digest(i)).digest()


def tree(entries: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1."""
    if len(entries) < 2:
        return sha256(b"\0" + entries[0] if entries else b"").digest()
    k = split(len(entries))
    return sha256(b"\1" + tree(entries[:k]) + tree(entries[k:])).digest()


def path(m: int, entries: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962, section 2.1.1."""
    if len(entries) == 1:
        return []
    k = split(len(entries))
    if m < k:
        return [*path(m, entries[:k]), tree(entries[k:])]
    return [*path(m - k, entries[k:]), tree(entries[:k])]


def proof(m: int, entries: list[bytes], known: bool = True) -> list[bytes]:
    """PROOF and SUBPROOF of RFC 6962, section 2.1.2."""
    if m == len(entries):
        return [] if known else [tree(entries)]
    k = split(len(entries))
    if m <= k:
        return [*proof(m, entries[:k], known), tree(entries[k:])]
    return [*proof(m - k, entries[k:], False), tree(entries[:k])]


def split(n: int) -> int:
    return 1 << (n - 1).bit_length() - 1


def b64(data: bytes) -> str:
    return b64encode(data).decode()


class Key:
    def __init__(self, name: str, seed: bytes, kind: bytes = b"\1") -> None:
        self.name, self.private = name, Ed25519PrivateKey.from_private_bytes(seed)
        self.typed = kind + self.private.public_key().public_bytes_raw()
        self.id = sha256(name.encode() + b"\n" + self.typed).digest()[:4]
        self.line = f"{name}+{self.id.hex()}+{b64(self.typed)}"
        self.secret = f"PRIVATE+KEY+{name}+{self.id.hex()}+{b64(kind + seed)}"

    def signature(self, text: str) -> str:
        return f"— {self.name} {b64(self.id + self.private.sign(text.encode()))}\n"

    def note(self, text: str) -> str:
        return f"{text}\n{self.signature(text)}"


def head(size: int, root: bytes, origin: str = ORIGIN, *extensions: str) -> str:
    return "\n".join([origin, str(size), b64(root), *extensions, ""])


def receipt(i: int, hashes: list[bytes], checkpoint: str) -> str:
    lines = ["c2sp.org/tlog-proof@v1", f"extra {b64(nonce(i) + digest(i))}", f"index {i}", *map(b64, hashes)]
    return "\n".join(lines) + "\n\n" + checkpoint


KEY = Key(ORIGIN, sha256(b"key of the record").digest())
OTHER_KEY = Key(OTHER, sha256(b"key of another record").digest())
NEXT_KEY = Key(ORIGIN, sha256(b"next key of the record").digest())
WITNESS = Key("witness.example/w1", sha256(b"key of a witness").digest(), b"\4")
SEVEN = [entry(i) for i in range(7)]
CHECKPOINT = KEY.note(head(7, tree(SEVEN)))
RECEIPT = receipt(4, path(4, SEVEN), CHECKPOINT)
