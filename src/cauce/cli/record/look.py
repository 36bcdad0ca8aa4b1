"""What one look of `cauce record monitor` came to, as a line for a person or for a program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cauce.cli.errors import BAD_USE, FINE, FOUND
from cauce.cli.record.audit_answer import error_data
from cauce.cli.words import language, say
from cauce.record import RecordError
from cauce.record.monitor import Saw


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at one record came to."""

    place: str
    at: datetime
    saw: Saw
    error: RecordError | None
    origin: str = ""
    size: int | None = None
    #: how many entries were known before
    before: int | None = None
    evidence: Path | None = None
    #: the key was shown by the record at the first look, and is held to since
    shown_key: bool = False
    #: the checkpoint that the place shows, as a signed note
    signed: str = ""
    #: another place with the same record, if it is what both show that was compared
    against: str = ""

    @property
    def status(self) -> int:
        """Return the exit code that it calls for."""
        if self.saw in (Saw.GREW, Saw.SAME):
            return FINE
        return BAD_USE if self.saw is Saw.UNREACHABLE else FOUND

    @property
    def says_something(self) -> bool:
        """Say whether a person who waits wants to see it."""
        return self.saw is not Saw.SAME

    def as_json(self) -> str:
        """Return it as one line of JSON."""
        data: dict[str, Any] = {
            "at": f"{self.at:%Y-%m-%dT%H:%M:%SZ}",
            "place": self.place,
            "against": self.against or None,
            "saw": str(self.saw),
            "fine": self.status == FINE,
            "origin": self.origin,
            "size": self.size,
            "before": self.before,
            "key_shown_by_the_record": self.shown_key,
            "evidence": str(self.evidence) if self.evidence else None,
            "error": error_data(self.error) if self.error else None,
        }
        return json.dumps(data, ensure_ascii=False)

    def as_words(self) -> str:
        """Return it as a line, and what is wrong under it."""
        lines = [f"{self.at:%Y-%m-%dT%H:%M:%SZ}  {say(*_SAW[self.saw])}  {self.origin or self.place}{self._sizes()}"]
        if self.against:
            lines.append(say(f"  {self.place} and {self.against}", f"  {self.place} y {self.against}"))
        if self.shown_key:
            lines.append(
                say(
                    "  its key was shown by the record itself at the first look; compare it, or use --key",
                    "  su llave la mostró la propia bitácora en la primera mirada; compárela, o use --key",
                )
            )
        if self.error:
            lines.append(f"  {self.error.code}: {self.error.text(language())}")
            lines.append(f"  → {self.error.advice(language())}")
        if self.evidence:
            lines.append(say(f"  evidence: {self.evidence}", f"  evidencia: {self.evidence}"))
        return "\n".join(lines)

    def _sizes(self) -> str:
        if self.size is None:
            return ""
        return f"  {self.size}" if self.before in (None, self.size) else f"  {self.before} → {self.size}"


_SAW = {
    Saw.GREW: ("grew", "creció"),
    Saw.SAME: ("same", "igual"),
    Saw.SMALLER: ("SMALLER", "MENOR"),
    Saw.FORK: ("FORK", "BIFURCADA"),
    Saw.UNREACHABLE: ("NOT CHECKED", "SIN COMPROBAR"),
    Saw.BAD: ("BAD", "MAL"),
}
