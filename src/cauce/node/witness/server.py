"""The witness server, C2SP tlog-witness: open to all, text for programs, and nothing that a browser would show."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cauce.node.frame.access import open_to_all
from cauce.node.frame.errors import Coded, NodeError
from cauce.node.frame.words import LANGUAGES
from cauce.node.witness import state
from cauce.node.witness.key import verifier_line
from cauce.record import RecordError
from cauce.record.errors import UnknownOrigin
from cauce.record.witness import MALFORMED, MAX_BYTES, UNKNOWN

TEXT = "text/plain; charset=utf-8"
SIZE = "text/x.tlog.size"


@open_to_all
@csrf_exempt
@require_POST
def add_checkpoint(request: HttpRequest) -> HttpResponse:
    """Cosign a checkpoint of a record that this witness watches, or say why not."""
    try:
        found, line = state.ask(_body(request))
    except RecordError as error:
        return _words(error, MALFORMED)
    except NodeError as error:
        return _words(error, error.status)
    if found.size is not None:
        return HttpResponse(f"{found.size}\n", status=found.status, content_type=SIZE)
    return _words(found.error, found.status) if found.error else HttpResponse(line, content_type=TEXT)


@open_to_all
@require_safe
def vkey(request: HttpRequest) -> HttpResponse:
    """Give the key with which cosignatures are checked, one line."""
    try:
        return HttpResponse(verifier_line() + "\n", content_type=TEXT, headers={"Cache-Control": "no-cache"})
    except NodeError as error:
        return _words(error, error.status)


@open_to_all
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Give the largest tree of a record that this witness has cosigned, by the record's name."""
    origin = request.GET.get("origin", "")
    # What no key can be named need not be asked of a database, which does not take every character.
    return _latest(origin if origin.isascii() and origin.isprintable() else "", origin)


@open_to_all
@require_safe
def monitored(request: HttpRequest, digest: str) -> HttpResponse:
    """Give the same by the SHA-256 of the name, as the editor's draft of C2SP tlog-witness has it."""
    return _latest(state.origin_of(digest), digest)


def _body(request: HttpRequest) -> bytes:
    """Return what was sent. Of what comes in chunks WSGI does not know the length, so Django would read nothing."""
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        sent: bytes = request.META["wsgi.input"].read(MAX_BYTES + 1)
        return sent
    return request.body


def _latest(origin: str, asked: str) -> HttpResponse:
    found = state.latest(origin) if origin else ""
    if not found:
        return _words(UnknownOrigin(origin=asked), UNKNOWN)
    return HttpResponse(found, content_type=TEXT, headers={"Cache-Control": "no-cache"})


def _words(error: Coded, status: int) -> HttpResponse:
    lines = [f"{error.code} {lang}: {error.text(lang)} {error.advice(lang)}\n" for lang in reversed(LANGUAGES)]
    return HttpResponse("".join(lines), status=status, content_type=TEXT)
