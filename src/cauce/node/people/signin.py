"""Signing in: the password, and what slows down whoever guesses."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from cauce.node.people.models import Account, SignInFailure

WINDOW = timedelta(minutes=15)
#: failures within the window before it is closed: for one name from one address, and for one name from anywhere
LIMIT_HERE, LIMIT_ANYWHERE = 5, 30
_LOOPBACK = ("127.0.0.1", "::1")


class Backend:
    """Django's way to ask who somebody is."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: Any
    ) -> Account | None:
        """Return the account if the password is its own and it is open."""
        try:
            account = Account.objects.get_by_natural_key(username)
        except Account.DoesNotExist:
            # As long as for a name that exists, so that the time tells nothing.
            Account().set_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        """Return the account with this id if it is open."""
        return Account.objects.filter(pk=user_id, is_active=True).first()


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from; of a proxy on this machine, where it says that it comes from."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.headers.get("X-Forwarded-For", "")
    return forwarded.rpartition(",")[2].strip() if forwarded and address in _LOOPBACK else address


def is_closed(username: str, address: str) -> bool:
    """Whether there were too many failures lately."""
    here, anywhere = _keys(username, address)
    rows = SignInFailure.objects.filter(key__in=(here, anywhere), since__gt=_real_now() - WINDOW)
    limits = {here: LIMIT_HERE, anywhere: LIMIT_ANYWHERE}
    return any(row.failures >= limits[row.key] for row in rows)


def note_failure(username: str, address: str) -> None:
    """Count one failure, and forget those that are long past."""
    with transaction.atomic():
        SignInFailure.objects.filter(since__lte=_real_now() - WINDOW).delete()
        for key in _keys(username, address):
            SignInFailure.objects.get_or_create(key=key, defaults={"since": _real_now()})
            SignInFailure.objects.filter(key=key).update(failures=F("failures") + 1)


def forget_failures(username: str, address: str) -> None:
    """Begin to count anew for a name at one address: the right password was given there."""
    SignInFailure.objects.filter(key=_keys(username, address)[0]).delete()


def _keys(username: str, address: str) -> tuple[str, str]:
    # Digests, because people type their password in the place of their name.
    name = username.strip().lower()
    return tuple(hashlib.sha256(text.encode()).hexdigest() for text in (f"{name}\n{address}", f"{name}\n"))  # type: ignore[return-value]


def _real_now() -> datetime:
    # The demonstration clock stands still, and would never open a door again.
    return datetime.now(UTC)
