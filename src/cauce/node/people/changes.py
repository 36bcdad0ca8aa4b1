"""What a directory file changed, for the record: codes and the names of what changed, never its values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cauce.node.people.models import OfficeKey
from cauce.node.record.events import record_event

#: changes of one event: far below what its format holds
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: "new", "changed" or "same", and which of its columns changed."""

    how: str
    members: tuple[str, ...] = ()


@dataclass
class Changes:
    """Everything that a file changed, in its order."""

    found: list[dict[str, Any]] = field(default_factory=list)
    #: offices that are new, and have a new key
    offices: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome, part: str, code: str, **more: str) -> str:
        """Note what became of a row; return how."""
        if outcome.how != "same":
            members = [name.replace("_", "-") for name in outcome.members]
            change = {"change": outcome.how, "part": part, "code": code, **more}
            self.found.append(change | ({"members": members} if members else {}))
        if outcome.how == "new" and part == "office":
            self.offices.append(code)
        return outcome.how


def record_changes(changes: Changes) -> None:
    """Record what a file changed, and the keys that were made for new offices, in the transaction of the file."""
    for first in range(0, len(changes.found), _MOST):
        record_event("directory", {"changes": changes.found[first : first + _MOST]})
    for key in OfficeKey.objects.filter(office__in=changes.offices).order_by("office"):
        made = {"change": "made", "of": key.office_id, "key": key.id, "public": key.public}
        record_event("key", {"keys": [made]}, seen_by=[key.office_id])
