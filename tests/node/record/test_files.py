"""The folder of published files: a name is given to what is durable and whole, and to nothing else."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cauce.node.record import files as module
from cauce.node.record.files import ASIDE, Directory
from cauce.record import NoSuchFile


def names(root: Path) -> set[str]:
    """Return the files under a folder."""
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_a_name_is_given_after_the_content_is_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is synced has its whole content, and no name yet; folders are synced when all names stand."""
    files, synced, folders = Directory(tmp_path), set(), set()
    real, real_folder = os.fdatasync, os.fsync

    def content(file: int) -> None:
        assert not {"tile/0/000", "tile/entries/000"} & names(tmp_path)
        synced.add(Path(f"/proc/self/fd/{file}").read_bytes())
        real(file)

    def folder(file: int) -> None:
        assert names(tmp_path) == {"tile/0/000", "tile/entries/000"}
        folders.add(os.stat(file).st_ino)
        real_folder(file)

    monkeypatch.setattr(os, "fdatasync", content)
    monkeypatch.setattr(os, "fsync", folder)
    files.write("tile/0/000", b"one")
    files.write("tile/entries/000", b"two")
    with pytest.raises(NoSuchFile):
        files.read("tile/0/000")
    files.sync()
    assert synced == {b"one", b"two"}
    made = ("..", ".", "tile", "tile/0", "tile/entries")
    assert folders == {(tmp_path / each).stat().st_ino for each in made}
    assert files.read("tile/entries/000") == b"two"


def test_many_files_do_not_stay_open(tmp_path: Path) -> None:
    """So many that the system's limit could be met are named before the rest is written."""
    files = Directory(tmp_path)
    for number in range(3 * ASIDE + 1):
        files.write(f"tile/0/{number:03}", bytes([number]))
        assert len(files._aside) <= ASIDE
    files.sync()
    assert len(names(tmp_path)) == 3 * ASIDE + 1


def write_two(files: Directory) -> None:
    """Write two files and make them durable."""
    for name in ("000", "001"):
        files.write(f"tile/0/{name}", b"whole")
    files.sync()


@pytest.mark.parametrize("failing", ["write", "fdatasync", "rename"])
def test_a_disk_that_fails_leaves_no_torn_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    """Nothing has a name then, nothing stays aside, and the next try succeeds."""
    files = Directory(tmp_path)

    def fail(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, failing, fail)
        with pytest.raises(OSError, match="space"):
            write_two(files)
        assert names(tmp_path) == set()
    write_two(files)
    assert names(tmp_path) == {"tile/0/000", "tile/0/001"}


def test_a_disk_that_takes_a_part_is_given_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A short write is no error to the system; the file would be torn."""
    files, real = Directory(tmp_path), os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, data[:3]))
    files.write("checkpoint", b"a checkpoint")
    files.sync()
    assert files.read("checkpoint") == b"a checkpoint"


def test_the_last_content_counts(tmp_path: Path) -> None:
    """A file that is written twice before it has a name has one."""
    files = Directory(tmp_path)
    files.write("checkpoint", b"the longer one")
    files.write("checkpoint", b"later")
    files.sync()
    assert (files.read("checkpoint"), names(tmp_path)) == (b"later", {"checkpoint"})


def test_a_web_server_of_another_user_may_read_what_is_published(tmp_path: Path) -> None:
    """Whatever else the process keeps to itself."""
    before = os.umask(0o077)
    try:
        files = Directory(tmp_path / "record")
        files.write("tile/0/000", b"one")
        assert files.advance("text", lambda _: False)
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert modes == {"record": 0o755, "tile": 0o755, "0": 0o755, "000": 0o644, "checkpoint": 0o644, ".lock": 0o600}


def test_a_checkpoint_that_is_durable_beforehand_lacks_only_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gets it when it is put, and not a step earlier; another one that is put instead is made durable anew."""
    files, synced = Directory(tmp_path), list[bytes]()
    monkeypatch.setattr(os, "fdatasync", lambda file: synced.append(Path(f"/proc/self/fd/{file}").read_bytes()))
    for number in range(ASIDE):
        files.write(f"tile/0/{number:03}", b"one")
    files.sync("as it was signed")
    assert "checkpoint" not in names(tmp_path)
    assert synced.count(b"as it was signed") == 1
    synced.clear()
    files.sync()  # nothing grew in between
    assert files.advance("as it was signed", lambda _: False)
    assert (files.read("checkpoint"), synced) == (b"as it was signed", [])
    files.sync("as it was signed again")
    assert files.advance("with a line of a witness", lambda _: False)
    assert (files.read("checkpoint"), synced[1:]) == (b"with a line of a witness", [b"with a line of a witness"])
    assert not list(tmp_path.glob(".checkpoint*")), "nothing of the one that was not put"


