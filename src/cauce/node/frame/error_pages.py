"""What is shown when something is wrong."""

from __future__ import annotations

import logging
import secrets
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cauce.node.frame import words
from cauce.node.frame.errors import Coded
from cauce.node.frame.failures import as_error
from cauce.node.frame.pages import BadRequest, Failure, Forbidden, FormTooOld, NotHere, TooLarge
from cauce.node.frame.typed import typed

log = logging.getLogger("cauce.node")


def error_page(request: HttpRequest, error: Coded, cause: BaseException | None = None) -> HttpResponse:
    """Return the page of an error, with a reference that is in the log too if the node is at fault."""
    status = int(getattr(error, "status", 400))
    reference = ""
    if status >= 500:
        reference = secrets.token_hex(4)
        log.error("%s, reference %s, at %s", error.code, reference, request.path, exc_info=cause)
    lang = words.language()
    # A page about a broken node must not need the node: no counts, no database.
    template = "frame/error_bare.html" if status >= 500 else "frame/error.html"
    context = {
        "code": error.code,
        "says": error.text(lang),
        "hint": error.advice(lang),
        "reference": reference,
        "typed": [] if status == TooLarge.status else typed(request),
    }
    response = render(request, template, context, status=status)
    if status == 503:
        response.headers["Retry-After"] = "30"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 400: a host, a form or a path that cannot be."""
    if isinstance(exception, RequestDataTooBig):
        limit = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024:,} kB"
        return error_page(request, TooLarge(sent=words.say("more", "más"), limit=limit))
    return error_page(request, BadRequest())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 403."""
    return error_page(request, Forbidden())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 404: one answer, whatever is not there or not to be known."""
    return error_page(request, NotHere())


def failure(request: HttpRequest) -> HttpResponse:
    """Django's 500, or 503 when it is the database that cannot."""
    cause = sys.exc_info()[1]
    return error_page(request, as_error(cause) or Failure(), cause=cause)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or another session's."""
    return error_page(request, FormTooOld())
