"""`cauce record monitor`: what it says and keeps of records that grow, shrink, fork, lie or are away."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cauce.cli.record import keep
from cauce.record.errors import Unreachable
from tests.support.ports import wait_until

from .conftest import Command, Result
from .logs import REFERENCE, Files, flip, head, log, note
from .server import serving

VKEY: str = REFERENCE.KEY.line
Write = Callable[[Files], Path]
Look = Callable[..., Result]


@pytest.fixture
def look(cauce_record: Command, tmp_path: Path) -> Look:
    """Look once."""

    def run(*args: object) -> Result:
        return cauce_record("monitor", *args, "--once", "--state", tmp_path / "state")

    return run


def kept(tmp_path: Path) -> dict[str, str]:
    """Return the files that are kept, by their paths."""
    return {
        str(path.relative_to(tmp_path / "state")): path.read_text("utf-8")
        for path in sorted((tmp_path / "state").rglob("*"))
        if path.is_file()
    }


def test_a_record_that_grows_is_followed(look: Look, folder: Write, tmp_path: Path) -> None:
    first = look(folder(log(300)), "--key", VKEY)
    assert first.exit_code == 0
    assert first.stdout.strip().endswith(f"grew  {head(7).origin}  300")
    assert list(kept(tmp_path).values()) == [note(300)]
    assert look(folder(log(700)), "--key", VKEY).stdout.strip().endswith(f"{head(7).origin}  300 → 700")
    assert look(folder(log(700)), "--key", VKEY).stdout.strip().endswith(f"same  {head(7).origin}  700")
    assert list(kept(tmp_path).values()) == [note(700)]


@pytest.mark.parametrize(
    ("later", "saw", "code"),
    [(log(300), "smaller", "record.E096"), (log(400, 1_000), "fork", "record.E094")],
)
def test_what_is_found_is_kept_once_and_said_again(
    look: Look, folder: Write, tmp_path: Path, later: Files, saw: str, code: str
) -> None:
    place = folder(log(350))
    assert look(place, "--key", VKEY).exit_code == 0
    folder(later)
    for _ in range(2):
        result = look(place, "--key", VKEY, "--json")
        assert result.exit_code == 1
        found = result.json()
        assert (found["saw"], found["error"]["code"], found["fine"], found["before"]) == (saw, code, False, 350)
    files = kept(tmp_path)
    assert len(files) == 2
    assert note(350) in files.values()
    evidence = json.loads(Path(found["evidence"]).read_text("utf-8"))
    assert (evidence["known"], evidence["shown"]) == (note(350), later["checkpoint"].decode())


def test_a_spoilt_entry_is_said_until_it_is_mended(look: Look, folder: Write) -> None:
    files = log(700)
    files["tile/entries/001"] = flip(files["tile/entries/001"], 34 * 44 + 2)
    place = folder(log(300))
    assert look(place, "--key", VKEY).exit_code == 0
    folder(files)
    words = look(place, "--key", VKEY)
    assert words.exit_code == 1
    assert "  record.E091: Entry 300 in tile/entries/001 hashes to " in words.stdout
    assert "\n  → " in words.stdout
    assert "\n  evidence: " in words.stdout
    folder(log(700))
    assert look(place, "--key", VKEY).exit_code == 0


def test_several_records_at_once_and_the_worst_decides(look: Look, folder: Write, tmp_path: Path) -> None:
    files = log(7)
    files["checkpoint"] = b"hello"
    with serving(log(700)) as good, serving(files) as bad:
        result = look(good, bad, tmp_path / "missing", good, "--key", VKEY, "--json")
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        assert result.exit_code == 1
        assert {line["place"]: line["saw"] for line in lines} == {
            good: "grew",
            bad: "bad",
            str(tmp_path / "missing"): "unreachable",
        }
        assert len(lines) == 3
        assert look(good, tmp_path / "missing", "--key", VKEY).exit_code == 2


def test_a_record_that_comes_to_no_end_holds_up_no_other(look: Look, folder: Write) -> None:
    def slow(_: object, path: str) -> bool:
        if path.startswith("tile/"):
            time.sleep(0.3)
        return False

    with serving(log(700), slow) as endless:
        result = look(endless, folder(log(300)), "--key", VKEY, "--longest", 0.2, "--json")
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["saw"], second["place"], second["saw"]) == ("grew", endless, "unreachable")
    assert "more to read than there is time for" in second["error"]["message"]["en"]
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("one", "two"), [(log(350), log(350, 100)), (log(300), log(700, 100)), (log(700, 100), log(300))]
)
def test_two_places_that_contradict_each_other_are_found_at_the_first_look(
    look: Look, tmp_path: Path, one: Files, two: Files
) -> None:
    with serving(one) as first, serving(two) as second:
        for _ in range(2):
            result = look(first, second, "--key", VKEY, "--json")
            lines = [json.loads(line) for line in result.stdout.splitlines()]
            assert (result.exit_code, len(lines)) == (1, 3)
            found = lines[2]
            assert (found["saw"], found["error"]["code"]) == ("fork", "record.E094")
            assert {found["place"], found["against"]} == {first, second}
        words = look(first, second, "--key", VKEY).stdout
        assert f"  {found['place']} and {found['against']}\n" in words
    larger, smaller = sorted((one, two), key=lambda files: int(files["checkpoint"].split(b"\n")[1]), reverse=True)
    evidence = json.loads(Path(found["evidence"]).read_text("utf-8"))
    shown = {files["checkpoint"].decode() for files in (larger, smaller)}
    assert {evidence["known"], evidence["shown"]} == shown
    assert len([name for name in kept(tmp_path) if "/evidence/" in name]) == 1


def test_copies_that_are_behind_or_cosigned_otherwise_contradict_nobody(look: Look) -> None:
    signed = note(700) + REFERENCE.WITNESS.cosignature(note(700).partition("\n\n")[0] + "\n", 1_700_000_000)
    cosigned = Files(log(700) | {"checkpoint": signed.encode()})
    with serving(log(700)) as all_of_it, serving(cosigned) as also, serving(log(300)) as behind:
        result = look(behind, all_of_it, also, "--key", VKEY, "--json")
        assert (result.exit_code, len(result.stdout.splitlines())) == (0, 3)


def test_two_places_that_show_two_keys_for_one_name_are_found(look: Look) -> None:
    root = REFERENCE.head(400, head(400).root)
    other = Files(log(400) | {"checkpoint": REFERENCE.NEXT_KEY.note(root).encode()})
    other["vkey"] = REFERENCE.NEXT_KEY.line.encode()
    with serving(Files(log(300) | {"vkey": VKEY.encode()})) as first, serving(other) as second:
        result = look(first, second, "--json")
        found = json.loads(result.stdout.splitlines()[2])
        assert (result.exit_code, found["saw"], found["error"]["code"]) == (1, "bad", "record.E022")
        assert (found["place"], found["against"]) == (second, first)


def test_the_key_that_a_record_showed_first_is_held_to(look: Look, folder: Write) -> None:
    place = folder(log(300))
    (place / "vkey").write_text(VKEY + "\n")
    assert "its key was shown by the record itself" in look(place).stdout
    (place / "vkey").write_text(REFERENCE.NEXT_KEY.line + "\n")
    root = REFERENCE.head(400, head(400).root)
    folder(Files(log(400) | {"checkpoint": REFERENCE.NEXT_KEY.note(root).encode()}))
    result = look(place, "--json")
    assert (result.exit_code, result.json()["error"]["code"]) == (1, "record.E022")


def test_a_spoilt_state_is_said_and_left_alone(look: Look, folder: Write, tmp_path: Path) -> None:
    place = folder(log(300))
    look(place, "--key", VKEY)
    (state,) = (tmp_path / "state").glob("*/checkpoint")
    state.write_text(note(300).replace("300", "301"), "utf-8")
    result = look(place, "--key", VKEY)
    assert (result.exit_code, "record.E099" in result.stdout) == (2, True)
    state.write_bytes(b"\xff")
    assert look(place, "--key", VKEY).exit_code == 2
    assert state.read_bytes() == b"\xff"


def test_a_checkpoint_on_another_server_s_authority_is_refused(look: Look, folder: Write) -> None:
    """Two keys are trusted; the record at this place may not become the other one."""
    place = folder(log(300))
    keys = ("--key", VKEY, "--key", REFERENCE.OTHER_KEY.line)
    assert look(place, *keys).exit_code == 0
    other = REFERENCE.OTHER_KEY.note(REFERENCE.head(400, head(400).root, REFERENCE.OTHER))
    folder(Files(log(400) | {"checkpoint": other.encode()}))
    assert look(place, *keys, "--json").json()["error"]["code"] == "record.E067"


def test_too_few_witnesses_are_said_and_never_hide_a_fork(look: Look, folder: Write, tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    policy.write_text(f"log {VKEY}\nwitness w1 {REFERENCE.WITNESS.line}\nquorum w1\n")
    result = look(folder(log(300)), "--policy", policy, "--json")
    assert (result.exit_code, result.json()["error"]["code"]) == (1, "record.E078")
    assert list(kept(tmp_path).values()) == [note(300)]
    result = look(folder(log(700, 1_000)), "--policy", policy, "--json")
    assert (result.json()["saw"], result.json()["error"]["code"]) == ("fork", "record.E094")
    signed = note(700) + REFERENCE.WITNESS.cosignature(note(700).partition("\n\n")[0] + "\n", 1_700_000_000)
    good = look(folder(Files(log(700) | {"checkpoint": signed.encode()})), "--policy", policy)
    assert good.exit_code == 0
    assert signed in kept(tmp_path).values()


def test_it_looks_again_and_again_until_it_is_interrupted(tmp_path: Path) -> None:
    files = log(300)
    with serving(files) as address:
        args = [sys.executable, "-m", "cauce", "--lang", "es", "record", "monitor", address, "--key", VKEY]
        args += ["--every", "0.1", "--state", str(tmp_path / "state")]
        process = subprocess.Popen(args, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        assert "creció" in process.stdout.readline()
        looks = files.reads.count("checkpoint")
        wait_until(lambda: files.reads.count("checkpoint") > looks + 3, 20)
        files.update(log(700))
        assert "300 → 700" in process.stdout.readline()
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(20) == 0
        process.stdout.close()


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a" / "checkpoint"
    keep.replace(path, "old")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unreachable, match="no room left"):
        keep.replace(path, "new")
    with pytest.raises(Unreachable, match="no room left"):
        keep.keep_evidence(tmp_path / "a", "fork", "text")
    assert [(each.name, each.read_text()) for each in path.parent.iterdir()] == [("checkpoint", "old")]


def test_evidence_is_never_written_over(tmp_path: Path) -> None:
    one = keep.keep_evidence(tmp_path, "fork", "one")
    assert keep.keep_evidence(tmp_path, "fork", "one") == one
    assert keep.keep_evidence(tmp_path, "fork", "two") != one
    assert one
    assert one.read_text() == "one"


def test_what_nobody_signed_does_not_fill_the_disk(tmp_path: Path) -> None:
    for i in range(5):
        keep.keep_evidence(tmp_path, "bad", str(i), most=3)
    assert len(list(tmp_path.iterdir())) == 3
    assert keep.keep_evidence(tmp_path, "bad", "0", most=3)
    assert keep.keep_evidence(tmp_path, "fork", "0", most=3)
    assert keep.keep_evidence(tmp_path, "bad", "4")
