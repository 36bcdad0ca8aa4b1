"""
What an audit writes down so that a later one goes on where it stopped: how far it came and what it found.

Nobody but the auditor writes this file, yet it may be cut or that of another record, so it is read in one form only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from . import errors
from .audit import START, Reached
from .errors import BadState, RecordError
from .merkle import HASH_BYTES
from .paths import widths

FORMAT = "cauce/audit/v1"
#: how many findings are written down; of more, only the number
MAX_FINDINGS = 100
_CLASSES: Mapping[str, type[RecordError]] = {
    error.code: error for error in (getattr(errors, name) for name in errors.__all__)
}


@dataclass(frozen=True, slots=True)
class AuditState:
    """An audit that can be taken up again."""

    origin: str
    #: the checkpoints that it was begun under, as signed notes; the next one must continue them
    checkpoints: tuple[str, ...] = ()
    reached: Reached = START
    #: the first hundred
    findings: tuple[RecordError, ...] = ()
    found: int = 0

    def add(self, step: Reached | RecordError) -> AuditState:
        """Return the state after a step of the audit; a finding that is written down already counts once."""
        if isinstance(step, Reached):
            return replace(self, reached=step)
        if any(_finding(step) == _finding(one) for one in self.findings):
            return self
        return replace(self, findings=(*self.findings, step)[:MAX_FINDINGS], found=self.found + 1)


def format_audit_state(state: AuditState) -> str:
    """Write a state as JSON; `parse_audit_state` is its twin."""
    data = {
        "format": FORMAT,
        "origin": state.origin,
        "checkpoints": state.checkpoints,
        "size": state.reached.size,
        "tails": [tail.hex() for tail in state.reached.tails],
        "findings": [_finding(one) for one in state.findings],
        "found": state.found,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def parse_audit_state(text: str, origin: str) -> AuditState:
    """Read the state of an audit of this record. Errors: BadState."""
    try:
        data = json.loads(text)
        json.dumps(data, ensure_ascii=False).encode()  # half a character could be read, and then not be written again
        if data["format"] != FORMAT or data["origin"] != origin:
            raise BadState(origin=origin)
        reached = _reached(int(data["size"]), tuple(bytes.fromhex(tail) for tail in data["tails"]))
        findings = tuple(map(_read_finding, data["findings"]))
        checkpoints = tuple(map(str, data["checkpoints"]))
        return AuditState(origin, checkpoints, reached, findings, max(len(findings), int(data["found"])))
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as err:
        raise BadState(origin=origin) from err


def _reached(size: int, tails: tuple[bytes, ...]) -> Reached:
    """Return how far an audit came. Errors: ValueError, unless the tails are those of that size."""
    expected = [widths(size, level)[1] * HASH_BYTES for level in range(1, (size.bit_length() + 7) // 8)]
    if size < 0 or size % 256 or [len(tail) for tail in tails] != expected:
        raise ValueError(size)
    return Reached(size, tails)


def _finding(error: RecordError) -> dict[str, Any]:
    values = {name: _finding(one) if isinstance(one, RecordError) else one for name, one in error.values.items()}
    return {"code": error.code, "values": values}


def _read_finding(data: dict[str, Any]) -> RecordError:
    values = {name: _read_finding(one) if isinstance(one, dict) else one for name, one in data["values"].items()}
    return _CLASSES[data["code"]](**values)
