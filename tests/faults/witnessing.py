"""Witnesses over HTTP for tests: one that is sound, and what it can be made to do instead."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings

from cauce.node.record import policies
from cauce.node.record.keys import log_key
from cauce.record import COSIGNER, SigningKey, cosign, format_signatures, format_verifier_key
from cauce.record.witness import Known, Suspicion, answer, parse_request

Answer = tuple[int, str, bytes]
TEXT, SIZE = "text/plain", "text/x.tlog.size"


@dataclass
class Sound:
    """A witness of this node's record, as C2SP has it, with what it saw."""

    name: str = "witness.example/a"
    key: SigningKey = field(init=False)
    known: Known | None = None
    line: str = ""
    saw: list[Suspicion] = field(default_factory=list)
    asked: int = 0
    #: what it does instead of answering to a request; what it shows instead of its last checkpoint
    instead: Callable[[bytes], Answer] | None = None
    shows: Callable[[], Answer] | None = None
    url: str = ""

    def __post_init__(self) -> None:
        self.key = SigningKey(self.name, self.name.encode().ljust(32, b"."), COSIGNER)

    def add(self, body: bytes) -> Answer:
        """Answer to a request to cosign."""
        self.asked += 1
        return self.instead(body) if self.instead else self.judge(body)

    def judge(self, body: bytes) -> Answer:
        """Do what a sound one does."""
        request = parse_request(body)
        found = answer(request, self.known, [log_key().verifier])
        if found.suspicion:
            self.saw.append(found.suspicion)
        if found.size is not None:
            return found.status, SIZE, f"{found.size}\n".encode()
        if found.status != 200:
            return found.status, TEXT, b"no\n"
        self.known = Known(request.checkpoint.size, request.checkpoint.root, found.signed)
        self.line = format_signatures([cosign(request.note.text, self.key, int(time.time()))])
        return 200, TEXT, self.line.encode()

    def latest(self) -> Answer:
        """Show the last checkpoint that it cosigned."""
        if self.shows:
            return self.shows()
        return (200, TEXT, (self.known.signed + self.line).encode()) if self.known else (404, TEXT, b"no\n")


@contextmanager
def served(witness: Sound) -> Iterator[Sound]:
    """Serve a witness on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._give(witness.add(self.rfile.read(int(self.headers["Content-Length"]))))

        def do_GET(self) -> None:
            self._give(witness.latest())

        def _give(self, found: Answer) -> None:
            status, kind, body = found
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    witness.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield witness
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ask_them(
    monkeypatch: pytest.MonkeyPatch, folder: Path, *witnesses: Sound, quorum: int = 1, closed: bool = False
) -> None:
    """Let this node ask these witnesses, so many of whom are a quorum."""
    folder.mkdir(exist_ok=True)
    lines = [f"witness w{n} {format_verifier_key(each.key.verifier)} {each.url}" for n, each in enumerate(witnesses)]
    names = " ".join(f"w{n}" for n in range(len(witnesses)))
    text = "\n".join([*lines, f"group all {quorum} {names}", "quorum all", ""])
    (folder / "public.policy").write_text(text)
    policies._read.cache_clear()
    conf = replace(settings.CAUCE, record_policies=folder, record_closed=closed)
    monkeypatch.setattr(settings, "CAUCE", conf)
