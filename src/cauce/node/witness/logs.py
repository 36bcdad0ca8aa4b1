"""Which records this witness cosigns: the `log` lines of a policy, in a file that may change at any time."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from cauce.law.system import why_of
from cauce.node.witness.errors import BadWitnessLogs
from cauce.record import RecordError, VerifierKey, parse_policy
from cauce.record.errors import NotOneQuorum
from cauce.record.policy import Log


def log_keys() -> tuple[VerifierKey, ...]:
    """Return the keys of the records that this witness cosigns; none without a file. Errors: BadWitnessLogs."""
    return tuple(log.key for log in logs())


def logs() -> tuple[Log, ...]:
    """Return these records, some with the address at which they show themselves. Errors: BadWitnessLogs."""
    path: Path | None = settings.CAUCE.witness_logs
    if path is None:
        return ()
    try:
        found = path.stat()
        return _read(path, found.st_mtime_ns, found.st_size, found.st_ino)
    except OSError as error:
        raise BadWitnessLogs(why=why_of(error)) from error
    except RecordError as error:
        raise BadWitnessLogs(why={"en": error.text("en"), "es": error.text("es")}) from error


@lru_cache(maxsize=4)
def _read(path: Path, *version: int) -> tuple[Log, ...]:
    """Read one version of the file; the witnesses and the quorum of a whole policy say nothing here."""
    data = path.read_bytes()
    try:
        policy = parse_policy(data)
    except NotOneQuorum as error:
        if error.line:
            raise
        policy = parse_policy(data + b"\nquorum none\n")
    return policy.logs
