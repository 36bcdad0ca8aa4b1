"""The key that speaks for this node's record."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path

from django.conf import settings

from cauce.node.files import private_file
from cauce.node.frame.errors import BadFolder
from cauce.node.record.errors import RecordKeyMissing
from cauce.node.record.models import Log, Queue
from cauce.record import (
    RecordError,
    SigningKey,
    format_signing_key,
    format_verifier_key,
    open_checkpoint,
    parse_signing_key,
)


def key_folder() -> Path:
    """Return where the keys of the node are; what must not go back with the database stands beside them."""
    folder: Path = settings.CAUCE.data / "keys"
    return folder


def log_key() -> SigningKey:
    """
    Return the key that speaks for this record, made on first use.

    Errors: RecordKeyMissing: a record that has entries never gets another key under the same name, nor a signed one a
            key that did not sign it.
    """
    return read_key(key_folder() / "record.key", settings.CAUCE.log_name)


@cache
def read_key(path: Path, name: str) -> SigningKey:
    """Read the key in this file, or make it. Errors: RecordKeyMissing."""
    if not path.exists() and Queue.objects.filter(next__gt=0).exists():
        raise RecordKeyMissing()
    try:
        line = private_file(path, lambda: format_signing_key(SigningKey(name, secrets.token_bytes(32))).encode())
        key = parse_signing_key(line.decode().strip())
        for signed in Log.objects.exclude(checkpoint="").values_list("checkpoint", flat=True):
            open_checkpoint(signed, [key.verifier])
    except (BadFolder, RecordError, UnicodeDecodeError) as error:
        raise RecordKeyMissing() from error
    return key


def verifier_line() -> str:
    """Return the key that checks this record, as the line of text that outsiders keep."""
    return format_verifier_key(log_key().verifier)
