"""A store of objects: what is put once stays, the checkpoint goes on only, and a store that is away is waited for."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from threading import Event
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.db import transaction
from django.test import Client

from cauce.node.record import objects, store
from cauce.node.record.again import make_again
from cauce.node.record.errors import FileDiffers, StoreAway, StoreExtraMissing, StoreUnconditional
from cauce.node.record.files import Kept, open_store, published
from cauce.node.record.loop import Publishing, _repeat, settle
from cauce.node.record.models import Entry, Log, Queue
from cauce.node.record.objects import WAITING, Objects
from cauce.node.record.publish import Publisher
from cauce.node.record.reach import check_store
from cauce.node.record.receipts import receipt
from cauce.node.record.recover import recover
from cauce.node.record.sequence import integrate
from cauce.node.record.stores import headers_of
from cauce.record import Growth, MemoryFiles, NoSuchFile, commit, grow
from tests.support.objects import ObjectServer, aws, bucket, object_server, raw
from tests.support.ports import wait_until
from tests.support.server import start_server

__all__ = ["aws", "bucket", "object_server"]

pytestmark = pytest.mark.django_db

TILE = "tile/0/000"


def file_some(count: int) -> None:
    """Record some entries."""
    with transaction.atomic():
        head = store.only_writer()
        for number in range(count):
            store.record(sha256(str(number).encode()).digest(), head)


def wanted() -> dict[str, bytes]:
    """Return every file that the record may have, from the database."""
    files = MemoryFiles()
    grow(files, Growth(), [commit(bytes(each.nonce), bytes(each.digest)) for each in Entry.objects.order_by("index")])
    return files.files


def test_what_stands_is_never_overwritten(bucket: str) -> None:
    """The same bytes are a killed publisher's; other ones stop who would put them."""
    files = open_store(bucket)
    files.write(TILE, b"one")
    files.sync()
    for _ in range(2):
        files.write(TILE, b"one")
    files.sync()
    files.write("tile/0/001", b"more")
    files.write(TILE, b"two")
    with pytest.raises(FileDiffers) as differs:
        files.sync()
    assert (differs.value.values, files.read(TILE)) == ({"path": TILE}, b"one")
    files.sync()  # what failed is not tried again by itself


def test_more_objects_than_may_wait(bucket: str) -> None:
    """All are there at the end, and an object that is not says so."""
    files = open_store(bucket)
    for number in range(WAITING + 20):
        files.write(f"tile/0/{number:03}", bytes([number]))
    files.sync()
    assert [files.read(f"tile/0/{number:03}")[0] for number in range(WAITING + 20)] == list(range(WAITING + 20))
    with pytest.raises(NoSuchFile):
        files.read("tile/0/900")


@pytest.mark.parametrize("path", [TILE, "tile/entries/000.p/3", "checkpoint"])
def test_objects_say_how_they_are_served(bucket: str, aws: ObjectServer, path: str) -> None:
    """A CDN needs to know nothing more."""
    files = open_store(bucket)
    if path == "checkpoint":
        assert files.advance("text", lambda _: False)
    else:
        files.write(path, b"text")
        files.sync()
    with raw(bucket, aws.port, path) as found:
        assert (found.read(), {name: found.headers[name] for name in headers_of(path)}) == (b"text", headers_of(path))


def test_a_checkpoint_replaces_only_the_one_that_was_read(bucket: str) -> None:
    """Between look and change another one was quicker: it is looked at, too."""
    slow, quick, looked = open_store(bucket), open_store(bucket), []

    def stays(standing: str) -> bool:
        looked.append(standing)
        if len(looked) == 1:
            assert quick.advance("9", lambda _: False)
        return standing == "9"

    assert not slow.advance("5", stays)
    assert looked == ["", "9"]
    looked.clear()
    assert quick.advance("10", lambda _: False)
    assert not slow.advance("5", stays)
    assert looked == ["10", "9"]
    assert open_store(bucket).read("checkpoint") == b"9"


def test_a_checkpoint_whose_answer_was_lost_is_published(bucket: str) -> None:
    """It is known by its bytes; nothing else is asked."""
    assert open_store(bucket).advance("5", lambda _: False)
    assert open_store(bucket).advance("5", lambda _: pytest.fail("asked"))


def test_who_is_always_overtaken_gives_up(bucket: str) -> None:
    """And comes back with the next batch."""
    others = iter(range(100))

    def stays(_: str) -> bool:
        return not open_store(bucket).advance(str(next(others)), lambda _: False)

    with pytest.raises(StoreAway):
        open_store(bucket).advance("5", stays)


