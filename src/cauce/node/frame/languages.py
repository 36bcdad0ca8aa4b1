"""Which language a person reads: what they chose, else what their browser prefers, else Spanish."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cauce.node.frame import words

COOKIE = "cauce_language"
YEAR_SECONDS = 365 * 24 * 60 * 60


def language_of(request: HttpRequest) -> str:
    """Return the language a person chose, else the one their browser prefers, else Spanish."""
    chosen = request.COOKIES.get(COOKIE)
    if chosen in words.LANGUAGES:
        return chosen
    return preferred(request.headers.get("Accept-Language", ""))


def remember_language(response: HttpResponse, lang: str) -> None:
    """Keep the language that a person chose in a cookie of this response."""
    response.set_cookie(COOKIE, lang, max_age=YEAR_SECONDS, secure=settings.CAUCE.secure, httponly=True, samesite="Lax")


@lru_cache(maxsize=256)
def preferred(header: str) -> str:
    """Return the first of ours in an Accept-Language header by its weights, Spanish if there is none."""
    best, weight = "es", 0.0
    for part in header[:200].split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            found = float(quality or 1)
        except ValueError:
            continue
        base = tag.split("-")[0].lower()
        if base in words.LANGUAGES and found > weight:
            best, weight = base, found
    return best
