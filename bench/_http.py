"""Servers on loopback for a measurement, and a small client that costs little beside them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import perf_counter
from urllib.parse import urlencode

PATIENCE = 60.0


class Client:
    """One browser: a connection that is kept, its cookies, forms sent as forms."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.connect()

    def connect(self) -> None:
        """Begin a connection of its own."""
        self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str) -> tuple[int, str]:
        """Ask for a page; return the status and where it leads."""
        return self._ask("GET", path, b"")

    def post(self, path: str, fields: Mapping[str, str]) -> tuple[int, str]:
        """Send a form; return the status and where it leads."""
        token = self.cookies.get("cauce-form", "")
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": token, **fields}).encode())

    def _ask(self, method: str, path: str, body: bytes) -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\n"
        if body:
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        self._socket.sendall(head.encode() + b"\r\n" + body)
        return self._answer()

    def _answer(self) -> tuple[int, str]:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, rest = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        length, there, chunked = 0, "", False
        for line in lines:
            name, _, value = line.partition(": ")
            if name.lower() == "content-length":
                length = int(value)
            elif name.lower() == "transfer-encoding":
                chunked = True
            elif name.lower() == "location":
                there = value
            elif name.lower() == "set-cookie":
                key, _, held = value.partition(";")[0].partition("=")
                self.cookies[key.strip()] = held
        while len(rest) < length or (chunked and not rest.endswith(b"0\r\n\r\n")):
            rest += self._more()
        return int(first.split()[1]), there

    def _more(self) -> bytes:
        data = self._socket.recv(65536)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data


@contextmanager
def serving(application: str, port: int, env: Mapping[str, str]) -> Iterator[int]:
    """Serve a WSGI application as the node does, one worker and one thread, until the block ends; give its process."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "1"]
    command += ["--http", "1", "--no-ws", "--log-level", "error", "--port", str(port), application]
    server = subprocess.Popen(command, env={**os.environ, **env})
    try:
        wait(port)
        yield server.pid
    finally:
        server.terminate()
        server.wait(PATIENCE)


def processor_seconds(pid: int) -> float:
    """Return the seconds of processor time that a process and its children have had; needs /proc."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor_seconds(int(child)) for child in children)


def wait(port: int) -> None:
    """Return once something answers on this port."""
    end = perf_counter() + PATIENCE
    while perf_counter() < end:
        try:
            Client(port).get("/health/none")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"Nothing answers on port {port}.")


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def together(workers: list[Callable[[], list[float]]]) -> tuple[float, list[float]]:
    """Run clients at once; return the seconds that all took, and the seconds of each request."""
    found: list[float] = []
    threads = [Thread(target=lambda work=work: found.extend(work())) for work in workers]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return perf_counter() - began, found
