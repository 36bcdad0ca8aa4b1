"""Whether the demonstration is there: apart from what builds it, so that a later start need not load that."""

from __future__ import annotations

from cauce.node.cases.models import Act
from cauce.node.people.models import Office

ACTS = 5_000


def is_built() -> bool:
    """Return whether the demonstration, or anything else, is in the database."""
    return Act.objects.exists() or Office.objects.exists()
