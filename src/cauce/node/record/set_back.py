"""What follows when more was signed than the database holds: nothing is recorded any more, and a person is told why."""

from __future__ import annotations

from typing import NoReturn

from cauce.node.record.errors import RecordRolledBack
from cauce.node.record.files import read_checkpoint
from cauce.node.record.keys import log_key
from cauce.node.record.mark import marked_note
from cauce.node.record.store import halt
from cauce.node.record.stores import Store
from cauce.node.witness.alarms import ROLLED_BACK, raise_alarm


def refuse(here: int, signed: int, files: Store | None) -> NoReturn:
    """
    Raise an alarm and halt the record; what is halted is not looked at again, so this happens once.

    Shape:  the evidence is what was signed: the mark, and what stands published in `files`.
    Errors: RecordRolledBack, always.
    """
    try:
        notes = dict.fromkeys((marked_note(), read_checkpoint(files) if files else ""))
        evidence = "\n".join((f"cauce/evidence/v1 {ROLLED_BACK}\n", *filter(None, notes), f"{signed}; {here}\n"))
        raise_alarm(ROLLED_BACK, log_key().verifier.name, evidence, ROLLED_BACK)
    finally:  # whatever becomes of the alarm
        halt(RecordRolledBack.code)
    raise RecordRolledBack(here=here, signed=signed)
