"""What a person wrote in a form that could not be taken, so that an error never costs them their text."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core import exceptions
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from cauce.node.frame.parts import Row
from cauce.node.frame.words import Words

log = logging.getLogger("cauce.node")
#: inputs of a form that nobody writes
_OURS = frozenset({"csrfmiddlewaretoken", "next", "token", "seen", "step"})

#: what a page's form calls an input, by path and name; a part adds its own when it is made ready. It may be asked while
#: the database is away: it must answer without.
labels: list[Callable[[str, str], Words | None]] = []


def typed(request: HttpRequest) -> list[Row]:
    """
    Return what was written, each text under the title of its field; under its bare name where no part knows it.

    Passwords are left out, and so is whatever another site sent in their name.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") != "same-origin":
        return []
    try:
        answers = request.POST
    except (SuspiciousOperation, exceptions.BadRequest, MultiPartParserError, OSError):
        return []
    return [
        Row(_label(request.path, name), value)
        for name in answers
        for value in answers.getlist(name)
        if value.strip() and "password" not in name and name not in _OURS
    ]


def _label(path: str, name: str) -> Words:
    for label in labels:
        try:
            found = label(path, name)
        except Exception:  # the page of an error must not fail in its turn
            log.debug("no title for the field %s", name, exc_info=True)
        else:
            if found:
                return found
    return name
