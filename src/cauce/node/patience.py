"""
One thread that does all the work, and others that wait for what is sent slowly.

A server gives a request away as soon as its head is there. Whoever then sends the body a byte a minute would hold the
one thread of the node (docs/decisions/0012), and with it everybody. So a body is read whole in the thread of its
connection, of which there may be many; the one thread never waits for anybody outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

#: threads that may wait for a body; beyond them the next request waits too
WAITING = 128
Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]


class Patient:
    """A WSGI application around another one."""

    def __init__(self, app: App, largest: int, drained: int) -> None:
        self._app, self._largest, self._drained = app, largest, drained
        # Its thread comes to be with the first request, so after the workers have parted from the server.
        self._one = ThreadPoolExecutor(1, thread_name_prefix="work")

    def __call__(self, environ: dict[str, Any], start: Start) -> list[bytes]:
        """Answer a request."""
        length = environ.get("CONTENT_LENGTH") or "0"
        if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():  # how much comes nobody says before
            environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(self._largest))
        elif length != "0":
            environ["wsgi.input"] = BytesIO(self._body(environ["wsgi.input"], length))
        return self._one.submit(self._answer, environ, start).result()

    def _body(self, sent: Any, length: str) -> bytes:
        """Return what was sent. Where that is more than is ever taken, its length tells, and it is let run away."""
        size = int(length) if length.isascii() and length.isdigit() else 0
        if size <= self._largest:
            body: bytes = sent.read(size)
            return body
        left = min(size, self._drained)  # whoever sends on and is not read sees a broken connection and no page
        while left > 0 and (chunk := sent.read(min(left, 1 << 20))):
            left -= len(chunk)
        return b""

    def _answer(self, environ: dict[str, Any], start: Start) -> list[bytes]:
        answer = self._app(environ, start)
        try:
            return list(answer)
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()
