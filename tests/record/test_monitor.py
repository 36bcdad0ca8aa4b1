"""One step of following a record: what it saw, and the evidence that a third party can check."""

from __future__ import annotations

import json
from base64 import b64decode
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.record import RecordError, TileReader, Tree, open_checkpoint, parse_verifier_key, verify_consistency
from cauce.record.errors import InvalidSignature, TooLarge, Unreachable, WrongRoot, WrongTile
from cauce.record.evidence import format_evidence
from cauce.record.mirror import CheckedTiles, MirrorTiles
from cauce.record.monitor import Saw, Step, follow

from .logs import KEY, REFERENCE, Files, entry, flip, head, log, note
from .strategies import untimed

OPEN = partial(open_checkpoint, keys=[KEY])


def look(files: Files, known: str = "") -> Step:
    """Look once."""
    return follow(files, OPEN, known)


@pytest.mark.parametrize("size", [0, 1, 256, 300, 700])
def test_at_the_first_look_every_entry_is_read(size: int) -> None:
    files = log(size)
    step = look(files)
    assert (step.saw, step.shown, step.known, step.proof) == (Saw.GREW, note(size), "", ())
    assert step.is_fine
    assert sum(path.startswith("tile/entries/") for path in files.reads) == (size + 255) // 256


@pytest.mark.parametrize(("old", "size"), [(0, 1), (1, 2), (255, 256), (256, 257), (299, 700), (512, 700), (699, 700)])
def test_a_record_that_grew_is_proved_to_continue(old: int, size: int) -> None:
    files = log(size)
    step = look(files, note(old))
    assert (step.saw, step.known, step.error) == (Saw.GREW, note(old), None)
    verify_consistency(old, size, head(old).root, head(size).root, step.proof)
    read = [path for path in files.reads if "entries" in path]
    assert len(read) == (size + 255) // 256 - old // 256


def test_nothing_new_is_one_file_read() -> None:
    files = log(700)
    assert look(files, note(700)).saw is Saw.SAME
    assert files.reads == ["checkpoint"]


def test_fewer_entries_than_were_signed() -> None:
    step = look(log(300), note(700))
    assert (step.saw, step.shown, step.known) == (Saw.SMALLER, note(300), note(700))
    assert step.error
    assert step.error.code == "record.E096"


def test_two_roots_of_one_size_are_a_fork() -> None:
    step = look(log(700, 1_000), note(700))
    assert step.saw is Saw.FORK
    assert step.error
    assert step.error.code == "record.E094"


@pytest.mark.parametrize("old", [6, 255, 256, 300, 699])
def test_a_rewritten_history_is_a_fork_with_a_proof_that_the_new_tree_begins_otherwise(old: int) -> None:
    """Both notes are signed, and the proof leads from another root than the one signed before: no words are needed."""
    step = look(log(700, 1_000), note(old))
    assert step.saw is Saw.FORK
    assert not step.is_fine
    shown = json.loads(format_evidence(step))
    new, before = OPEN(shown["shown"]).checkpoint, OPEN(shown["known"]).checkpoint
    path = [b64decode(one) for one in shown["proof"]]
    verify_consistency(old, 700, head(old, 1_000).root, new.root, path)
    assert head(old, 1_000).root != before.root
    assert (shown["saw"], shown["code"]) == ("fork", "record.E094")
    assert format_evidence(look(log(700, 1_000), note(old))) == format_evidence(step)


def test_a_checkpoint_signed_by_nobody_who_is_trusted_is_bad() -> None:
    files = log(300)
    files["checkpoint"] = REFERENCE.OTHER_KEY.note(REFERENCE.head(300, head(300).root)).encode()
    assert look(files, note(299)).saw is Saw.BAD


