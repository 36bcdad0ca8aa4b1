"""How many acts of a case stand on one page: so many, and no more than a page may weigh."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape

from cauce.case.state import CaseState

#: acts on one page of a long case
SIZE = 40
#: bytes of them, which leaves room for clocks and votes within 150 kB
ROOM = 90_000
#: what an act weighs without its answers
_FRAME = 1_200


def first_of(state: CaseState, last: int) -> int:
    """Return the first act of the page that ends with an act."""
    left, first = ROOM, last
    for number in range(last, max(0, last - SIZE), -1):
        left -= _weight(state, number)
        if left < 0 and number < last:
            break
        first = number
    return first


def page_after(state: CaseState, last: int) -> int:
    """Return the act with which the next page ends, so that none is passed over; 0 after the last page."""
    found = 0
    for number in range(last + 1, min(last + SIZE, state.number) + 1):
        if first_of(state, number) > last + 1:
            break
        found = number
    return found


def _weight(state: CaseState, number: int) -> int:
    act = state.acts[number - 1]
    shown = state.fields_of(number)
    before: Iterable[object] = act.fields.values() if shown != act.fields else ()
    return _FRAME + sum(len(escape(str(value)).encode()) for value in (*shown.values(), *before))
