"""The node as it would be without a record, for `bench.record node`: nothing is queued. Throw its data away."""

from __future__ import annotations

from itertools import count
from typing import Any

from cauce.node.wsgi import application

__all__ = ["application"]


def _leave_out() -> None:
    """Give each entry a number that no other one has, and keep nothing of it."""
    from cauce.node.cases import take
    from cauce.node.record import events
    from cauce.node.record.models import Entry

    numbers = count()

    def record(digest: bytes, head: Any) -> Entry:
        return Entry(index=head.next + next(numbers), nonce=bytes(32), digest=digest)

    take.record = record  # type: ignore[attr-defined]
    events.record = record  # type: ignore[attr-defined]


_leave_out()
