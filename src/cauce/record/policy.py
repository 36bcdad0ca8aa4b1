"""
Policies: which records and witnesses a reader trusts, and how many of them must have signed a checkpoint.

Source: C2SP tlog-policy; specs/policy.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .checkpoint import Checkpoint, open_checkpoint
from .errors import (
    BadPolicyLine,
    BadPolicyOctet,
    BadThreshold,
    MemberTwice,
    NameTaken,
    NotOneQuorum,
    NotUtf8,
    PolicyTooLong,
    QuorumNotReached,
    RecordError,
    SameKey,
    TooLarge,
    UnknownName,
)
from .keys import COSIGNER, LOG, VerifierKey, check_kind, format_verifier_key, parse_verifier_key

MAX_BYTES = 65_536
#: lines that say something
MAX_LINES = 256
#: the quorum that needs nobody
NONE = "none"
_TAB, _LINE_FEED, _DELETE = 0x09, 0x0A, 0x7F


@dataclass(frozen=True, slots=True)
class Log:
    """A record that is trusted."""

    key: VerifierKey
    url: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness; its name means something within the policy only."""

    name: str
    key: VerifierKey
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group, which has cosigned if `least` of its members have: witnesses, and groups that stand above it."""

    name: str
    least: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy. Octets that are no UTF-8 stand in its names and URLs as Python's surrogates: `show` makes them safe."""

    logs: tuple[Log, ...]
    witnesses: tuple[Witness, ...]
    groups: tuple[Group, ...]
    #: the name of a witness or group, or "none"
    quorum: str

    def reached(self, cosigned: Iterable[str]) -> bool:
        """Say whether the witnesses of these names are enough."""
        have = {NONE, *cosigned}
        for group in self.groups:
            if len(have.intersection(group.members)) >= group.least:
                have.add(group.name)
        return self.quorum in have


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A witness that cosigned, by its name in the policy, and when, in seconds since 1970."""

    name: str
    key: VerifierKey
    at: int


@dataclass(frozen=True, slots=True)
class PolicyVerdict:
    """What a policy says of a checkpoint that one of its records signed."""

    log: VerifierKey
    checkpoint: Checkpoint
    #: in the order of the lines of the checkpoint
    cosigned_by: tuple[Cosigned, ...]
    #: those that are dated after `now`, and were not counted
    ahead: tuple[Cosigned, ...]
    quorum: str
    reached: bool

    def require(self) -> PolicyVerdict:
        """Return the verdict if enough witnesses cosigned. Errors: QuorumNotReached."""
        if not self.reached:
            found = ", ".join(one.name for one in self.cosigned_by) or "–"
            raise QuorumNotReached(quorum=self.quorum, found=found)
        return self


def check_policy(signed: str, policy: Policy, now: int | None = None) -> PolicyVerdict:
    """
    Check a signed checkpoint against a policy; whether the quorum was reached stands in the answer.

    Shape:  with `now`, in seconds since 1970, a cosignature with a later time does not count.
    Errors: those of open_checkpoint, with the keys of all records and witnesses of the policy.
    """
    witnesses = {one.key: one.name for one in policy.witnesses}
    opened = open_checkpoint(signed, [*(one.key for one in policy.logs), *witnesses])
    found = [Cosigned(witnesses[one.key], one.key, one.at) for one in opened.signatures if one.at is not None]
    ahead = [one for one in found if now is not None and one.at > now]
    counted = [one for one in found if one not in ahead]
    reached = policy.reached(one.name for one in counted)
    return PolicyVerdict(opened.log, opened.checkpoint, tuple(counted), tuple(ahead), policy.quorum, reached)


def parse_policy(data: bytes | str) -> Policy:
    """
    Read a policy; `format_policy` writes one.

    Errors: TooLarge, BadPolicyOctet, and with the line on which it was found: PolicyTooLong, BadPolicyLine, NameTaken,
            UnknownName, MemberTwice, BadThreshold, SameKey, NotOneQuorum, WrongKeyKind, those of parse_verifier_key.
            NotUtf8, for a text that no octets stand for.
    """
    reading = _Reading()
    for number, line in enumerate(_check_octets(data).split("\n"), 1):
        items = line.replace("\t", " ").split(" ")
        items = [item for item in items if item]
        if items and not items[0].startswith("#"):
            try:
                reading.take(items, line)
            except RecordError as err:
                raise err.at(number) from err.__cause__
    return reading.policy()


def format_policy(policy: Policy) -> bytes:
    """Write a policy, one line each for its logs, witnesses, groups and quorum."""
    lines = [
        *(f"log {format_verifier_key(one.key)} {one.url}".rstrip() for one in policy.logs),
        *(f"witness {one.name} {format_verifier_key(one.key)} {one.url}".rstrip() for one in policy.witnesses),
        *(f"group {one.name} {one.least} {' '.join(one.members)}" for one in policy.groups),
        f"quorum {policy.quorum}",
    ]
    return "".join(f"{line}\n" for line in lines).encode(errors="surrogateescape")


def show(name: str) -> str:
    """Return a name or URL of a policy as a text that can be printed: octets that are no UTF-8 as escapes."""
    text = name.encode(errors="surrogateescape").decode(errors="backslashreplace")
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):04x}}}" for c in text)


@dataclass(slots=True)
class _Reading:
    """What the lines read so far say."""

    lines: int = 0
    logs: list[Log] = field(default_factory=list)
    #: witnesses and groups by their name, which they share
    named: dict[str, Witness | Group] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)
    quorum: str = ""

    def take(self, items: list[str], line: str) -> None:
        self.lines += 1
        if self.lines > MAX_LINES:
            raise PolicyTooLong(limit=MAX_LINES)
        match items:
            case ["log", key, *url] if len(url) < 2:
                self._log(key, *url)
            case ["witness", name, key, *url] if len(url) < 2:
                self._witness(name, key, *url)
            case ["group", name, least, *members] if members:
                self._group(name, least, members)
            case ["quorum", name]:
                self._quorum(name)
            case _:
                raise BadPolicyLine(found=line)

    def policy(self) -> Policy:
        if not self.quorum:
            raise NotOneQuorum(found=0)
        groups = (one for one in self.named.values() if isinstance(one, Group))
        return Policy(tuple(self.logs), self._witnesses(), tuple(groups), self.quorum)

    def _log(self, line: str, url: str = "") -> None:
        key = _key(line, LOG, [one.key for one in self.logs])
        self.logs.append(Log(key, url))

    def _witness(self, name: str, line: str, url: str = "") -> None:
        self._check_free(name)
        key = _key(line, COSIGNER, [one.key for one in self._witnesses()])
        self.named[name] = Witness(name, key, url)

    def _group(self, name: str, least: str, members: list[str]) -> None:
        self._check_free(name)
        count = _threshold(least, len(members))
        for member in members:
            self._check_known(member)
            if member in self.members:
                raise MemberTwice(name=member)
            self.members.add(member)
        self.named[name] = Group(name, count, tuple(members))

    def _quorum(self, name: str) -> None:
        if self.quorum:
            raise NotOneQuorum(found=2)
        if name != NONE:
            self._check_known(name)
        self.quorum = name

    def _witnesses(self) -> tuple[Witness, ...]:
        return tuple(one for one in self.named.values() if isinstance(one, Witness))

    def _check_free(self, name: str) -> None:
        if name == NONE or name in self.named:
            raise NameTaken(name=name)

    def _check_known(self, name: str) -> None:
        if name not in self.named:
            raise UnknownName(name=name)


def _key(line: str, kind: int, others: list[VerifierKey]) -> VerifierKey:
    key = parse_verifier_key(line)
    check_kind(key, kind)
    for other in others:
        if other.public == key.public:
            raise SameKey(name=key.name, other=other.name)
    return key


def _threshold(text: str, members: int) -> int:
    words = {"any": 1, "all": members}
    # Compared as text: it is one form only, and no number is too long to be read.
    words |= {str(number): number for number in range(1, members + 1)}
    if text not in words:
        raise BadThreshold(found=text, members=members)
    return words[text]


def _check_octets(data: bytes | str) -> str:
    """Return the policy as a text in which any octets stand for themselves, and none that may not stand there."""
    try:
        octets = data.encode(errors="surrogateescape") if isinstance(data, str) else data
    except UnicodeEncodeError as err:
        raise NotUtf8() from err
    if len(octets) > MAX_BYTES:
        raise TooLarge(part="policy", found=len(octets), limit=MAX_BYTES)
    for at, octet in enumerate(octets):
        if (octet < 0x20 and octet not in (_TAB, _LINE_FEED)) or octet == _DELETE:
            raise BadPolicyOctet(found=f"0x{octet:02X}").at(octets.count(b"\n", 0, at) + 1)
    return octets.decode(errors="surrogateescape")
