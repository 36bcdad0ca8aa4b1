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


def tiles(entries: list[bytes]) -> dict[str, bytes]:
    """The tiles and bundles of C2SP tlog-tiles by their paths: hash i of level l is the MTH of 256**l entries."""
    found = {}
    hashes = [tree([one]) for one in entries]
    for level in range(8):
        step = 256**level
        if level:
            hashes = [tree(entries[i * step : (i + 1) * step]) for i in range(len(entries) // step)]
        for i in range(0, len(hashes), 256):
            row = hashes[i : i + 256]
            found[tile_name(str(level), i // 256, len(row))] = b"".join(row)
    for i in range(0, len(entries), 256):
        some = entries[i : i + 256]
        found[tile_name("entries", i // 256, len(some))] = bundle(some)
    return found


def tile_name(kind: str, n: int, width: int) -> str:
    """Three digits an element, all but the last behind an x."""
    digits = str(n).rjust((len(str(n)) + 2) // 3 * 3, "0")
    parts = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    index = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    return f"tile/{kind}/{index}" + (f".p/{width}" if width < 256 else "")


def bundle(entries: list[bytes]) -> bytes:
    return b"".join(len(one).to_bytes(2, "big") + one for one in entries)


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

    def cosignature(self, text: str, time: int, header: str = "cosignature/v1", says: str = "") -> str:
        """Sign with a time; `header` and `says` (the time as it is signed) are for spoiling it."""
        made = self.private.sign(f"{header}\ntime {says or time}\n{text}".encode())
        return f"— {self.name} {b64(self.id + time.to_bytes(8, 'big') + made)}\n"

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
WITNESS_2 = Key("witness.example/w2", sha256(b"key of a second witness").digest(), b"\4")
WITNESS_3 = Key("witness.example/w3", sha256(b"key of a third witness").digest(), b"\4")
SEVEN = [entry(i) for i in range(7)]
CHECKPOINT = KEY.note(head(7, tree(SEVEN)))
RECEIPT = receipt(4, path(4, SEVEN), CHECKPOINT)
