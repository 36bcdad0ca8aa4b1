"""
The published files of the record as objects of an S3-compatible store.

Tiles and bundles are put only where nothing stands, the checkpoint only in place of the one that was read before: the
store itself sees to both, for there is no lock that several machines share.

The client has threads that do not survive a fork. Nothing here speaks to the store before it is asked to, and whoever
forks has something else ask (`reach`).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import cache
from time import monotonic
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    PermissionDeniedError,
    PreconditionError,
    UnauthenticatedError,
)
from obstore.store import S3Store

from cauce.node.conf import LOOPBACK
from cauce.node.record.errors import FileDiffers, StoreAway, StoreUnconditional
from cauce.node.record.stores import Stays, headers_of
from cauce.record import NoSuchFile
from cauce.record.paths import CHECKPOINT_PATH

#: objects that wait to be put, and how many are put at once
WAITING, AT_ONCE = 64, 16
#: seconds: an answer, a connection, all tries of one request together
ANSWER, CONNECTION, TRIES = 10, 5, 15
#: seconds for which the checkpoint that was read is not read again, except to replace it: the loop looks at each tick
FRESH = 10.0
#: how often another one may be quicker to replace the checkpoint
OVERTAKEN = 5
PROBE = "probe"
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")

_DENIED = {"en": "it denies access", "es": "niega el acceso"}
_NO_BUCKET = {"en": "there is no such bucket", "es": "ese bucket no existe"}
_BUSY = {"en": "others write there at the same time", "es": "otros escriben ahí al mismo tiempo"}
_PLAIN = {
    "en": "its address is plain HTTP, which is for this machine only",
    "es": "su dirección es HTTP sin cifrar, que solo vale en esta máquina",
}


class Objects:
    """Files under a prefix of a bucket."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._doing: deque[Future[None]] = deque()
        self._pool: ThreadPoolExecutor | None = None
        self._seen, self._fresh_until = b"", 0.0

    def read(self, path: str) -> bytes:
        """Return a file; a checkpoint may be some seconds old. Errors: NoSuchFile, StoreAway."""
        if path != CHECKPOINT_PATH:
            return self._get(path)[0]
        if monotonic() >= self._fresh_until:
            self._remember(self._get(path)[0])
        return self._seen

    def write(self, path: str, data: bytes) -> None:
        """Begin to put an object; `sync` waits for it. Errors: FileDiffers, StoreAway, also of those put before."""
        self._wait(WAITING - 1)
        self._pool = self._pool or ThreadPoolExecutor(AT_ONCE, thread_name_prefix="put")
        self._doing.append(self._pool.submit(self._create, path, data))

    def sync(self, note: str = "") -> None:
        """Wait for all that was written; a checkpoint is one request, now or later. Errors: FileDiffers, StoreAway."""
        self._wait(0)

    def discard(self) -> None:
        """Put nothing more of what was written, and wait for what is under way."""
        for each in self._doing:
            each.cancel()
        wait(self._doing)
        self._doing.clear()

    def advance(self, note: str, stays: Stays) -> bool:
        """Replace the checkpoint if it is still the one that was read. Errors: StoreAway."""
        for _ in range(OVERTAKEN):
            standing, tag = self._standing()
            if standing == note.encode():  # put before, and the answer was lost
                return True
            if stays(standing.decode(errors="replace")):
                return False
            with suppress(AlreadyExistsError, PreconditionError), _told():
                self._put(CHECKPOINT_PATH, note.encode(), tag)
                self._remember(note.encode())
                return True
        raise StoreAway(why=_BUSY)

    def drop_partial(self, path: str) -> None:
        """Remove the short objects, where the store lets us."""
        with suppress(StoreAway), _told():
            client = _client(self._where, os.getpid())
            if short := [each["path"] for each in obstore.list(client, prefix=f"{path}.p").collect()]:
                obstore.delete(client, short)

    def probe(self) -> None:
        """Write there, and look whether conditions hold. Errors: StoreAway, StoreUnconditional."""
        with suppress(AlreadyExistsError), _told():
            self._put(PROBE, b"")
        for header, tag in (("If-None-Match", None), ("If-Match", f'"{"0" * 32}"')):
            with suppress(AlreadyExistsError, PreconditionError), _told():
                self._put(PROBE, b"", tag)
                raise StoreUnconditional(header=header)

    def _standing(self) -> tuple[bytes, str | None]:
        try:
            data, tag = self._get(CHECKPOINT_PATH)
        except NoSuchFile:
            return b"", None
        self._remember(data)
        return data, tag

    def _remember(self, checkpoint: bytes) -> None:
        self._seen, self._fresh_until = checkpoint, monotonic() + FRESH

    def _wait(self, most: int) -> None:
        try:
            while len(self._doing) > most:
                self._doing.popleft().result()
        except BaseException:
            self.discard()
            raise

    def _create(self, path: str, data: bytes) -> None:
        """Put what never changes. A publisher that was killed leaves the same bytes, so other ones are none of ours."""
        try:
            with _told():
                self._put(path, data)
        except AlreadyExistsError:
            if self._left(path) != data:
                raise FileDiffers(path=path) from None

    def _left(self, path: str) -> bytes:
        try:
            return self._get(path)[0]
        except NoSuchFile as error:  # somebody put or removed it at this moment
            raise StoreAway(why=_BUSY) from error

    def _get(self, path: str) -> tuple[bytes, str | None]:
        with _told():
            try:
                found = obstore.get(_client(self._where, os.getpid()), path)
            except FileNotFoundError:
                raise NoSuchFile(path=path) from None
            return bytes(found.bytes()), found.meta["e_tag"]

    def _put(self, path: str, data: bytes, instead_of: str | None = None) -> None:
        """Put an object where nothing stands, or in place of the one with this tag."""
        obstore.put(
            _client(self._where, os.getpid()),
            path,
            data,
            attributes=headers_of(path),
            mode={"e_tag": instead_of} if instead_of else "create",
            use_multipart=False,
        )


@contextmanager
def _told() -> Iterator[None]:
    """Raise ours in place of the client's, but for those that say that a condition did not hold."""
    try:
        yield
    except (AlreadyExistsError, PreconditionError):
        raise
    except (PermissionDeniedError, UnauthenticatedError) as error:
        raise StoreAway(why=_DENIED) from error
    except FileNotFoundError as error:
        raise StoreAway(why=_NO_BUCKET) from error
    except (BaseError, NotImplementedError, OSError) as error:
        # The end of the first line: what comes before it is another one each time.
        said = str(error).partition("\n")[0].rpartition(" - ")[2][:120]
        raise StoreAway(why={"en": f"no answer ({said})", "es": f"no responde ({said})"}) from error


@cache
def _client(where: str, process: int) -> S3Store:
    if (first := _first_process()) != process:
        raise RuntimeError(f"the store's client was used in process {first} and does not work in {process}")
    endpoints = [urlsplit(os.environ[name]) for name in _ENDPOINTS if os.environ.get(name)]
    plain = [each for each in endpoints if each.scheme != "https"]
    if any((each.hostname or "") not in (*LOOPBACK, "::1") for each in plain):
        raise StoreAway(why=_PLAIN)
    bucket, _, prefix = where.removeprefix("s3://").partition("/")
    return S3Store(
        bucket,
        prefix=prefix or None,
        client_options={"allow_http": bool(plain), "timeout": f"{ANSWER}s", "connect_timeout": f"{CONNECTION}s"},
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=TRIES)},
    )


@cache
def _first_process() -> int:
    return os.getpid()
