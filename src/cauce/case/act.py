"""
An act: one signed step by one office, with the law's judgement of it inside.

The byte format is `specs/act.md`: canonical JSON by RFC 8785, digest SHA-256, chained to the case's previous act.
Everything that replay needs stands in the judgement, so replay asks neither the law nor the directory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final, Literal

import msgspec
import rfc8785

FORMAT: Final = "cauce/act/v1"
#: `previous` of the first act of a case
NO_ACT = "0" * 64


class Part(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab", forbid_unknown_fields=True, gc=False):
    """A part of the format: what holds its default is left out, what the format does not know is refused."""


class Owed(Part, frozen=True):
    """A duty that the act gives rise to."""

    duty: str
    owes: str
    #: the day the clock runs from, YYYY-MM-DD
    from_: str = msgspec.field(name="from")
    #: the person it is owed for, if the duty is about one
    about: str = ""


class Received(Part, frozen=True):
    """An addressee's own word that it has received what a duty asks for. `duty` is an instance: `report#3`."""

    duty: str
    on: str


class Granted(Part, frozen=True):
    """A standing that the act gives; `within` empty means everywhere, `until` empty means without end."""

    standing: str
    to: str
    since: str
    until: str = ""
    within: tuple[str, ...] = ()


class Ended(Part, frozen=True):
    """A standing that the act ends; `on` is the last day on which it holds."""

    standing: str
    of: str
    on: str


class Extended(Part, frozen=True):
    """More time for a duty: its new last day under every reading that would end sooner."""

    duty: str
    until: str


class Recounted(Part, frozen=True):
    """A duty whose clock runs from another day, because the day that it was counted from is corrected."""

    duty: str
    from_: str = msgspec.field(name="from")


class Setting(Part, frozen=True):
    """
    What an act settles for the whole regime from a day on.

    `kind` is `parameter` (value: the number), `reading` (name: the reading) or `days` (name: the calendar,
    value: `closed` or `working`, until: last day).
    """

    kind: str
    name: str
    since: str
    value: str = ""
    until: str = ""


class Vote(Part, frozen=True):
    """The vote of a seat."""

    panel: str
    choice: str


class Erased(Part, frozen=True):
    """
    A case whose content the act erases: how many acts it has, the digest of the last, and the ground in law.

    `left` is the SHA-256 over what is left of its acts (`cauce.case.erasure`).
    """

    acts: int
    case: str
    ground: str
    head: str
    left: str


class Judgement(Part, frozen=True, kw_only=True):
    """What the law says of an act, said once, before it is signed."""

    #: expectations that the act offends
    flags: tuple[str, ...] = ()
    owed: tuple[Owed, ...] = ()
    #: duty instances that it fulfils, `report#3`
    meets: tuple[str, ...] = ()
    received: tuple[Received, ...] = ()
    corrects: int = 0
    recounts: tuple[Recounted, ...] = ()
    cancels: tuple[str, ...] = ()
    extends: tuple[Extended, ...] = ()
    stops: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    #: version in force on the day of the fact, `mx-lsn@2021-01-15`
    under: str
    #: SHA-256 of that version's content, hexadecimal
    law: str
    #: civil day of the fact
    day: str
    #: civil day of filing at the host's capital
    filed: str
    #: stage of the case after the act
    stage: str
    # what the fold of a case reads stands together at the top, and below what it does not: a million acts fit no cache
    grants: tuple[Granted, ...] = ()
    ends: tuple[Ended, ...] = ()
    settles: tuple[Setting, ...] = ()
    vote: Vote | None = None
    erases: Erased | None = None
    #: expectations that were asked of the act and that it keeps: only the numbers of the law page read them
    keeps: tuple[str, ...] = ()


class Act(Part, frozen=True):
    """One step of a case, as it is signed."""

    judgement: Judgement  # first, where the fold finds it together with what counts references
    act: str
    #: instant of filing, UTC, `2021-02-03T20:10:00Z`
    at: str
    #: office that acts
    by: str
    case: str
    #: position in the case, from 1
    number: int
    procedure: str
    regime: str
    #: the person who acted for the office; empty where a machine did
    person: str = ""
    fields: dict[str, Any] = {}
    previous: str = NO_ACT
    format: Literal["cauce/act/v1"] = FORMAT


def canonical(act: Act) -> bytes:
    """Return the bytes that are signed and hashed: RFC 8785 canonical JSON."""
    plain = msgspec.to_builtins(act)
    plain["format"] = act.format  # a default, yet always written: a reader must know what it holds
    plain["previous"] = act.previous
    if _plain(act.fields):
        with suppress(UnicodeEncodeError):  # half a character: the other says what is wrong
            return _sorted(plain)
    return rfc8785.dumps(plain)


#: for names in ASCII with texts, whole numbers and truths this writes what RFC 8785 asks for, several times faster
_sorted = msgspec.json.Encoder(order="sorted").encode
#: the largest whole number that every reader of JSON keeps
LARGEST: Final = 2**53 - 1


def _plain(fields: dict[str, Any]) -> bool:
    return all(name.isascii() and _simple(value) for name, value in fields.items())


def _simple(value: object) -> bool:
    if type(value) is list:
        return all(type(item) is str for item in value)
    return type(value) in (str, bool) or (type(value) is int and -LARGEST <= value <= LARGEST)


def digest(body: bytes) -> str:
    """Return the SHA-256 of an act's canonical bytes, hexadecimal."""
    return hashlib.sha256(body).hexdigest()


#: Read an act from its canonical bytes. Errors: msgspec.DecodeError if they are not an act.
#: The form of the bytes is trusted: what a stranger hands in goes through `cauce.case.chain.parse_act`.
read_act: Callable[[bytes], Act] = msgspec.json.Decoder(Act).decode


def utc_text(moment: datetime) -> str:
    """Return an instant as acts write it: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(text: str) -> datetime | None:
    """Return the instant that an act names; None if it is none. `utc_text` is its twin."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
