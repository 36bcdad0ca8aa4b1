"""A store of objects for tests: moto's S3 on a port of this machine, which can go away and come back as it was."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.support.ports import free_port

_BUCKETS = itertools.count(1)
App = Callable[[dict[str, Any], Any], Any]


class ObjectServer:
    """The server; what is stored outlives its going away."""

    def __init__(self) -> None:
        from moto.server import DomainDispatcherApplication, create_backend_app

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._app: App = DomainDispatcherApplication(create_backend_app)
        self.port = free_port()
        #: header lines that the server does not see, as with stores that do not know them
        self.deaf_to: set[str] = set()
        self._server: Any = None

    @property
    def address(self) -> str:
        """The endpoint."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Answer."""
        from werkzeug.serving import make_server

        self._server = make_server("127.0.0.1", self.port, self._heard, threaded=True)
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        """Go away."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @contextmanager
    def away(self) -> Iterator[None]:
        """Be away for a while."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def make_bucket(self, name: str) -> None:
        """Make a bucket."""
        urlopen(Request(f"{self.address}/{name}", method="PUT")).close()  # noqa: S310

    def _heard(self, environ: dict[str, Any], start_response: Any) -> Any:
        for header in self.deaf_to:
            environ.pop(f"HTTP_{header.upper().replace('-', '_')}", None)
        return self._app(environ, start_response)


@pytest.fixture(scope="session")
def object_server() -> Iterator[ObjectServer]:
    """The server of this run."""
    server = ObjectServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def aws(object_server: ObjectServer, monkeypatch: pytest.MonkeyPatch) -> ObjectServer:
    """The variables with which a client finds the server."""
    for name in ("AWS_ENDPOINT", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ENDPOINT_URL", object_server.address)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "invented")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return object_server


@pytest.fixture
def bucket(aws: ObjectServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The node publishes its record under this address, where nothing is yet."""
    from django.conf import settings

    name = f"record-{next(_BUCKETS)}"
    aws.make_bucket(name)
    where = f"s3://{name}/some/log"
    monkeypatch.setattr(settings, "CAUCE", replace(settings.CAUCE, record_store=where))
    return where


def raw(where: str, port: int, path: str, *, data: bytes | None = None, method: str = "GET") -> Any:
    """Ask the server without our client: change or remove an object, or look at it as a CDN would."""
    address = f"http://127.0.0.1:{port}/{where.removeprefix('s3://')}/{path}"
    # moto looks only whether there is a signature
    signed = {"Content-Type": "text/plain", "Authorization": "AWS invented:invented"}
    return urlopen(Request(address, data=data, headers=signed, method=method))
