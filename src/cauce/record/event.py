"""
Events: what is recorded besides acts, such as who read a case, who signed in, what changed in the directory.

Source: specs/event.md. An event is committed to in a leaf exactly as an act is, and gets the same receipt.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from .errors import EventNotCanonical, LinesOutOfOrder, NotAnEvent, OtherFormat, TooLarge, UnknownKind, WrongMembers
from .event_shapes import SHAPES, check_object, check_value

FORMAT: Final = "cauce/event/v1"
MAX_BYTES: Final = 4 * 2**20
#: the kinds that there are
KINDS = frozenset(SHAPES)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a node, of one of the kinds."""

    kind: str
    #: instant at which it was recorded, UTC, `2021-02-03T20:10:00Z`
    at: str
    #: empty for padding, which says nothing
    body: Mapping[str, Any] = field(default_factory=dict)


def format_event(event: Event) -> bytes:
    """
    Write an event: canonical JSON by RFC 8785. `parse_event` is its twin and reads nothing else.

    Errors: UnknownKind, WrongMembers, WrongValue, LinesOutOfOrder, TooLarge.
    """
    plain: dict[str, Any] = {"at": event.at, "format": FORMAT, "kind": event.kind}
    if event.body:
        plain["body"] = event.body
    _check(plain)
    return _sized(_canonical(plain))


def parse_event(data: bytes) -> Event:
    """
    Read an event from its canonical bytes.

    Errors: TooLarge, NotAnEvent, OtherFormat, UnknownKind, WrongMembers, WrongValue, LinesOutOfOrder,
            EventNotCanonical.
    """
    plain = _object(_sized(data))
    _check(plain)
    if _canonical(plain) != data:
        raise EventNotCanonical()
    return Event(plain["kind"], plain["at"], plain.get("body", {}))


def event_digest(data: bytes) -> bytes:
    """Return what the record commits to: the SHA-256 of an event's canonical bytes."""
    return sha256(data).digest()


def _sized(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise TooLarge(part="event", found=len(data), limit=MAX_BYTES)
    return data


def _object(data: bytes) -> dict[str, Any]:
    try:
        plain = json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as err:
        raise NotAnEvent() from err
    if not isinstance(plain, dict):
        raise NotAnEvent()
    return plain


def _check(plain: Mapping[str, Any]) -> None:
    """Check what an event says, in the order of the specification."""
    if plain.get("format") != FORMAT:
        raise OtherFormat(found=str(plain.get("format", "")))
    kind = plain.get("kind")
    if type(kind) is not str or kind not in SHAPES:
        raise UnknownKind(found=str(kind or ""))
    for name in plain:
        if name not in ("at", "body", "format", "kind"):
            raise WrongMembers(found=name)
    if "at" not in plain:
        raise WrongMembers(found="at")
    check_value(plain["at"], "instant", "at")
    shape = SHAPES[kind]
    if ("body" in plain) != (shape is not None):
        raise WrongMembers(found="body")
    if shape is not None:
        check_object(plain["body"], shape, "body")
        _check_order([line["at"] for line in plain["body"].get("lines", ())], plain["at"])


def _check_order(instants: list[str], at: str) -> None:
    # All of one form and one length, so that the order of the texts is that of the instants.
    if [*instants, at] != sorted([*instants, at]):
        raise LinesOutOfOrder()


def _canonical(plain: Mapping[str, Any]) -> bytes:
    """Write JSON by RFC 8785: here names are ASCII and numbers whole, so sorted and tight is all that it takes."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a member that stands twice: two readers could see two different events."""
    listed = list(pairs)
    found = dict(listed)
    if len(found) != len(listed):
        raise ValueError("twice")
    return found


def _no_number(word: str) -> None:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(word)