def test_a_forged_signature_is_bad_and_kept() -> None:
    files = log(300)
    files["checkpoint"] = note(300).replace("\n300\n", "\n301\n").encode()
    step = look(files)
    assert step.saw is Saw.BAD
    assert isinstance(step.error, InvalidSignature)
    assert "\n301\n" in json.loads(format_evidence(step))["shown"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a" * 1_000_001, b"\n\n\n\n", b"<html>\n\n\xe2\x80\x94 a b\n"])
def test_anything_else_than_a_checkpoint_is_bad(content: bytes) -> None:
    files = log(300)
    files["checkpoint"] = content
    assert look(files, note(299)).saw is Saw.BAD


def test_another_record_at_the_same_place_is_bad() -> None:
    both = [KEY, parse_verifier_key(REFERENCE.OTHER_KEY.line)]
    files = log(0)
    files["checkpoint"] = REFERENCE.OTHER_KEY.note(REFERENCE.head(0, REFERENCE.tree([]), REFERENCE.OTHER)).encode()
    step = follow(files, partial(open_checkpoint, keys=both), note(300))
    assert step.saw is Saw.BAD
    assert step.error
    assert step.error.code == "record.E067"


def test_no_checkpoint_is_unreachable_and_nothing_is_said_of_the_record() -> None:
    step = look(Files({}), note(300))
    assert (step.saw, step.shown) == (Saw.UNREACHABLE, "")
    assert "no file" in format_evidence(step)


@pytest.mark.parametrize("where", ["checkpoint", "tile/0/001", "tile/entries/001", "tile/0/002.p/188"])
def test_a_place_that_fails_at_any_point_is_unreachable(where: str) -> None:
    class Down(Files):
        def read(self, path: str) -> bytes:
            if path == where:
                raise Unreachable(place=path, why="timed out")
            return super().read(path)

    assert look(Down(log(700)), note(299)).saw is Saw.UNREACHABLE


def test_a_file_without_end_is_bad() -> None:
    class Endless(Files):
        def read(self, path: str) -> bytes:
            if path != "checkpoint":
                raise TooLarge(part="tile", found=8_193, limit=8_192)
            return super().read(path)

    step = look(Endless(log(700)), note(299))
    assert step.saw is Saw.BAD
    assert step.error
    assert step.error.code == "record.E095"


@untimed
@given(data=st.data())
def test_what_is_altered_in_a_file_that_is_read_never_passes(data: st.DataObject) -> None:
    """Among the files of a record that grew: whatever is altered, withheld or cut, the step is not fine."""
    files = log(700)
    look(files, note(299))
    path = data.draw(st.sampled_from(sorted(set(files.reads))))
    how = data.draw(st.sampled_from(["flip", "cut", "gone"]))
    if how == "gone":
        del files[path]
    elif how == "cut":
        files[path] = files[path][: data.draw(st.integers(0, len(files[path]) - 1))]
    else:
        files[path] = flip(files[path], data.draw(st.integers(0, len(files[path]) - 1)))
    assert not look(files, note(299)).is_fine


def test_new_entries_that_do_not_hash_to_the_tree_are_bad_by_index() -> None:
    files = log(700)
    files["tile/entries/001"] = flip(files["tile/entries/001"], 34 * 44 + 2)
    step = look(files, note(299))
    assert step.saw is Saw.BAD
    assert step.error
    assert (step.error.code, step.error.values["index"]) == ("record.E091", 300)


def test_tiles_are_checked_up_to_the_signed_root() -> None:
    files = log(700)
    tiles = CheckedTiles(files, head(700))
    assert Tree(TileReader(tiles), 700).root() == head(700).root
    assert tiles.read(0, 3) == tiles.read(9, 0) == b""
    files["tile/0/001"] = flip(files["tile/0/001"], 40)
    with pytest.raises(WrongTile):
        CheckedTiles(files, head(700)).read(0, 1)
    files["tile/1/000.p/2"] = flip(files["tile/1/000.p/2"], 40)
    with pytest.raises(WrongRoot):
        CheckedTiles(files, head(700))


def test_tiles_as_they_are_stored_make_proofs() -> None:
    tree = Tree(TileReader(MirrorTiles(log(700), 700)), 700)
    assert list(tree.inclusion(300)) == REFERENCE.path(300, [entry(i) for i in range(700)])


def test_a_caller_s_own_checkpoint_that_is_spoilt_is_the_caller_s_error() -> None:
    with pytest.raises(RecordError):
        look(log(300), note(299).replace("299", "298"))
