"""The signing keys of the offices: Ed25519, private ones in `keys/CODE.key` of the data folder, for its user only."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from cauce.node.files import private_file
from cauce.node.frame.errors import KeyMissing
from cauce.node.people.models import OfficeKey


def signing_key(office: str) -> Ed25519PrivateKey:
    """
    Return the private key of the office with this code, kept in memory once read.

    Errors: KeyMissing, also for a key that the directory does not know as the office's: nobody could check its acts.
    """
    return _read(_path(office), office)


def make_key(office: str) -> Ed25519PrivateKey:
    """
    Return the private key of an office, which is made if it has none.

    Errors: BadFolder.
    """
    private_file(_path(office), _new_pem)
    return _load(_path(office), office)


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """Return the 32 octets of its public key."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def public_text(key: Ed25519PrivateKey) -> str:
    """Return its public key in base64."""
    return base64.b64encode(public_bytes(key)).decode()


def key_id(public: bytes) -> str:
    """Return the short name of a public key: the first eight octets of its SHA-256, in hexadecimal."""
    return hashlib.sha256(public).hexdigest()[:16]


def _path(office: str) -> Path:
    folder: Path = settings.CAUCE.data
    return folder / "keys" / f"{office}.key"


def _new_pem() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@cache
def _read(path: Path, office: str) -> Ed25519PrivateKey:
    key = _load(path, office)
    if not OfficeKey.objects.filter(office=office, public=public_text(key)).exists():
        raise _missing(path, office)
    return key


def _load(path: Path, office: str) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise _missing(path, office) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _missing(path, office)
    return key


def _missing(path: Path, office: str) -> KeyMissing:
    # Where the data folder is, whoever reads the page need not know.
    return KeyMissing(office=office, path=f"{path.parent.name}/{path.name}")
