"""
An act: one signed step by one office, with the law's judgement of it inside.

The byte format is `specs/act.md`: canonical JSON by RFC 8785, digest SHA-256, chained to the case's previous act.
Everything that replay needs stands in the judgement, so replay asks neither the law nor the directory.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
import rfc8785

FORMAT = "cauce/act/v1"
#: `previous` of the first act of a case
NO_ACT = "0" * 64


class Owed(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """A duty that the act gives rise to."""

    duty: str
    owes: str
    #: the day the clock runs from, YYYY-MM-DD
    from_: str = msgspec.field(name="from")
    #: the person it is owed for, if the duty is about one
    about: str = ""


class Received(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """An addressee's own word that it has received what a duty asks for. `duty` is an instance: `report#3`."""

    duty: str
    on: str


class Granted(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """A standing that the act gives; `within` empty means everywhere, `until` empty means without end."""

    standing: str
    to: str
    since: str
    until: str = ""
    within: tuple[str, ...] = ()


class Ended(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """A standing that the act ends; `on` is the last day on which it holds."""

    standing: str
    of: str
    on: str


class Extended(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """More time for a duty: its new last day under every reading that would end sooner."""

    duty: str
    until: str


class Setting(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
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


class Vote(msgspec.Struct, frozen=True, rename="kebab"):
    """The vote of a seat."""

    panel: str
    choice: str


class Judgement(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """What the law says of an act, said once, before it is signed."""

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
    #: expectations that the act offends
    flags: tuple[str, ...] = ()
    owed: tuple[Owed, ...] = ()
    #: duty instances that it fulfils, `report#3`
    meets: tuple[str, ...] = ()
    received: tuple[Received, ...] = ()
    grants: tuple[Granted, ...] = ()
    ends: tuple[Ended, ...] = ()
    settles: tuple[Setting, ...] = ()
    corrects: int = 0
    cancels: tuple[str, ...] = ()
    extends: tuple[Extended, ...] = ()
    stops: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    vote: Vote | None = None


class Act(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """One step of a case, as it is signed."""

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
    judgement: Judgement
    #: the person who acted for the office; empty where a machine did
    person: str = ""
    fields: dict[str, Any] = {}
    previous: str = NO_ACT
    format: str = msgspec.field(default=FORMAT, name="format")


_decoder = msgspec.json.Decoder(Act)


def canonical(act: Act) -> bytes:
    """Return the bytes that are signed and hashed: RFC 8785 canonical JSON."""
    plain = msgspec.to_builtins(act)
    plain["format"] = act.format  # a default, yet always written: a reader must know what it holds
    plain["previous"] = act.previous
    return rfc8785.dumps(plain)


def digest(body: bytes) -> str:
    """Return the SHA-256 of an act's canonical bytes, hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def read_act(body: bytes) -> Act:
    """Read an act from its canonical bytes. Errors: msgspec.DecodeError if they are not an act."""
    return _decoder.decode(body)
