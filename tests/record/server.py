"""A web server with the files of a record, which can be as slow, broken or hostile as a test wants."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .logs import Files

#: answers a request in its own way, or returns False to let the files answer
Odd = Callable[[BaseHTTPRequestHandler, str], bool]


@contextmanager
def serving(files: Files, odd: Odd = lambda request, path: False, packed: bool = False) -> Iterator[str]:
    """Serve these files under /record and yield the address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.removeprefix("/record/")
            if odd(self, path):
                return
            if path not in files:
                answer(self, 404, b"no such file")
                return
            data = files.read(path)
            if packed:
                answer(self, 200, gzip.compress(data), {"Content-Encoding": "gzip"})
            else:
                answer(self, 200, data)

        def log_request(self, *_: object) -> None:
            """Keep the tests' output clean."""

        log_error = log_request

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/record"
    finally:
        server.shutdown()
        server.server_close()


def answer(request: BaseHTTPRequestHandler, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
    """Answer with these bytes."""
    request.send_response(status)
    for name, value in ({"Content-Length": str(len(data))} | (headers or {})).items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(data)
