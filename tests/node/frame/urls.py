"""Addresses where things go wrong, beside those of the node."""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from cauce.law.errors import UnknownName
from cauce.node.frame.access import open_to_all
from cauce.node.frame.pages import Forbidden, NotHere
from cauce.node.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500"]

ERRORS: dict[str, Exception] = {
    "bug": ZeroDivisionError("internal words"),
    "locked": OperationalError("database is locked"),
    "readonly": OperationalError("attempt to write a readonly database"),
    "full": OperationalError("database or disk is full"),
    "away": OperationalError('connection to server at "127.0.0.1", port 5432 failed: Connection refused'),
    "query": OperationalError("no such column: internal words"),
    "not-here": NotHere(),
    "forbidden": Forbidden(),
    "kernel": UnknownName(kind_en="place", kind_es="lugar", name="<b>x</b>", known="MX"),
}


@open_to_all
def fail(request: HttpRequest, name: str) -> HttpResponse:
    """Raise the error of this name."""
    raise ERRORS[name]


@open_to_all
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Say how much arrived."""
    return HttpResponse(str(len(request.POST.get("text", ""))))


urlpatterns = [*urlpatterns, path("fail/<name>/", fail), path("take/", take)]
