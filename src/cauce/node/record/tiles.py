"""The record's tiles and bundles over HTTP, given before anything else looks at the request: they are for everybody."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

from cauce.node.record.checkpoints import size_of
from cauce.node.record.errors import StoreAway
from cauce.node.record.files import read_checkpoint, served
from cauce.node.record.stores import headers_of
from cauce.record import Files, NoSuchFile, Place, RecordError, format_bundle, parse_bundle, parse_path, widths
from cauce.record.merkle import HASH_BYTES
from cauce.record.tiles import TILE_WIDTH

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
            data = read_tile(self._files, parse_path(name))
        except (RecordError, NoSuchFile):
            return _without(404)
        except StoreAway:
            return _without(503)
        return HttpResponse(data, headers={**headers_of(name), **PUBLIC, "Content-Length": str(len(data))})


def read_tile(files: Files, place: Place) -> bytes:
    """
    Return a tile or bundle; a short one that was dropped or never written is cut from the longer one that stands there.

    So a checkpoint that was signed between two publications, or long ago, finds its tiles. Errors: NoSuchFile.
    """
    try:
        return files.read(str(place))
    except NoSuchFile:
        if place.width == TILE_WIDTH:
            raise
    full, rest = widths(size_of(read_checkpoint(files)), place.level or 0)
    longer = TILE_WIDTH if place.index < full else rest if place.index == full else 0
    if longer <= place.width:  # never more than is published
        raise NoSuchFile(path=str(place))
    data = files.read(str(Place(place.level, place.index, longer)))
    if place.level is None:
        return format_bundle(parse_bundle(data)[: place.width])
    return data[: place.width * HASH_BYTES]


def _without(status: int) -> HttpResponse:
    headers = {**PUBLIC, "Cache-Control": "no-store"}
    return HttpResponse(f"{status}\n", status=status, content_type="text/plain", headers=headers)
