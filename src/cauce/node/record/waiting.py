"""What is shown while a receipt waits for its witnesses: that what was filed is safe, and nothing of an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from cauce.node.people.acting import ActingRequest
from cauce.node.record.errors import ReceiptPending

View = Callable[[ActingRequest, int], HttpResponse]
#: seconds after which a program may ask again
AGAIN = "2"


def may_wait(status: int) -> Callable[[View], View]:
    """Let a view about an entry show that its receipt is on the way, with this status."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: ActingRequest, index: int) -> HttpResponse:
            try:
                return view(request, index)
            except ReceiptPending:
                context = {"index": index, "query": _query(request), "cadence": settings.CAUCE.record_cadence}
                page = render(request, "record/waiting.html", context, status=status)
                page.headers["Retry-After"] = AGAIN
                return page

        return answer

    return around


def _query(request: ActingRequest) -> str:
    audience = request.GET.get("for", "")
    return f"?{urlencode({'for': audience})}" if audience else ""
