"""The key of the witness: of its own kind and name, and never that of the node's record."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path

from django.conf import settings

from cauce.node.files import private_file
from cauce.node.frame.errors import BadFolder
from cauce.node.record.keys import log_key
from cauce.node.witness.errors import WitnessKeyMissing
from cauce.node.witness.models import State
from cauce.record import COSIGNER, SigningKey, VerifierKey, format_signing_key, format_verifier_key, parse_signing_key
from cauce.record.errors import BadSigningKey


def witness_name() -> str:
    """Return the name of this witness."""
    return settings.CAUCE.witness_name or f"{settings.CAUCE.log_name}/witness"


@cache
def witness_key() -> SigningKey:
    """
    Return the key that cosigns, made on first use.

    Errors: WitnessKeyMissing: a witness that has cosigned never gets another key under the same name.
    """
    name = witness_name()
    path = _path()
    if not path.exists() and State.objects.filter(name=name, serial__gt=0).exists():
        raise WitnessKeyMissing()
    try:
        line = private_file(path, lambda: _new(name))
        key = parse_signing_key(line.decode().strip())
    except (BadFolder, BadSigningKey, UnicodeDecodeError) as error:
        raise WitnessKeyMissing() from error
    own = key.verifier
    if (own.name, own.kind) != (name, COSIGNER) or own.public == log_key().verifier.public:
        raise WitnessKeyMissing()
    return key


def known_key() -> VerifierKey | None:
    """Return the key that checks cosignatures of this witness, if it has been made; none that could not be read."""
    try:
        return witness_key().verifier if _path().exists() else None
    except WitnessKeyMissing:  # whoever asks the witness is told
        return None


def verifier_line() -> str:
    """Return the key that checks cosignatures of this witness, as the line of text that outsiders keep."""
    return format_verifier_key(witness_key().verifier)


def _path() -> Path:
    folder: Path = settings.CAUCE.data
    return folder / "keys" / "witness.key"


def _new(name: str) -> bytes:
    return format_signing_key(SigningKey(name, secrets.token_bytes(32), COSIGNER)).encode()
