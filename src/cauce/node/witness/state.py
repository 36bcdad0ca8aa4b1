"""
What the witness has cosigned: checked and changed in one step, committed before anything is given away.

Whoever cosigns holds the one row of `witness_state` (on SQLite the whole database) from reading the last tree to the
commit; so no two requests can both win, and no size ever comes back.
"""

from __future__ import annotations

from hashlib import sha256

from django.db import connection, transaction
from django.db.models import QuerySet

from cauce.node.driver import execute
from cauce.node.frame import clock
from cauce.node.frame.errors import NodeError
from cauce.node.witness import mark
from cauce.node.witness.alarms import CLOCK_BACK, WITNESS_ROLLED_BACK, raise_alarm
from cauce.node.witness.errors import WitnessChanged, WitnessRolledBack
from cauce.node.witness.key import witness_key
from cauce.node.witness.logs import log_keys
from cauce.node.witness.models import Cosigned, State
from cauce.record import (
    RecordError,
    VerifierKey,
    cosign,
    format_signatures,
    open_signatures,
    parse_checkpoint,
    parse_note,
)
from cauce.record.witness import COSIGN, Answer, Known, Request, answer, parse_request

#: how many trees of a record are remembered
KEPT = 1_000
#: how far the clock may go back before a person is told, in seconds
_TOLERANCE = 60


def ask(body: bytes) -> tuple[Answer, str]:
    """
    Answer one request of a record; the second is the cosignature if there is one.

    Errors: those of parse_request; WitnessKeyMissing, WitnessRolledBack, WitnessChanged, BadWitnessLogs.
    """
    request, keys = parse_request(body), log_keys()
    found, line = _answer(request, keys), ""
    if found.status == COSIGN:  # most of what strangers send never gets here, and takes no lock
        found, line = _cosign(request, keys)
    if found.suspicion:
        raise_alarm(found.suspicion.kind, found.suspicion.origin, found.suspicion.evidence)
    return found, line


def latest(origin: str) -> str:
    """Return the largest checkpoint of a record that was cosigned, with its cosignature; nothing if there is none."""
    row = _rows(origin).order_by("-size").first()
    return row.checkpoint + row.cosignature if row else ""


def origin_of(digest: str) -> str:
    """Return the record whose name has this SHA-256, in hexadecimal, if anything of it was cosigned."""
    names = Cosigned.objects.values_list("origin", flat=True).order_by().distinct()  # as many as an operator wrote down
    return next((name for name in names if sha256(name.encode()).hexdigest() == digest), "")


def _rows(origin: str) -> QuerySet[Cosigned]:
    return Cosigned.objects.filter(origin=origin)


def _answer(request: Request, keys: tuple[VerifierKey, ...]) -> Answer:
    origin = request.checkpoint.origin
    if all(key.name != origin for key in keys):  # a name that no key has need not be one that a database takes
        return answer(request, None, keys)
    last = _rows(origin).order_by("-size").first()
    same = _rows(origin).filter(size=request.checkpoint.size).first()
    return answer(request, _known(last), keys, _known(same))


def _known(row: Cosigned | None) -> Known | None:
    return Known(row.size, bytes(row.root), row.checkpoint) if row else None


def _cosign(request: Request, keys: tuple[VerifierKey, ...]) -> tuple[Answer, str]:
    key, line = witness_key(), ""
    name, head = key.verifier.name, request.checkpoint
    with transaction.atomic(durable=True):
        state = _locked(name)
        given, known = mark.read_mark(name), state.serial
        now, last = int(clock.real().timestamp()), state.last
        wrong = _wrong(given, known, head.origin, key.verifier)
        found = _answer(request, keys)
        if found.status == COSIGN and not wrong:
            at = max(now, last, 1)  # C2SP gives the time 0 another meaning
            line = format_signatures([cosign(request.note.text, key, at)])
            _keep(request, found.signed, line, at)
            State.objects.filter(pk=1).update(name=name, serial=known + 1, last=at)
    if wrong:
        raise_alarm(WITNESS_ROLLED_BACK, name, "".join(f"{each} {value}\n" for each, value in wrong.values.items()))
        raise wrong
    if line:
        mark.advance(name, known + 1, head.origin, (head.size, head.root))
    if line and now < last - _TOLERANCE:
        raise_alarm(CLOCK_BACK, name, f"last {last}\n")
    return found, line


def _wrong(given: mark.Mark, known: int, origin: str, own: VerifierKey) -> NodeError | None:
    """Say what in the database is not what was given away: whoever can write there has no key, and not the mark."""
    if given.given > known:
        return WitnessRolledBack(given=given.given, known=known)
    row = _rows(origin).order_by("-size").first()
    if origin not in given.trees or _follows(row, *given.trees[origin], own):
        return None
    return WitnessChanged(origin=origin, given=given.trees[origin][0], known=row.size if row else 0)


def _follows(row: Cosigned | None, size: int, root: bytes, own: VerifierKey) -> bool:
    """Say whether a row is the tree that was given last, or one that was committed after it and never given away."""
    if row is None or row.size <= size:
        return row is not None and (row.size, bytes(row.root)) == (size, root)
    try:
        note = parse_note(row.checkpoint + row.cosignature)
        open_signatures(note, [own])
        head = parse_checkpoint(note.text)
    except RecordError:
        return False
    return (head.origin, head.size, head.root) == (row.origin, row.size, bytes(row.root))


def _locked(name: str) -> State:
    """Return the state of a witness of this name, which nobody else may have until the transaction ends."""
    State.objects.get_or_create(pk=1)
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""  # on SQLite the whole transaction is the lock
    row = execute(f"SELECT name, serial, last FROM witness_state WHERE id = 1{lock}").fetchone()  # noqa: S608 - no value
    whose, serial, last = row
    # A witness of another name begins anew, but even its times do not go back.
    return State(pk=1, name=name, serial=serial if whose == name else 0, last=last)


def _keep(request: Request, signed: str, line: str, at: int) -> None:
    head = request.checkpoint
    values = {"root": head.root, "checkpoint": signed, "cosignature": line, "at": at}
    Cosigned.objects.update_or_create(origin=head.origin, size=head.size, defaults=values)
    old = list(_rows(head.origin).order_by("-size").values_list("size", flat=True)[KEPT : KEPT + 1])
    if old:
        _rows(head.origin).filter(size__lte=old[0]).delete()
