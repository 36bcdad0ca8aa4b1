"""
Reading a record over HTTP: few connections that stay open, and never more than a file can have.

The server may be slow, broken or hostile. So every wait has an end, the whole answer too; what is compressed is not
unpacked beyond the limit; and no answer leads to another server or to an address without encryption.
"""

from __future__ import annotations

import math
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from types import TracebackType
from typing import Any, Self
from urllib.parse import SplitResult, urljoin, urlsplit

from cauce.law.system import why_of
from cauce.record import NoSuchFile
from cauce.record.errors import TooLarge, Unreachable

_TRIES = 3
_CONNECTIONS = 8
#: how long a server that is busy is left alone, longer after each try, in seconds
_PAUSE = 0.3
_MAX_REDIRECTS = 3
#: an answer as a whole may take this many times what a server may be silent
_WHOLE = 6
_CHUNK = 65_536
Words = dict[str, str]


class Web:
    """The files of a record under an address; each thread has a connection of its own."""

    def __init__(
        self,
        address: str,
        limit_of: Callable[[str], tuple[str, int]],
        seconds: float,
        too_long: Callable[[], bool] = lambda: False,
    ) -> None:
        self.name = address.rstrip("/")
        self._url = _checked(address)
        self._limit_of, self._seconds, self._too_long = limit_of, seconds, too_long
        self._tls = ssl.create_default_context() if self._url.scheme == "https" else None
        self._local = threading.local()
        self._connections: list[HTTPConnection] = []
        #: socket → when the answer that somebody waits for there must be whole
        self._until: dict[socket.socket, float] = {}
        self._closed = threading.Event()
        self.pool = ThreadPoolExecutor(_CONNECTIONS, thread_name_prefix="record")

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._closed.set()
        self.pool.shutdown(wait=False, cancel_futures=True)
        for each in list(self._until):
            _cut(each)
        self.pool.shutdown()
        for connection in self._connections:
            connection.close()

    def read(self, path: str) -> bytes:
        """Return a file. Errors: NoSuchFile, TooLarge, Unreachable."""
        if self._too_long():
            raise self._failed(path, _TOO_LONG)
        for left in reversed(range(_TRIES)):
            try:
                return self._follow(path)
            except (OSError, HTTPException) as err:
                late = isinstance(err, TimeoutError) or self._is_late()
                self._drop()
                # A connection that was kept open may have been closed meanwhile; who is slow is not asked again.
                if not left or late or self._closed.is_set() or isinstance(err, ssl.SSLCertVerificationError):
                    raise self._failed(path, _why(TimeoutError() if late else err, self._seconds)) from err
            except _Busy as err:
                if not left or self._closed.wait(min(self._seconds, _PAUSE * (_TRIES - left))):
                    raise self._failed(path, _status(err.status)) from err
            finally:
                self._until.pop(self._socket(), 0)
        raise AssertionError("the last try returns or raises")

    def _watch(self) -> None:
        """Cut connections whose answer takes too long as a whole, however steadily it drips."""
        while not self._closed.wait(min(1, self._seconds)):
            for each, until in list(self._until.items()):
                if time.monotonic() > until:
                    _cut(each)

    def _is_late(self) -> bool:
        return time.monotonic() > self._until.get(self._socket(), math.inf)

    def _socket(self) -> Any:
        """Return the socket of this thread's last request, None if there was none."""
        return getattr(self._local, "socket", None)

    def _follow(self, path: str) -> bytes:
        target = f"{self._url.path}/{path}"
        for _ in range(_MAX_REDIRECTS):
            answer = self._ask(target)
            if answer.status not in (301, 302, 303, 307, 308):
                return self._content(path, answer)
            target = self._target(path, target, answer)
        raise self._failed(path, _REDIRECTS)

    def _ask(self, target: str) -> HTTPResponse:
        connection = self._connection()
        if connection.sock is None:
            connection.connect()
        self._local.socket = connection.sock  # which the connection forgets when the server wants to close it
        self._until[connection.sock] = time.monotonic() + _WHOLE * self._seconds
        headers = {"Accept-Encoding": "gzip, identity", "User-Agent": "cauce-record"}
        connection.request("GET", target, headers=headers)
        self._local.answer = connection.getresponse()
        answer: HTTPResponse = self._local.answer
        return answer

    def _target(self, path: str, target: str, answer: HTTPResponse) -> str:
        """Return where a redirect leads on the same server. Errors: Unreachable, if it leads elsewhere."""
        self._drop()  # whatever else is in that answer is not read
        to = urlsplit(urljoin(f"{self._url.scheme}://{self._url.netloc}{target}", answer.getheader("Location", "")))
        if (to.scheme, to.netloc) != (self._url.scheme, self._url.netloc):
            raise self._failed(path, _ELSEWHERE)
        return to.path + (f"?{to.query}" if to.query else "")

    def _content(self, path: str, answer: HTTPResponse) -> bytes:
        part, limit = self._limit_of(path)
        if answer.status in (404, 410):
            self._finish(answer)
            raise NoSuchFile(path=path)
        if answer.status != 200:
            self._drop()
            if answer.status in (429, 500, 502, 503, 504):
                raise _Busy(answer.status)
            raise self._failed(path, _status(answer.status))
        encoding = answer.getheader("Content-Encoding", "identity").lower()
        if encoding not in ("gzip", "x-gzip", "identity"):
            self._drop()
            raise self._failed(path, _ENCODING)
        try:
            return self._body(answer, None if encoding == "identity" else zlib.decompressobj(31), part, limit)
        except TooLarge:
            self._drop()
            raise
        except zlib.error as err:
            self._drop()
            raise self._failed(path, _ENCODING) from err

    def _body(self, answer: HTTPResponse, unpack: zlib._Decompress | None, part: str, limit: int) -> bytes:
        """Read the answer within its size. Errors: TooLarge; zlib.error or HTTPException, if it is not whole."""
        found, packed, announced = bytearray(), 0, answer.length
        while announced is None or packed < announced:
            chunk = answer.read1(_CHUNK if announced is None else min(_CHUNK, announced - packed))
            if not chunk:
                break
            packed += len(chunk)
            found += chunk if unpack is None else unpack.decompress(chunk, limit + 1 - len(found))
            if len(found) > limit or packed > limit + limit // 64 + 1024:  # gzip adds little to what it cannot pack
                raise TooLarge(part=part, found=max(len(found), packed), limit=limit)
        if self._is_late():  # it was cut, which without an announced length looks like its end
            raise TimeoutError
        if announced is not None and packed < announced:
            raise HTTPException
        if unpack is not None and not unpack.eof:
            raise zlib.error
        answer.close()  # all of it was read, so the connection can be used again
        return bytes(found)

    def _finish(self, answer: HTTPResponse) -> None:
        """Read the page of an error, so that the connection can be used again, unless it is long."""
        if len(answer.read(_CHUNK)) == _CHUNK:
            self._drop()

    def _connection(self) -> HTTPConnection:
        connection: HTTPConnection | None = getattr(self._local, "connection", None)
        if connection is None:
            host = self._url.netloc
            if self._tls is None:
                connection = HTTPConnection(host, timeout=self._seconds)
            else:
                connection = HTTPSConnection(host, timeout=self._seconds, context=self._tls)
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    def _drop(self) -> None:
        """Close this thread's connection, whatever is still to come; the next request opens it again."""
        answer: HTTPResponse | None = getattr(self._local, "answer", None)
        if answer is not None:
            answer.close()
        self._connection().close()

    def _failed(self, path: str, why: Words) -> Unreachable:
        return Unreachable(place=f"{self.name}/{path}", why=why)


