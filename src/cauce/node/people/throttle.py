"""
What slows down whoever guesses passwords, without letting strangers lock somebody out.

A door is a digest of what an attempt has in common with others; each closes for a while after too many failures:

- a name tried from one address, and an address, whatever names are tried from it;
- a name from anywhere: never closed, only slow, for otherwise anybody could keep its owner out;
- a browser in which this name has signed in before (`device`) has a door of its own and stands before no other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from django.db import transaction
from django.db.models import F

from cauce.node.people.models import SignInFailure

WINDOW = timedelta(minutes=15)
#: failures within the window before a door closes: of a name at an address or in a browser, and of an address
LIMIT_HERE, LIMIT_ADDRESS = 5, 50
#: failures of a name from anywhere that slow nobody down; each one more doubles the wait, up to the longest
FREE_ANYWHERE, LONGEST_WAIT = 10, 60


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody tries a name; `device` names the browser if the same name has signed in there before."""

    username: str
    address: str
    device: str = ""

    @property
    def own(self) -> str:
        """The door of this name here."""
        if self.device:
            return _digest("device", self.name, self.device)
        return _digest("here", self.name, self.address)

    @property
    def of_address(self) -> str:
        """The door of this address; of IPv6 its network, for one house has as many addresses as it likes."""
        try:
            found = ip_address(self.address)
        except ValueError:
            return _digest("address", self.address)
        wide = isinstance(found, IPv6Address) and found.ipv4_mapped is None
        return _digest("address", str(ip_network(f"{found}/64", strict=False)) if wide else self.address)

    @property
    def anywhere(self) -> str:
        """The door of this name from anywhere."""
        return _digest("anywhere", self.name)

    @property
    def name(self) -> str:
        """The name as it is compared."""
        return self.username.strip().lower()


def seconds_to_wait(attempt: Attempt) -> int:
    """Return how long this attempt must wait; 0 if it may be made. One too soon is counted where it is made."""
    limits = {attempt.own: LIMIT_HERE}
    if not attempt.device:
        limits |= {attempt.of_address: LIMIT_ADDRESS, attempt.anywhere: 0}
    now = _real_now()
    wait = 0.0
    for row in SignInFailure.objects.filter(key__in=limits, since__gt=now - WINDOW):
        if row.key == attempt.anywhere:
            wait = max(wait, _delay(row) - (now - (row.last or row.since)).total_seconds())
        elif row.failures >= limits[row.key]:
            wait = max(wait, (row.since + WINDOW - now).total_seconds())
    if wait > 0 and not attempt.device:
        _count(attempt.own, attempt.of_address)  # who hammers at a slow door closes their own
    return max(0, ceil(wait))


def _delay(row: SignInFailure) -> int:
    above = row.failures - FREE_ANYWHERE
    return 0 if above <= 0 else int(min(2 ** min(above, 10), LONGEST_WAIT))


def note_failure(attempt: Attempt) -> None:
    """Count one failure, and forget those that are long past."""
    others = () if attempt.device else (attempt.of_address, attempt.anywhere)
    _count(attempt.own, *others)


def forget_failures(attempt: Attempt) -> None:
    """Begin to count anew for a name here: the right password was given."""
    SignInFailure.objects.filter(key=attempt.own).delete()


def within(session: str) -> Attempt:
    """Return the attempt to give the old password in a session; whoever stole it locks out nobody but themselves."""
    return Attempt("", "", f"session {session}")


def _count(*keys: str) -> None:
    now = _real_now()
    with transaction.atomic():
        SignInFailure.objects.filter(since__lte=now - WINDOW).delete()
        for key in sorted(keys):
            SignInFailure.objects.get_or_create(key=key, defaults={"since": now})
            SignInFailure.objects.filter(key=key).update(failures=F("failures") + 1, last=now)


def _digest(*parts: str) -> str:
    # Digests, because people type their password in the place of their name.
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _real_now() -> datetime:
    # The demonstration clock stands still, and would never open a door again.
    return datetime.now(UTC)