def test_a_checkpoint_that_is_overtaken_is_left(tmp_path: Path) -> None:
    """Nothing of it stays aside."""
    files = Directory(tmp_path)
    files.sync("the smaller one")
    assert not files.advance("the smaller one", lambda _: True)
    assert not list(tmp_path.glob(".checkpoint*"))


def test_a_checkpoint_whose_name_is_refused_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that stood there stands; the next try succeeds."""
    files = Directory(tmp_path)
    files.advance("one", lambda _: False)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    files.sync("two")
    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", fail)
        with pytest.raises(OSError, match="space"):
            files.advance("two", lambda _: False)
    assert (files.read("checkpoint"), names(tmp_path)) == (b"one", {"checkpoint", ".lock"})
    assert files.advance("two", lambda _: False)
    assert files.read("checkpoint") == b"two"


def test_two_that_write_into_one_folder_do_not_meet(tmp_path: Path) -> None:
    """What one holds ready is not given a name by the other, nor changed."""
    slow, quick = Directory(tmp_path), Directory(tmp_path)
    slow.sync("slow")
    quick.sync("quick")
    assert quick.advance("quick", lambda _: False)
    assert slow.advance("slow", lambda _: False)
    assert (slow.read("checkpoint"), names(tmp_path)) == (b"slow", {"checkpoint", ".lock"})


def test_two_in_containers_of_their_own_do_not_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There two processes may have the same number: the one's checkpoint does not get the other's content."""
    monkeypatch.setattr(os, "getpid", lambda: 7)
    one, two = Directory(tmp_path), Directory(tmp_path)
    one.sync("one")
    two.write("checkpoint", b"tw")
    assert one.advance("one", lambda _: False)
    assert (tmp_path / "checkpoint").read_bytes() == b"one"
    two.discard()
    # As in another process: nothing but chance tells them apart.
    assert len({each._beside("checkpoint") for each in (one, two, Directory(tmp_path))}) == 3


def synced(monkeypatch: pytest.MonkeyPatch, refused: str = "") -> set[str]:
    """Return the folders whose names are made durable from now on, but for the refused one."""
    found: set[str] = set()

    def sync(folder: Path | str) -> None:
        if str(folder) == refused:
            raise OSError(errno.EIO, "")
        found.add(str(folder))

    monkeypatch.setattr(module, "sync_folder", sync)
    return found


def test_folders_that_one_made_who_was_killed_are_made_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That they are there does not say that they stay: the first file of a process makes the whole way durable."""
    root = tmp_path / "record"
    Directory(root).write("tile/0/000.p/1", b"killed")
    found = synced(monkeypatch)
    next_one = Directory(root)
    next_one.write("tile/0/000.p/1", b"again")
    next_one.sync()
    way = {str(tmp_path), *(str(root / each) for each in ("", "tile", "tile/0", "tile/0/000.p"))}
    assert found == way
    found.clear()
    next_one.write("tile/0/000.p/2", b"more")
    next_one.sync()
    assert found == {str(root / "tile/0/000.p")}


def test_names_that_the_disk_did_not_take_are_made_durable_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also that of a checkpoint, which nobody writes again."""
    files = Directory(tmp_path)
    synced(monkeypatch, refused=str(tmp_path))
    with pytest.raises(OSError, match="Errno 5"):
        files.advance("one", lambda _: False)
    found = synced(monkeypatch)
    files.sync()
    assert str(tmp_path) in found


def test_a_folder_that_somebody_removed_stops_nobody(tmp_path: Path) -> None:
    """Names in it are gone: that is told once, and what is written again stands."""
    files = Directory(tmp_path)
    files.write("tile/0/000.p/1", b"one")
    files._settle()
    Directory(tmp_path).drop_partial("tile/0/000")
    with pytest.raises(FileNotFoundError):
        files.sync()
    files.write("tile/0/000.p/2", b"two")
    files.sync()
    assert files.read("tile/0/000.p/2") == b"two"


def test_a_folder_beside_which_nothing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path may be relative, and one name only."""
    monkeypatch.chdir(tmp_path)
    files = Directory(Path("record"))
    files.write("tile/0/000", b"one")
    files.sync("note")
    assert names(tmp_path) >= {"record/tile/0/000"}
