"""Whether the demonstration is there: apart from what builds it, so that a later start need not load that."""

from __future__ import annotations

from cauce.node.cases.models import Act, Stamp
from cauce.node.people.models import Office

ACTS = 5_000
#: the row by which a database says of itself that its people are invented; a setting alone could be a slip
_MARK = "demonstration"


def is_built() -> bool:
    """Return whether the demonstration, or anything else, is in the database."""
    return Act.objects.exists() or Office.objects.exists()


def is_demonstration() -> bool:
    """Return whether what is in the database was invented, and may be entered without a password."""
    return Stamp.objects.filter(name=_MARK).exists()


def mark() -> None:
    """Say that the database is a demonstration's; before anything else is in it."""
    Stamp.objects.update_or_create(name=_MARK, defaults={"value": "1"})