def test_the_checkpoint_is_not_read_at_each_tick(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for entries asks the store every ten seconds, not ten times a second."""
    files, reader, now = open_store(bucket), open_store(bucket), [0.0]
    monkeypatch.setattr(objects, "monotonic", lambda: now[0])
    assert files.advance("5", lambda _: False)
    assert reader.read("checkpoint") == b"5"
    assert files.advance("6", lambda _: False)
    assert (files.read("checkpoint"), reader.read("checkpoint")) == (b"6", b"5")
    now[0] = objects.FRESH
    assert reader.read("checkpoint") == b"6"


def test_short_objects_are_removed_when_a_full_one_stands(bucket: str) -> None:
    """Those of the tile before may still be asked for."""
    file_some(3)
    settle()
    file_some(800)
    settle()
    for gone in ("tile/0/000.p/3", "tile/entries/000.p/3"):
        with pytest.raises(NoSuchFile):
            published().read(gone)
    assert published().read("tile/1/000.p/3")
    assert len(published().read(TILE)) == 256 * 32


class Killed(BaseException):
    """What no handler takes for an error."""


def test_killed_after_every_single_object(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checkpoint that stands there never covers a file that is not; the next publisher comes to the same files."""
    file_some(3)
    settle()
    file_some(300)
    integrate()
    put, allowed, deaths = Objects._put, [0], 0

    def doomed(self: Objects, path: str, *arguments: object) -> None:
        if not allowed[0]:
            raise Killed
        allowed[0] -= 1
        put(self, path, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Objects, "_put", doomed)
    for number in range(100):
        allowed[0] = number
        try:
            publisher = Publisher()
            publisher.publish(publisher.write_files()[1])
            break
        except Killed:
            deaths += 1
            assert published().read("checkpoint").split(b"\n")[1] == b"3"
    assert deaths >= 5
    assert published().read("checkpoint").split(b"\n")[1] == b"303"
    assert {path: published().read(path) for path in wanted() if not path.startswith("tile/entries/000.p")}


def test_a_leftover_of_another_history_stops_the_publisher(bucket: str, aws: ObjectServer) -> None:
    """Bytes that do not follow from the database are for a person to look at; acts go on."""
    file_some(3)
    raw(bucket, aws.port, "tile/entries/000.p/3", data=b"other", method="PUT").close()
    with pytest.raises(FileDiffers):
        settle()
    with pytest.raises(NoSuchFile):
        published().read("checkpoint")
    file_some(1)
    assert integrate() == 4


@pytest.mark.django_db(transaction=True)
def test_a_checkpoint_of_somebody_else_stops_no_loop(
    bucket: str, aws: ObjectServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Two nodes were given one prefix: each look tells of it, and the publisher goes on looking."""
    file_some(1)
    raw(bucket, aws.port, "checkpoint", data=b"other.example/log\n1\nAAAA\n", method="PUT").close()
    stop, publishing, steps = Event(), Publishing(), []

    def step() -> None:
        steps.append(1)
        if len(steps) == 2:
            stop.set()
        integrate()
        publishing.step()

    _repeat(stop, step)
    assert len(steps) == 2
    assert [record.message for record in caplog.records if "record:" in record.message]


def test_a_store_that_is_away_is_waited_for(bucket: str, aws: ObjectServer) -> None:
    """Entries are taken and signed meanwhile; what stood in memory is served; then everything is published."""
    file_some(256)
    settle()
    publishing, browser = Publishing(), Client(raise_request_exception=False)
    publishing.step()
    assert browser.get(f"/record/{TILE}").status_code == 200
    with aws.away():
        file_some(3)
        assert integrate() == 259
        for _ in range(2):
            with pytest.raises(StoreAway) as away:
                publishing.step()
        assert away.value.code == "node.E042"
        assert browser.get(f"/record/{TILE}").status_code == 200
        assert browser.get("/record/tile/1/000.p/1").status_code == 503
        assert store.head().published.split("\n")[1] == "256"
    publishing.step()
    assert published().read("checkpoint").split(b"\n")[1] == b"259"
    assert receipt(Entry.objects.get(index=258))
    found = browser.get("/record/tile/0/001.p/3")
    assert (found.status_code, found.content) == (200, wanted()["tile/0/001.p/3"])
    assert found.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert found.headers["Content-Type"] == "application/octet-stream"


def test_what_is_kept_in_memory_is_full(bucket: str, aws: ObjectServer) -> None:
    """Nothing else would stay true: neither a short tile that is removed nor a file that is not there yet."""
    files = open_store(bucket)
    kept = Kept(files, most=1)
    with pytest.raises(NoSuchFile):
        kept.read(TILE)
    for path in (TILE, f"{TILE}.p/1"):
        files.write(path, b"data")
        files.sync()
        assert kept.read(path) == b"data"
        raw(bucket, aws.port, path, method="DELETE").close()
    assert kept.read(TILE) == b"data"
    with pytest.raises(NoSuchFile):
        kept.read(f"{TILE}.p/1")


def test_objects_that_are_lost_or_changed_are_told(bucket: str, aws: ObjectServer) -> None:
    """Lost ones are put again, changed ones are left for a person."""
    file_some(300)
    settle()
    raw(bucket, aws.port, TILE, method="DELETE").close()
    raw(bucket, aws.port, "tile/entries/000", data=b"other", method="PUT").close()
    made = make_again()
    assert (made.size, made.files, made.missing, made.different) == (300, 5, [TILE], ["tile/entries/000"])
    assert published().read(TILE) == wanted()[TILE]
    assert published().read("tile/entries/000") == b"other"


def test_a_record_is_taken_up_from_the_store(bucket: str) -> None:
    """After the database came back from an older copy."""
    file_some(5)
    settle()
    Entry.objects.filter(index__gt=1).delete()
    Queue.objects.update(next=2, halted="node.E018")
    Log.objects.update(size=0, checkpoint="", peaks=b"", published="")
    assert recover(published()) == 3
    file_some(1)
    settle()
    assert published().read("checkpoint").split(b"\n")[1] == b"6"


def test_a_store_that_can_be_used(bucket: str) -> None:
    """Once and again; without a store nothing is asked."""
    check_store(bucket)
    check_store(bucket)
    check_store("")


def test_a_store_that_cannot_be_used_stops_the_start(aws: ObjectServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """No bucket, nobody there, or an address at which anybody on the way could read the key."""
    with pytest.raises(StoreAway, match="no such bucket"):
        check_store("s3://nowhere/log")
    with aws.away(), pytest.raises(StoreAway, match="no answer"):
        check_store("s3://nowhere/log")
    monkeypatch.setenv("AWS_ENDPOINT", "http://store.example")
    with pytest.raises(StoreAway, match="plain HTTP"):
        check_store("s3://nowhere/log")


@pytest.mark.parametrize("header", ["If-None-Match", "If-Match"])
def test_a_store_that_ignores_conditions_stops_the_start(bucket: str, aws: ObjectServer, header: str) -> None:
    """It would let an older checkpoint replace a newer one, and say nothing."""
    aws.deaf_to.add(header)
    try:
        with pytest.raises(StoreUnconditional, match=rf"node\.E043.*\n.*{header}"):
            check_store(bucket)
    finally:
        aws.deaf_to.clear()


def test_a_node_without_the_extra_says_so(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the start, and to whoever opens the store later."""
    monkeypatch.setitem(sys.modules, "obstore", None)
    monkeypatch.delitem(sys.modules, "cauce.node.record.objects")
    with pytest.raises(StoreExtraMissing, match="--extra s3"):
        open_store(bucket)
    monkeypatch.setattr("cauce.node.record.reach.find_spec", lambda _: None)
    with pytest.raises(StoreExtraMissing):
        check_store(bucket)


def test_the_client_of_another_process_is_not_used(bucket: str) -> None:
    """After a fork its threads are gone, and every request would wait for ever."""
    open_store(bucket).sync()
    with pytest.raises(NoSuchFile):
        open_store(bucket).read(TILE)
    with pytest.raises(RuntimeError, match="does not work"):
        objects._client(bucket, -1)


def test_a_server_publishes_there_and_serves_from_there(bucket: str, aws: ObjectServer, tmp_path: Path) -> None:
    """The whole way, with the processes that people run."""
    with start_server(tmp_path, {"CAUCE_RECORD_STORE": bucket}) as address:

        def is_published() -> bool:
            try:
                with urlopen(f"{address}/record/checkpoint") as answer:  # noqa: S310
                    return bool(answer.read())
            except HTTPError:
                return False

        assert wait_until(is_published, 20)
        with raw(bucket, aws.port, "checkpoint") as there, urlopen(f"{address}/record/checkpoint") as here:  # noqa: S310
            size = int(there.read().split(b"\n")[1])
            assert here.headers["Content-Type"] == there.headers["Content-Type"]
        with urlopen(f"{address}/record/tile/0/000.p/{size}") as tile:  # noqa: S310
            assert len(tile.read()) == 32 * size
    assert not (tmp_path / "record").exists()
