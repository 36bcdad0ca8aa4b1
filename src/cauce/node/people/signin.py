"""Signing in: whose password it is, and where somebody comes from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cauce.node.people.device import device_of
from cauce.node.people.models import Account
from cauce.node.people.throttle import Attempt

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


def attempt_of(request: HttpRequest, username: str) -> Attempt:
    """Return who tries to sign in, from where, in which browser."""
    return Attempt(username, address_of(request), device_of(request, username))
