"""
The directory in memory: offices, and who acts for them, as of the latest change.

Every change renews a stamp in the database, so a look costs one small query and is never out of date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cauce.node.driver import execute
from cauce.node.frame import clock
from cauce.node.people.models import Account, Membership, Office


@dataclass(frozen=True)
class Person:
    """An account and all its memberships, past and coming ones too."""

    account: Account
    memberships: tuple[Membership, ...]

    @cached_property
    def auth_hash(self) -> str:
        """Return what a session that began under the account's password holds; a new password renews the directory."""
        return self.account.get_session_auth_hash()

    def acting_for(self, office: str = "") -> tuple[Membership, ...]:
        """Return the memberships in force now by each office's own clock, of one office if it is named."""
        return tuple(
            membership
            for membership in self.memberships
            if office in ("", membership.office_id) and membership.in_force(clock.today(membership.office.zone))
        )


@dataclass(frozen=True)
class Directory:
    """The directory as of one stamp. What it returns is shared: read it, never change it."""

    stamp: int | None
    offices: Mapping[str, Office]
    _people: dict[int, Person | None] = field(default_factory=dict, repr=False)
    _names: dict[str, int] = field(default_factory=dict, repr=False)

    def office(self, code: str) -> Office | None:
        """Return the office with this code."""
        return self.offices.get(code)

    def of_kind(self, kind: str, day: date) -> list[Office]:
        """Return the offices of a pack's kind ("regime/kind") on this day."""
        return [office for office in self.offices.values() if office.is_a(kind) and office.in_force(day)]

    def person(self, account_id: int) -> Person | None:
        """Return a person who can sign in; None for nobody and for an account that is closed."""
        if account_id not in self._people:
            self._people[account_id] = self._find(account_id)
        return self._people[account_id]

    def named(self, username: str) -> Person | None:
        """Return the person of a username; None for nobody and for an account that is closed."""
        if not username.isprintable():  # no username, and a database need not take every character
            return None
        if username not in self._names:
            account = Account.objects.filter(username=username).values_list("pk", flat=True).first()
            if account is None:
                return None  # not kept: names that nobody has are without number
            self._names[username] = account
        return self.person(self._names[username])

    def _find(self, account_id: int) -> Person | None:
        account = Account.objects.filter(pk=account_id, is_active=True).first()
        if account is None:
            return None
        memberships = tuple(Membership.objects.filter(account=account))
        for membership in memberships:
            membership.office = self.offices[membership.office_id]
        return Person(account, memberships)


_latest: Directory | None = None


def directory() -> Directory:
    """Return the directory as it is now."""
    global _latest
    stamp = _stamp()
    if _latest is None or _latest.stamp != stamp:
        _latest = Directory(stamp, {office.code: office for office in Office.objects.all()})
    return _latest


def _stamp() -> int | None:
    # Plain SQL: this is asked for at every request, and building the query would cost more than running it.
    row = execute("SELECT number FROM people_stamp WHERE id = 1").fetchone()
    return int(row[0]) if row else None
