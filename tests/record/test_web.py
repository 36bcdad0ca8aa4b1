"""Reading a record over HTTP from servers that are slow, broken or hostile: an end is put to everything, in words."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from cauce.cli.record.places import open_place
from cauce.record import NoSuchFile
from cauce.record.errors import TooLarge, Unreachable

from .logs import log
from .server import Odd, answer, serving

FILES = log(700)
TILE = "tile/0/000"


def read(odd: Odd, path: str = TILE, seconds: float = 5) -> bytes:
    """Read a file from a server that answers oddly."""
    with serving(FILES, odd) as address, open_place(address, seconds) as files:
        return files.read(path)


def says(status: int, data: bytes, headers: dict[str, str] | None = None) -> Odd:
    """Return what always gives this answer."""

    def odd(request: BaseHTTPRequestHandler, path: str) -> bool:
        answer(request, status, data, headers)
        return True

    return odd


def refused(odd: Odd, path: str = TILE, seconds: float = 5) -> str:
    """Return why a file cannot be read."""
    with pytest.raises(Unreachable) as met:
        read(odd, path, seconds)
    assert met.value.text("en") != met.value.text("es")
    return met.value.text("en").partition("cannot be read: ")[2]


def endless(head: Callable[[BaseHTTPRequestHandler], None], chunk: bytes, pause: float = 0) -> Odd:
    """Return what answers for as long as somebody reads."""

    def odd(request: BaseHTTPRequestHandler, path: str) -> bool:
        request.close_connection = True
        head(request)
        try:
            while True:
                request.wfile.write(chunk)
                time.sleep(pause)
        except OSError:
            return True

    return odd


def plain_head(request: BaseHTTPRequestHandler) -> None:
    """Begin an answer that has no announced length."""
    request.send_response(200)
    request.end_headers()


def chunked_head(request: BaseHTTPRequestHandler) -> None:
    """Begin an answer in chunks."""
    request.send_response(200)
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()


@pytest.mark.parametrize("path", ["checkpoint", TILE, "tile/entries/000", "tile/0/002.p/188", "tile/1/000.p/2"])
def test_every_kind_of_file_over_one_connection(path: str) -> None:
    with serving(FILES) as address, open_place(f"{address}//") as files:
        assert [files.read(path), files.read(path)] == [FILES[path]] * 2


def test_what_is_not_there() -> None:
    with serving(FILES) as address, open_place(address) as files:
        for _ in range(3):
            with pytest.raises(NoSuchFile):
                files.read("tile/7/000")
        assert files.read(TILE) == FILES[TILE]
    with pytest.raises(NoSuchFile):
        read(says(410, b"x" * 200_000))


@pytest.mark.parametrize(
    "odd",
    [
        says(200, bytes(8_193)),
        endless(plain_head, bytes(1_000)),
        endless(chunked_head, b"3e8\r\n" + bytes(1_000) + b"\r\n"),
        says(200, gzip.compress(bytes(50_000_000)), {"Content-Encoding": "gzip"}),
        says(200, gzip.compress(bytes(8_193)), {"Content-Encoding": "gzip"}),
        says(200, b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\x03" + b"x" * 50_000, {"Content-Encoding": "gzip"}),
    ],
    ids=["long", "endless", "endless chunks", "bomb", "one byte more unpacked", "endless gzip head"],
)
def test_no_more_is_read_than_a_file_can_have(odd: Odd) -> None:
    with pytest.raises(TooLarge) as met:
        read(odd)
    assert met.value.values["limit"] == 8_192


@pytest.mark.parametrize(
    ("path", "limit"),
    [("checkpoint", 1_000_000), ("tile/entries/002.p/3", 3 * 65_537), ("tile/2/000.p/9", 288), ("vkey", 65_536)],
)
def test_limit_of_each_kind(path: str, limit: int) -> None:
    assert len(read(says(200, bytes(limit)), path)) == limit
    with pytest.raises(TooLarge):
        read(says(200, bytes(limit + 1)), path)


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        (says(500, b"x"), "the server answers 500."),
        (says(403, b"x"), "the server answers 403."),
        (says(206, bytes(8_192)), "the server answers 206."),
        (says(200, b"x", {"Content-Encoding": "br"}), "the answer is compressed in a way that was not asked for"),
        (says(200, b"x", {"Content-Encoding": "gzip"}), "the answer is compressed in a way that was not asked for"),
        (says(200, gzip.compress(b"x" * 99)[:-9], {"Content-Encoding": "gzip"}), "the answer is compressed in a way"),
        (says(302, b"", {"Location": "https://127.0.0.1/record/x"}), "the server sends the reader to another place"),
        (says(302, b"", {"Location": "file:///etc/hostname"}), "the server sends the reader to another place"),
        (says(302, b"", {"Location": "//other.example/x"}), "the server sends the reader to another place"),
        (says(302, b"", {"Location": "/record/y"}), "the server sends the reader from place to place."),
        (says(302, b""), "the server sends the reader from place to place."),
    ],
)
def test_what_else_a_server_may_answer(odd: Odd, why: str) -> None:
    assert refused(odd).startswith(why)


def test_a_connection_that_is_cut_within_an_answer_is_tried_again_and_then_given_up() -> None:
    tries = []

    def odd(request: BaseHTTPRequestHandler, path: str) -> bool:
        tries.append(path)
        request.close_connection = True
        answer(request, 200, bytes(100), {"Content-Length": "8192"})
        return True

    assert refused(odd) == "the connection was cut."
    assert len(tries) == 3

    def odd_once(request: BaseHTTPRequestHandler, path: str) -> bool:
        return len(tries) < 4 and odd(request, path)

    assert read(odd_once) == FILES[TILE]


def test_a_redirect_on_the_same_server_is_followed() -> None:
    def odd(request: BaseHTTPRequestHandler, path: str) -> bool:
        if path == TILE:
            answer(request, 302, b"", {"Location": "/record/tile/0/001"})
        return path == TILE

    assert read(odd) == FILES["tile/0/001"]


def test_a_server_that_is_busy_is_asked_again() -> None:
    asked = []

    def odd(request: BaseHTTPRequestHandler, path: str) -> bool:
        asked.append(path)
        if len(asked) < 3:
            answer(request, 503, b"later")
        return len(asked) < 3

    assert read(odd) == FILES[TILE]


def silent(request: BaseHTTPRequestHandler, path: str) -> bool:
    """Say nothing for longer than anybody waits."""
    time.sleep(1)
    request.close_connection = True
    return True


@pytest.mark.parametrize(
    "odd",
    [
        silent,
        says(200, bytes(8_191), {"Content-Length": "8192"}),
        endless(plain_head, b"x", 0.05),
        endless(lambda request: None, b"H", 0.05),
        endless(chunked_head, b"1\r\nx\r\n", 0.05),
    ],
    ids=["silent", "never the last byte", "dripping answer", "dripping head", "dripping chunks"],
)
def test_a_slow_server_is_given_up_however_it_is_slow(odd: Odd) -> None:
    begun = time.monotonic()
    assert refused(odd, seconds=0.2).startswith("it does not answer in time")
    assert time.monotonic() - begun < 20


def test_nobody_listens() -> None:
    with serving(FILES) as address:
        pass
    with open_place(address) as files, pytest.raises(Unreachable, match="nothing listens there"):
        files.read(TILE)


def test_a_name_that_is_not_known() -> None:
    with open_place("https://record.invalid/log") as files, pytest.raises(Unreachable):
        files.read(TILE)
