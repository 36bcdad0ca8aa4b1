"""What follows when more was signed than the database holds: nothing is recorded any more, and a person is told why."""

from __future__ import annotations

from typing import NoReturn

from cauce.node.record.errors import RecordRolledBack
from cauce.node.record.files import read_checkpoint
from cauce.node.record.keys import log_key
from cauce.node.record.mark import marked_note
from cauce.node.record.store import halt, halted
from cauce.node.record.stores import Store
from cauce.node.witness.alarms import ROLLED_BACK, raise_alarm, was_raised


def refuse(here: int, signed: int, files: Store | None) -> NoReturn:
    """
    Stop the record, on what this node itself knows to have been signed: the mark, and what stands published in `files`.

    Errors: RecordRolledBack, always.
    """
    notes = dict.fromkeys((marked_note(), read_checkpoint(files) if files else ""))
    stop(here, signed, "\n".join((*filter(None, notes), f"{signed}; {here}\n")), ROLLED_BACK)


def stop(here: int, signed: int, evidence: str, matter: str) -> NoReturn:
    """
    Raise an alarm, at most once an hour, and halt the record.

    Errors: RecordRolledBack, always.
    """
    origin = log_key().verifier.name
    if halted() == RecordRolledBack.code and was_raised(ROLLED_BACK, origin, matter):
        raise RecordRolledBack(here=here, signed=signed)  # each tick comes here again
    try:
        raise_alarm(ROLLED_BACK, origin, f"cauce/evidence/v1 {ROLLED_BACK}\n\n{evidence}", matter)
    finally:  # whatever becomes of the alarm
        halt(RecordRolledBack.code)
    raise RecordRolledBack(here=here, signed=signed)
