"""The audit: nothing is found in an honest record, and each way to spoil one is found where it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from cauce.record import Checkpoint, RecordError, leaf_hash, places
from cauce.record.audit import START, Reached, audit_paths, audit_record
from cauce.record.audit_state import AuditState, format_audit_state, parse_audit_state
from cauce.record.errors import BadState, MissingFile, Unreachable

from .logs import Files, codes, entry, flip, head, log, note
from .strategies import few, sizes, untimed

SIZES = [0, 1, 2, 255, 256, 257, 511, 512, 513, 700]


def findings(
    files: Files, checkpoint: Checkpoint, known: tuple[Checkpoint, ...] = (), start: Reached = START
) -> list[RecordError]:
    """Return what an audit finds."""
    return [step for step in audit_record(files, checkpoint, known, start) if isinstance(step, RecordError)]


@pytest.mark.parametrize("size", SIZES)
def test_an_honest_record_has_no_findings_and_every_file_is_read_once(size: int) -> None:
    files = log(size)
    assert findings(files, head(size), tuple(head(one) for one in SIZES if one <= size)) == []
    assert files.reads == list(audit_paths(size))
    assert sorted(files.reads) == sorted(map(str, places(size)))


@few
@given(size=sizes, start=st.integers(0, 300))
def test_paths_to_read_ahead_are_all_files_of_the_record(size: int, start: int) -> None:
    assert sorted(audit_paths(size)) == sorted(map(str, places(size)))
    behind = min(start, size >> 8) * 256
    assert list(audit_paths(size, behind)) == list(audit_paths(size))[-len(list(audit_paths(size, behind))) or None :]


@pytest.mark.parametrize("size", [3, 300, 2_000])
def test_pymerkle_agrees_with_the_root_that_the_audit_demands(size: int) -> None:
    """An implementation that is not ours made the root; one bit of it altered is a finding."""
    tree = InmemoryTree(algorithm="sha256")
    for i in range(size):
        tree.append_entry(entry(i))
    root = tree.get_root()
    assert findings(log(size), Checkpoint(head(size).origin, size, root)) == []
    assert codes(findings(log(size), Checkpoint(head(size).origin, size, flip(root, 0)))) == ["record.E093"]


@untimed
@given(data=st.data())
def test_any_bit_altered_anywhere_is_found_in_that_file(data: st.DataObject) -> None:
    files = log(700)
    path = data.draw(st.sampled_from(sorted(set(files) - {"checkpoint"})))
    files[path] = flip(files[path], data.draw(st.integers(0, len(files[path]) - 1)))
    found = findings(files, head(700))
    assert found
    assert any(path in map(str, one.values.values()) for one in found)
    assert codes(found)[0] in ("record.E091", "record.E092", "record.E095")


@untimed
@given(data=st.data())
def test_any_file_left_out_is_missed_by_name(data: st.DataObject) -> None:
    files = log(700)
    path = data.draw(st.sampled_from(sorted(set(files) - {"checkpoint"})))
    del files[path]
    assert [(one.code, one.values["path"]) for one in findings(files, head(700))] == [("record.E090", path)]


def test_partial_files_that_were_dropped_are_taken_from_the_full_ones() -> None:
    """The record grew while somebody read an earlier size of it."""
    grown = log(1_024)
    files = Files({path: data for path, data in grown.items() if ".p/" not in path} | {"tile/1/000": bytes(8_192)})
    assert codes(findings(files, head(700))) == ["record.E092"]  # the one full tile that such a small record lacks
    files["tile/1/000"] = grown["tile/1/000.p/4"] + bytes(8_192 - 128)
    assert findings(files, head(700), (head(699),)) == []
    files["tile/0/002"] = files["tile/0/002"][:-1]
    assert codes(findings(files, head(700))) == ["record.E095"]


def test_an_altered_entry_is_one_finding_with_index_and_both_files() -> None:
    files = log(700)
    files["tile/entries/001"] = flip(files["tile/entries/001"], 34 * 44 + 2)
    (found,) = findings(files, head(700))
    assert (found.code, found.values["index"]) == ("record.E091", 300)
    assert (found.values["bundle"], found.values["path"]) == ("tile/entries/001", "tile/0/001")
    assert found.values["expected"] == leaf_hash(entry(300)).hex()


def test_an_altered_tile_is_one_finding() -> None:
    files = log(700)
    files["tile/0/001"] = flip(files["tile/0/001"], 32 * 44)
    (found,) = findings(files, head(700))
    assert (found.code, found.values["index"]) == ("record.E091", 300)
    assert found.values["found"] == leaf_hash(entry(300)).hex()


def test_an_entry_altered_with_its_tile_does_not_lead_to_the_tile_above_nor_to_the_root() -> None:
    files = log(700)
    files["tile/entries/001"] = flip(files["tile/entries/001"], 34 * 44 + 2)
    altered = files["tile/entries/001"][34 * 44 + 2 : 34 * 45]
    files["tile/0/001"] = files["tile/0/001"][: 32 * 44] + leaf_hash(altered) + files["tile/0/001"][32 * 45 :]
    wrong, root = findings(files, head(700))
    assert (wrong.code, wrong.values["path"], wrong.values["number"]) == ("record.E092", "tile/1/000.p/2", 1)
    assert (root.code, root.values["expected"]) == ("record.E093", head(700).root.hex())


def test_a_record_of_other_entries_under_the_same_checkpoint_is_found_at_the_root() -> None:
    assert codes(findings(log(700, history=1_000), head(700))) == ["record.E093"]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("tile/0/000", b""),
        ("tile/0/000", bytes(8_191)),
        ("tile/0/000", bytes(8_224)),
        ("tile/0/002.p/188", bytes(189 * 32)),
        ("tile/1/000.p/2", bytes(63)),
        ("tile/entries/000", b""),
        ("tile/entries/000", bytes(2 * 255)),
        ("tile/entries/000", bytes(2 * 257)),
        ("tile/entries/000", b"\xff" * 600),
        ("tile/entries/002.p/188", bytes(2 * 187)),
    ],
)
def test_a_torn_or_overlong_file_is_named_and_the_rest_is_checked(path: str, content: bytes) -> None:
    files = log(700)
    files[path] = content
    files["tile/0/001"] = flip(files["tile/0/001"], 0)
    found = findings(files, head(700))
    assert {"record.E095", "record.E091"} == set(codes(found))
    assert [one.values["path"] for one in found if one.code == "record.E095"] == [path]


def test_where_neither_entries_nor_hashes_are_left_the_audit_ends_and_says_so() -> None:
    files = log(700)
    del files["tile/0/001"], files["tile/entries/001"]
    found = findings(files, head(700))
    assert codes(found) == ["record.E090", "record.E090", "record.E097"]
    assert found[-1].values["index"] == 256


@pytest.mark.parametrize("size", [6, 255, 256, 300, 512, 699, 700])
def test_a_rewritten_history_is_found_at_the_size_that_was_signed(size: int) -> None:
    found = findings(log(700), head(700), (head(5, 1_000), head(size, 1_000)))
    assert codes(found) == ["record.E094"]
    assert (found[0].values["size"], found[0].values["expected"]) == (size, head(size, 1_000).root.hex())


def test_a_record_rolled_back_is_found() -> None:
    found = findings(log(300), head(300), (head(700), head(200), head(301)))
    assert [(one.code, one.values["known"]) for one in found] == [("record.E096", 700), ("record.E096", 301)]


def test_an_absurd_size_ends_at_once() -> None:
    absurd = Checkpoint(head(1).origin, 2**63 - 1, bytes(32))
    assert codes(findings(log(0), absurd)) == ["record.E090", "record.E090", "record.E097"]
    assert "record.E090" in codes(findings(log(0), absurd, (head(6),), Reached(256, (bytes(32),))))


def steps_until(files: Files, checkpoint: Checkpoint, size: int) -> Reached:
    """Return how far an audit is when it is killed after this many entries."""
    reached = START
    for step in audit_record(files, checkpoint):
        assert isinstance(step, Reached)
        reached = step
        if step.size >= size:
            break
    return reached


@pytest.mark.parametrize("at", [0, 256, 512])
def test_a_killed_audit_goes_on_where_it_was_and_reads_nothing_twice(at: int) -> None:
    reached = steps_until(log(700), head(700), at) if at else START
    assert reached.size == at
    files = log(700)
    assert findings(files, head(700), start=reached) == []
    assert files.reads == list(audit_paths(700, at))


def test_an_audit_goes_on_under_a_later_checkpoint() -> None:
    reached = steps_until(log(300), head(300), 256)
    assert findings(log(700), head(700), (head(200), head(300)), reached) == []
    assert codes(findings(log(700, 1_000), head(700, 1_000), (), reached)) == ["record.E092", "record.E093"]


@pytest.mark.parametrize("size", [6, 200, 256])
def test_what_was_signed_before_the_point_of_resumption_is_proved_from_tiles(size: int) -> None:
    reached = steps_until(log(700), head(700), 256)
    assert findings(log(700), head(700), (head(0), head(size)), reached) == []
    assert codes(findings(log(700), head(700), (head(size, 1_000),), reached)) == ["record.E053"]


def test_an_audit_that_was_further_than_the_checkpoint_begins_anew() -> None:
    files = log(200)
    assert findings(files, head(200), (), steps_until(log(300), head(300), 256)) == []
    assert files.reads == list(audit_paths(200))


def test_what_cannot_be_read_now_is_no_finding() -> None:
    class Down(Files):
        def read(self, path: str) -> bytes:
            if path == "tile/0/001":
                raise Unreachable(place="https://log.example/", why="timed out")
            return super().read(path)

    with pytest.raises(Unreachable):
        findings(Down(log(700)), head(700))


def test_state_is_written_as_it_is_read() -> None:
    files = log(700)
    files["tile/0/000"] = bytes(3)
    files["tile/0/001"] = flip(files["tile/0/001"], 0)
    state = AuditState(head(700).origin, (note(700),))
    for step in audit_record(files, head(700)):
        state = state.add(step)
        again = parse_audit_state(format_audit_state(state), state.origin)
        assert format_audit_state(again) == format_audit_state(state)
        assert again.reached == state.reached
    assert (again.reached.size, again.found, codes(list(again.findings))) == (512, 2, ["record.E095", "record.E091"])
    assert [one.text("es") for one in again.findings] == [one.text("es") for one in state.findings]


def test_state_keeps_a_hundred_findings_and_the_number_of_all() -> None:
    state = AuditState("a")
    for i in range(150):
        state = state.add(MissingFile(path=f"tile/0/{i:03d}", size=1_000_000))
    assert (len(state.findings), state.found) == (100, 150)
    assert state.add(MissingFile(path="tile/0/000", size=1_000_000)) == state


@pytest.mark.parametrize(
    "change",
    [
        {"format": "cauce/audit/v2"},
        {"origin": "other"},
        {"size": 255},
        {"size": -256},
        {"size": 512},
        {"size": "x"},
        {"tails": ["00" * 64]},
        {"tails": ["zz"]},
        {"tails": None},
        {"findings": [{"code": "record.E999", "values": {}}]},
        {"findings": [{"code": "record.E091"}]},
        {"findings": [{"code": "record.E091", "values": []}]},
        {"checkpoints": ["\ud800"]},
        {"size": float("inf")},
        {"found": []},
    ],
)
def test_a_state_that_is_none_or_of_another_record_is_refused(change: dict[str, object]) -> None:
    good = json.loads(format_audit_state(AuditState("a", (), Reached(256, (bytes(32),)))))
    assert parse_audit_state(json.dumps(good), "a").reached.size == 256
    for text in (json.dumps(good | change), json.dumps(good)[:-1], "[]", "", "[" * 100_000):
        with pytest.raises(BadState):
            parse_audit_state(text, "a")
