"""
HTTP to somebody who may be hostile: one request, no redirection, a small answer, and an end to it.

The time limit of a socket is for each piece that comes, so whoever sends a byte now and then could hold a thread for
days. Here the whole exchange has one.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from http.client import HTTPConnection, HTTPSConnection, IncompleteRead
from threading import Timer, local
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, Request, build_opener

#: seconds that one piece of an answer may take, and the whole of it
PATIENCE, DEADLINE = 5.0, 10.0
LARGEST = 64_000

_here = local()


def send(url: str, body: str | None = None) -> tuple[int, str, str]:
    """
    Return status, media type and text of an answer.

    Errors: OSError, HTTPException, ValueError.
    """
    status, kind, data = fetch(url, body)
    return status, kind, data.decode()


def fetch(url: str, body: str | None = None) -> tuple[int, str, bytes]:
    """
    Return status, media type and bytes of an answer.

    Errors: OSError, HTTPException, ValueError.
    """
    if not url.startswith(("https://", "http://")):
        raise ValueError(url)
    headers = {"Content-Type": "text/plain; charset=utf-8", "User-Agent": "cauce"}
    request = Request(url, body.encode() if body is not None else None, headers)  # noqa: S310 - scheme checked
    _here.sockets = sockets = list[socket.socket]()
    watch = Timer(DEADLINE, _cut, [sockets])
    watch.daemon = True
    watch.start()
    try:
        return _exchange(request)
    finally:
        watch.cancel()
        for each in sockets:
            each.close()


def _exchange(request: Request) -> tuple[int, str, bytes]:
    try:
        with _OPEN.open(request, timeout=PATIENCE) as answer:
            return answer.status, answer.headers.get_content_type(), _read(answer)
    except HTTPError as answer:
        with answer:
            return answer.code, answer.headers.get_content_type(), _read(answer)


def _read(answer: Any) -> bytes:
    """Return the whole answer: read up to a limit, one that was cut off ends like one that is complete."""
    data: bytes = answer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError("answer too large")
    if answer.length:
        raise IncompleteRead(data, answer.length)
    return data


def _cut(sockets: list[socket.socket]) -> None:
    for each in sockets:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def _connect(*given: Any, **named: Any) -> socket.socket:
    """Connect, and leave a second handle where the watch finds it: TLS takes the first, before it shakes hands."""
    made = socket.create_connection(*given, **named)
    _here.sockets.append(made.dup())
    return made


class _Watched(HTTPConnection):
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._create_connection = _connect


class _WatchedTls(HTTPSConnection):
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._create_connection = _connect


class _Http(HTTPHandler):
    def http_open(self, req: Request) -> object:  # type: ignore[override]
        """Open an address without TLS."""
        return self.do_open(_Watched, req)


class _Https(HTTPSHandler):
    def https_open(self, req: Request) -> object:  # type: ignore[override]
        """Open an address with TLS."""
        return self.do_open(_WatchedTls, req)


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nobody elsewhere: where somebody is, an operator said."""


_OPEN = build_opener(_Http, _Https, _NoRedirect)
