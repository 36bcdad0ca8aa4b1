"""
The browsers in which somebody has signed in before: a signed cookie that lives for a year.

It opens nothing. It only says that failures elsewhere are no reason to keep this browser waiting (`throttle`).
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "__Host-cauce-known" if settings.CAUCE.secure else "cauce-known"
YEAR_SECONDS = 365 * 24 * 60 * 60
#: people who share a browser, the last ones
MOST = 8
_SALT = "cauce.people.device"


def device_of(request: HttpRequest, username: str) -> str:
    """Return the name of this browser if this person has signed in with it; else nothing."""
    device, names = _read(request)
    return device if _mark(username) in names else ""


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Note in the browser that this person has signed in with it."""
    device, names = _read(request)
    names = [*(name for name in names if name != _mark(username)), _mark(username)][-MOST:]
    value = signing.dumps([device or secrets.token_hex(8), names], salt=_SALT)
    response.set_cookie(
        COOKIE, value, max_age=YEAR_SECONDS, secure=settings.CAUCE.secure, httponly=True, samesite="Lax"
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        found: Any = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=YEAR_SECONDS)
    except signing.BadSignature:
        return "", []
    return str(found[0]), [str(name) for name in found[1]]


def _mark(username: str) -> str:
    return hashlib.sha256(username.strip().lower().encode()).hexdigest()[:16]
