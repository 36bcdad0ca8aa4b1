"""
The keys of signed notes: Ed25519, named, with a four-byte hash that ties name, kind and key together.

Source: C2SP signed-note and tlog-cosignature; specs/checkpoint.md, specs/cosignature.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature as NotSigned
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .errors import (
    BadBase64,
    BadKeyName,
    BadSigningKey,
    BadVerifierKey,
    UnknownKeyType,
    WrongKeyId,
    WrongKeyKind,
    WrongLength,
)
from .text import SPACES, check_length, read_base64, write_base64

#: signs a text as it stands: the key of a record
LOG = 1
#: signs a text together with the time: the key of a witness (cosignature/v1)
COSIGNER = 4
KINDS = (LOG, COSIGNER)
# Names of keys that somebody trusts are plain ASCII: no look-alike letters, no hidden characters.
_NAME = re.compile(r"[!-*,-~]{1,255}")
_VERIFIER = re.compile(rf"([^+{SPACES}]+)\+([0-9a-f]{{8}})\+([A-Za-z0-9+/]+={{0,2}})")
_PRIVATE = "PRIVATE+KEY+"
#: of the field of edwards25519
_PRIME = 2**255 - 19


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A key that checks signatures."""

    name: str
    #: 32 bytes, as in RFC 8032
    public: bytes
    #: LOG or COSIGNER: what its signatures say
    kind: int = LOG
    #: the first four bytes of the hash of name, kind and key
    key_id: bytes = field(init=False)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise BadKeyName(name=self.name)
        check_length(self.public, "public key")
        check_kind(self, *KINDS)
        object.__setattr__(self, "key_id", _key_id(self.name, bytes([self.kind]) + self.public))

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}"

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Say whether this key made this Ed25519 signature of these bytes, whatever its kind calls for."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (NotSigned, ValueError):
            return False
        return _has_one_form(self.public)


def _has_one_form(public: bytes) -> bool:
    """Say whether a public key is written in its only form, as RFC 8032, 5.1.3 has it; the library takes others too."""
    y = int.from_bytes(public, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    return y < _PRIME and not (sign and y in (1, _PRIME - 1))


class SigningKey:
    """A key that signs; whoever has it speaks for the record or the witness."""

    __slots__ = ("_private", "_seed", "verifier")

    def __init__(self, name: str, seed: bytes, kind: int = LOG) -> None:
        self._seed = check_length(seed, "private key")
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = VerifierKey(name, self._private.public_key().public_bytes_raw(), kind)

    def __repr__(self) -> str:
        return f"SigningKey({self.verifier})"

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of these bytes, 64 bytes; a text is signed by `sign_note` or `cosign`."""
        return self._private.sign(message)


def parse_verifier_key(line: str) -> VerifierKey:
    """
    Read a verifier key, one line without its line feed; `format_verifier_key` is its twin.

    Errors: BadVerifierKey, BadKeyName, UnknownKeyType, WrongKeyId.
    """
    found = _VERIFIER.fullmatch(line)
    if not found:
        raise BadVerifierKey(found=line)
    name, key_id, key = found.groups()
    try:
        data = read_base64(key, "public key")
    except BadBase64 as err:
        raise BadVerifierKey(found=line) from err
    kind = data[0]
    if kind not in KINDS:
        raise UnknownKeyType(name=name, found=f"0x{kind:02x}")
    try:
        verifier = VerifierKey(name, data[1:], kind)
    except WrongLength as err:
        raise BadVerifierKey(found=line) from err
    if verifier.key_id.hex() != key_id:
        raise WrongKeyId(name=name, found=key_id, expected=verifier.key_id.hex())
    return verifier


def format_verifier_key(key: VerifierKey) -> str:
    """Write a verifier key as the line of text that a node publishes."""
    return f"{key}+{write_base64(bytes([key.kind]) + key.public)}"


def parse_signing_key(line: str) -> SigningKey:
    """Read a signing key; `format_signing_key` is its twin. Errors: BadSigningKey, which never shows the key."""
    found = _VERIFIER.fullmatch(line.removeprefix(_PRIVATE)) if line.startswith(_PRIVATE) else None
    if not found:
        raise BadSigningKey()
    try:
        data = read_base64(found[3], "private key")
        key = SigningKey(found[1], data[1:], data[0])
    except (BadBase64, BadKeyName, WrongKeyKind, WrongLength):
        raise BadSigningKey() from None
    if key.verifier.key_id.hex() != found[2]:
        raise BadSigningKey()
    return key


def format_signing_key(key: SigningKey) -> str:
    """Write a signing key as one line, the form that Go's note tools read."""
    return f"{_PRIVATE}{key.verifier}+{write_base64(bytes([key.verifier.kind]) + key._seed)}"


def check_kind(key: VerifierKey, *kinds: int) -> None:
    """Refuse a key of another kind than one of these. Errors: WrongKeyKind."""
    if key.kind not in kinds:
        raise WrongKeyKind(
            name=key.name, found=f"0x{key.kind:02x}", expected=", ".join(f"0x{kind:02x}" for kind in kinds)
        )


def _key_id(name: str, typed_key: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + typed_key).digest()[:4]
