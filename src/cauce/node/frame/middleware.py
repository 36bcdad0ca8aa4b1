"""The outermost layer of every page: its language, its size, its headers, its errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cauce.node.frame import words
from cauce.node.frame.error_pages import error_page
from cauce.node.frame.errors import Coded
from cauce.node.frame.failures import as_error
from cauce.node.frame.languages import language_of
from cauce.node.frame.pages import TooLarge, WrongMethod

View = Callable[[HttpRequest], HttpResponse]

# Read and thrown away up to here, so that a browser that sends too much gets a page and not a broken connection.
DRAIN_BYTES = 100 * 1024 * 1024

# One constant: no page needs another, and to build it anew for each answer cost a third of a bare request.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "base-uri 'none'",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store, private",
}


class frame:  # noqa: N801 - named in the settings like the functions beside it
    """Sets the language, turns away what is too large, adds the headers, shows errors as pages."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response
        self.headers = dict(HEADERS)
        if settings.CAUCE.secure:
            self.headers["Strict-Transport-Security"] = "max-age=31536000"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        words.speak(language_of(request))
        response = _too_large(request) or self.get_response(request)
        if response.status_code == 405 and not response.content:
            allowed = response.headers["Allow"]
            response = error_page(request, WrongMethod())
            response.headers["Allow"] = allowed
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Language", words.language())
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show an error of ours that a page raised as a page; leave any other to Django."""
        ours = as_error(error) or _of_the_kernel(error)
        return error_page(request, ours, cause=error) if ours else None


def _too_large(request: HttpRequest) -> HttpResponse | None:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if limit is None or length <= limit:
        return None
    stream, left = request.META["wsgi.input"], min(length, DRAIN_BYTES)
    while left > 0 and (chunk := stream.read(min(left, 1 << 20))):
        left -= len(chunk)
    return error_page(request, TooLarge(sent=_size(length), limit=_size(limit)))


def _size(octets: int) -> str:
    return f"{octets / 1024**2:,.1f} MB" if octets >= 100 * 1024 else f"{octets / 1024:,.0f} kB"


def _of_the_kernel(error: Exception) -> Coded | None:
    if isinstance(getattr(error, "code", None), str) and hasattr(error, "text") and hasattr(error, "advice"):
        return cast(Coded, error)
    return None
