"""
Looking at the records of others where they show themselves: is it still the one that this node cosigned, and no less?

A witness sees what a record sends it. What the record shows to everybody may be another story, so now and then a node
looks, as any outsider would (`cauce record monitor` does the same without a node).
"""

from __future__ import annotations

from http.client import HTTPException
from time import monotonic

from cauce.law.system import why_of
from cauce.node.record.wire import fetch
from cauce.node.witness import state
from cauce.node.witness.alarms import SHOWN_SMALLER, raise_alarm
from cauce.node.witness.logs import logs
from cauce.record import NoSuchFile, open_checkpoint, parse_checkpoint, parse_note
from cauce.record.errors import Unreachable
from cauce.record.evidence import format_evidence
from cauce.record.monitor import Saw, Step, follow
from cauce.record.policy import Log
from cauce.record.witness import FORK

#: seconds between two looks, and that one may take: a record can call itself as large as it likes
EVERY, LONGEST = 60.0, 30.0
_NO_ANSWER = {"en": "it does not answer as it should", "es": "no responde como debe"}
_TOO_LONG = {"en": "it has more to read than there is time for", "es": "tiene más que leer que tiempo hay"}
_KINDS = {Saw.SMALLER: SHOWN_SMALLER, Saw.FORK: FORK}


class Watch:
    """Looks at each record that has an address, at its pace."""

    def __init__(self) -> None:
        self._at = 0.0
        #: of each record that showed less than this node had cosigned, how much that was when it was first seen
        self._owed: dict[str, int] = {}

    def step(self) -> None:
        """Look if it is time."""
        if monotonic() < self._at:
            return
        self._at = monotonic() + EVERY
        for log in logs():
            if log.url:
                self.look(log)

    def look(self, log: Log) -> Step | None:
        """
        Compare what a record shows with the last that was cosigned of it, and raise an alarm; None before the first.

        Whether it is the same record is seen in a few tiles; its new entries are looked at as far as there is time.
        """
        known = state.latest(log.key.name)
        if not known:
            return None
        step = follow(_Web(log.url), lambda note: open_checkpoint(note, [log.key]), known)
        kind = _KINDS.get(step.saw)
        if kind and not self._may_wait(log.key.name, step, known):
            shown = step.shown.partition("\n\n")[0]
            matter = shown if step.saw is Saw.SMALLER else f"{known.partition(chr(10) * 2)[0]}\n{shown}"
            raise_alarm(kind, log.key.name, format_evidence(step), matter)
        return step

    def _may_wait(self, name: str, step: Step, known: str) -> bool:
        """
        Say whether a record that shows less may still be about to publish the rest.

        What one witness has cosigned is published once the others have, or were waited for: until the next look.
        """
        if step.saw is not Saw.SMALLER or step.opened is None or step.opened.checkpoint.size < self._owed.get(name, 0):
            return False
        self._owed[name] = parse_checkpoint(parse_note(known).text).size
        return True


class _Web:
    """The files of a record at an address."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._until = monotonic() + LONGEST

    def read(self, path: str) -> bytes:
        """Return a file. Errors: NoSuchFile, Unreachable."""
        if monotonic() > self._until:
            raise Unreachable(place=self._url, why=_TOO_LONG)
        try:
            status, _, data = fetch(f"{self._url}/{path}")
        except OSError as error:
            raise Unreachable(place=self._url, why=why_of(error)) from error
        except (HTTPException, ValueError) as error:
            raise Unreachable(place=self._url, why=_NO_ANSWER) from error
        if status == 404:
            raise NoSuchFile(path=path)
        if status != 200:
            raise Unreachable(place=self._url, why=_NO_ANSWER)
        return data