def _cut(each: socket.socket) -> None:
    """End a connection from another thread: whoever reads from it is woken."""
    with suppress(OSError):  # it may be closed already
        socket.socket.shutdown(each, socket.SHUT_RDWR)  # beneath its encryption, which another thread is using


class _Busy(Exception):
    """The server says that it cannot answer now."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def _checked(address: str) -> SplitResult:
    """Read the address of a record. Errors: Unreachable, if it is none that can be used."""
    try:
        url = urlsplit(address.rstrip("/"))
        good = url.scheme in ("http", "https") and url.hostname and url.port != 0
    except ValueError:
        raise Unreachable(place=address, why=_ADDRESS) from None
    if not good or url.username is not None or url.query or url.fragment or not address.isascii() or " " in address:
        raise Unreachable(place=address, why=_ADDRESS)
    return url


def _why(err: OSError | HTTPException, seconds: float) -> Words:
    if isinstance(err, TimeoutError):
        return {
            "en": f"it does not answer in time ({seconds:g} seconds).",
            "es": f"no responde a tiempo ({seconds:g} segundos).",
        }
    if isinstance(err, ConnectionRefusedError):
        return {"en": "nothing listens there.", "es": "nadie escucha ahí."}
    if isinstance(err, ssl.SSLCertVerificationError):
        return {"en": "its certificate is not valid.", "es": "su certificado no es válido."}
    if isinstance(err, OSError) and not isinstance(err, ConnectionError):
        return {lang: f"{words}." for lang, words in why_of(err).items()}
    return {"en": "the connection was cut.", "es": "se cortó la conexión."}


def _status(status: int) -> Words:
    return {"en": f"the server answers {status}.", "es": f"el servidor responde {status}."}


_ADDRESS = {
    "en": "an address begins with https:// or http://, without password, question mark or number sign.",
    "es": "una dirección empieza con https:// o http://, sin contraseña, signo de interrogación ni almohadilla.",
}
_ELSEWHERE = {
    "en": "the server sends the reader to another place; give that address if it is to be trusted.",
    "es": "el servidor remite a otro lugar; indique esa dirección si ha de confiarse en ella.",
}
_TOO_LONG = {
    "en": "the record has more to read than there is time for.",
    "es": "la bitácora tiene más que leer que tiempo hay.",
}
_REDIRECTS = {
    "en": "the server sends the reader from place to place.",
    "es": "el servidor remite de un lugar a otro sin fin.",
}
_ENCODING = {
    "en": "the answer is compressed in a way that was not asked for, or is broken.",
    "es": "la respuesta viene comprimida de un modo que no se pidió, o está dañada.",
}
