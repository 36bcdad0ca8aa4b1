"""The record's tiles and bundles over HTTP, given before anything else looks at the request: they are for everybody."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

from cauce.node.record.errors import StoreAway
from cauce.node.record.files import headers_of, served
from cauce.record import NoSuchFile, RecordError, parse_path

PREFIX = "/record/"
#: other pages' scripts may read them, for they are public
PUBLIC = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}


class Tiles:
    """Serves `/record/tile/…` as C2SP tlog-tiles has it; a file whose name has another form is never looked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = get_response
        self._files = served()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give the tile, or pass the request on."""
        path = request.path_info
        if not path.startswith("/record/tile/"):
            return self._next(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"], headers=PUBLIC)
        name = path[len(PREFIX) :]
        try:
            parse_path(name)
            data = self._files.read(name)
        except (RecordError, NoSuchFile):
            return _without(404)
        except StoreAway:
            return _without(503)
        return HttpResponse(data, headers={**headers_of(name), **PUBLIC, "Content-Length": str(len(data))})


def _without(status: int) -> HttpResponse:
    headers = {**PUBLIC, "Cache-Control": "no-store"}
    return HttpResponse(f"{status}\n", status=status, content_type="text/plain", headers=headers)
