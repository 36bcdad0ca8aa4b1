"""`cauce record audit`: what it answers of honest and spoilt records, near and far, and how it is taken up again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cauce.record.audit import audit_paths
from cauce.record.audit_state import AuditState, format_audit_state, parse_audit_state
from tests.support.server import clean_environment

from .conftest import Command
from .logs import REFERENCE, Files, flip, head, log, note
from .server import serving

VKEY: str = REFERENCE.KEY.line
Write = Callable[[Files], Path]


def test_an_honest_folder(cauce_record: Command, folder: Write) -> None:
    result = cauce_record("audit", folder(log(700)), "--key", VKEY)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "AUDITED, NOTHING FOUND"
    assert lines[2:4] == ["  entries: 700", f"  root: {head(700).root.hex()}"]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_an_honest_server_is_asked_once_for_each_file(cauce_record: Command, packed: bool) -> None:
    files = log(700)
    with serving(files, packed=packed) as address:
        result = cauce_record("audit", address, "--key", VKEY, "--json")
    assert result.exit_code == 0
    found = result.json()
    assert (found["fine"], found["size"], found["origin"]) == (True, 700, head(700).origin)
    assert sorted(files.reads) == sorted(["checkpoint", *audit_paths(700)])


def test_a_spoilt_record_is_told_file_by_file(cauce_record: Command, folder: Write) -> None:
    files = log(700)
    files["tile/entries/001"] = flip(files["tile/entries/001"], 34 * 44 + 2)
    files["tile/0/002.p/188"] = b""
    result = cauce_record("audit", folder(files), "--key", VKEY)
    assert result.exit_code == 1
    first, second, verdict, *_ = result.stdout.splitlines()
    assert first.startswith("record.E091: Entry 300 in tile/entries/001 hashes to ")
    assert second.startswith("record.E095: The file tile/0/002.p/188 is not what belongs there. Wrong length (tile)")
    assert verdict == "FOUND: 2"
    assert "\n→ " in result.stdout
    again = cauce_record("audit", folder(files), "--key", VKEY, "--json").json()
    assert (again["audited"], again["fine"], again["found"]) == (True, False, 2)
    assert [(one["code"], one["path"]) for one in again["findings"]] == [
        ("record.E091", "tile/0/001"),
        ("record.E095", "tile/0/002.p/188"),
    ]


def test_the_key_that_the_record_shows_is_used_and_said_to_be_so(cauce_record: Command, folder: Write) -> None:
    place = folder(log(3))
    assert "cli.E016" in cauce_record("audit", place).stderr
    (place / "vkey").write_text(VKEY + "\n")
    result = cauce_record("audit", place)
    assert result.exit_code == 0
    assert "the key was shown by the record itself" in result.stdout
    assert cauce_record("audit", place, "--json").json()["key_shown_by_the_record"] is True


def test_every_cosignature_is_checked_under_a_policy(cauce_record: Command, folder: Write, tmp_path: Path) -> None:
    files, policy = log(700), tmp_path / "policy"
    policy.write_text(f"log {VKEY}\nwitness w1 {REFERENCE.WITNESS.line}\nquorum w1\n")
    alone = cauce_record("audit", folder(files), "--policy", policy)
    assert alone.exit_code == 1
    assert alone.stdout.startswith("record.E078: The quorum “w1” was not reached; cosigned by: –.")
    signed = note(700) + REFERENCE.WITNESS.cosignature(note(700).partition("\n\n")[0] + "\n", 1_700_000_000)
    result = cauce_record("audit", folder(Files(files | {"checkpoint": signed.encode()})), "--policy", policy)
    assert result.exit_code == 0
    assert "\n  cosigned by: w1 (witness.example/w1+" in result.stdout
    found = cauce_record("audit", tmp_path / "log", "--policy", policy, "--json").json()
    assert (found["policy"]["quorum"], found["policy"]["cosigned"][0]["timestamp"]) == ("w1", 1_700_000_000)
    forged = signed.replace("\n700\n", "\n701\n")
    result = cauce_record("audit", folder(Files(files | {"checkpoint": forged.encode()})), "--policy", policy)
    assert (result.exit_code, "record.E021" in result.stderr) == (1, True)


def test_a_cosignature_of_another_checkpoint_is_found(cauce_record: Command, folder: Write, tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    policy.write_text(f"log {VKEY}\nwitness w1 {REFERENCE.WITNESS.line}\nquorum none\n")
    signed = note(7) + REFERENCE.WITNESS.cosignature(note(6).partition("\n\n")[0] + "\n", 1_700_000_000)
    result = cauce_record("audit", folder(Files(log(7) | {"checkpoint": signed.encode()})), "--policy", policy)
    assert (result.exit_code, "record.E021" in result.stderr) == (1, True)


def test_earlier_checkpoints_in_a_file_or_a_folder(cauce_record: Command, folder: Write, tmp_path: Path) -> None:
    place, kept = folder(log(700)), tmp_path / "kept"
    kept.mkdir()
    (kept / "1").write_text(note(6), "utf-8")
    (kept / "2").write_text(f"{note(255)}\n{note(256)}\n\n{note(700)}", "utf-8")
    for path in (kept, kept / "2"):
        assert cauce_record("audit", place, "--key", VKEY, "--checkpoints", path).exit_code == 0
    (kept / "2").write_text(f"{note(255)}\n{note(256, 1_000)}", "utf-8")
    result = cauce_record("audit", place, "--key", VKEY, "--checkpoints", kept)
    assert result.exit_code == 1
    assert result.stdout.startswith("record.E094: The first 256 entries have the root ")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "cli.E017"),
        ("a", "cli.E017"),
        (note(6) + "\nmore", "cli.E017"),
        (note(6).replace("\n6\n", "\n7\n"), "record.E021"),
        (REFERENCE.OTHER_KEY.note(REFERENCE.head(6, bytes(32))), "record.E022"),
    ],
)
def test_a_file_without_earlier_checkpoints_is_bad_use(
    cauce_record: Command, folder: Write, tmp_path: Path, content: str, code: str
) -> None:
    (tmp_path / "kept").write_text(content, "utf-8")
    result = cauce_record("audit", folder(log(7)), "--key", VKEY, "--checkpoints", tmp_path / "kept")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"NOT CHECKED\n{code}: ")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--key", "missing"], "verify.E001"),
        (["--policy", "missing"], "verify.E001"),
        (["--policy", "vkey"], "record.E070"),
        (["--key", VKEY, "--policy", "vkey"], "verify.E009"),
        (["--key", VKEY[:-1]], "record.E014"),
        (["--key", VKEY, "--checkpoints", "missing"], "verify.E001"),
        (["--key", VKEY, "--state", "."], "verify.E001"),
        (["--key", VKEY, "--state", "vkey/state"], "record.E098"),
    ],
)
def test_bad_use_is_told_apart_from_findings(
    cauce_record: Command, folder: Write, args: list[str], code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = folder(log(7))
    (tmp_path / "vkey").write_text(VKEY)
    monkeypatch.chdir(tmp_path)
    result = cauce_record("audit", place, *args)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"NOT CHECKED\n{code}: ")
    assert cauce_record("audit", place, *args, "--json").json()["error"]["code"] == code


@pytest.mark.parametrize("place", ["missing", "ftp://a/", "http://", "https://u:p@a/", "http://a/?x", "http://a b/"])
def test_a_place_that_is_none_could_not_be_checked(cauce_record: Command, place: str) -> None:
    result = cauce_record("audit", place, "--key", VKEY)
    assert result.exit_code == 2
    assert result.stderr.startswith("NOT CHECKED\nrecord.E098: ")


def test_a_forged_checkpoint_is_found_before_anything_else_is_read(cauce_record: Command) -> None:
    files = log(7)
    files["checkpoint"] = note(7).replace("\n7\n", "\n8\n").encode()
    with serving(files) as address:
        result = cauce_record("audit", address, "--key", VKEY)
    assert result.exit_code == 1
    assert result.stderr.startswith("NOT FINE\nrecord.E021: ")
    assert files.reads == ["checkpoint"]


def test_state_is_taken_up_and_holds_the_record_to_what_it_signed(
    cauce_record: Command, folder: Write, tmp_path: Path
) -> None:
    state = tmp_path / "state" / "audit.json"
    assert cauce_record("audit", folder(log(300)), "--key", VKEY, "--state", state).exit_code == 0
    files = log(700)
    with serving(files) as address:
        result = cauce_record("audit", address, "--key", VKEY, "--state", state, "--json")
    assert (result.exit_code, result.json()["taken_up_at"], result.json()["earlier_checkpoints"]) == (0, 256, 1)
    assert "tile/entries/000" not in files.reads
    assert [each.name for each in state.parent.iterdir()] == ["audit.json"]
    smaller = cauce_record("audit", folder(log(300)), "--key", VKEY, "--state", state)
    assert smaller.exit_code == 1
    assert smaller.stdout.startswith("record.E096: The record shows 300 entries; it has signed 700 before.")


def test_what_was_found_before_is_not_forgotten(cauce_record: Command, folder: Write, tmp_path: Path) -> None:
    files, state = log(700), tmp_path / "state"
    files["tile/0/000"] = flip(files["tile/0/000"], 0)
    for _ in range(2):
        result = cauce_record("audit", folder(files), "--key", VKEY, "--state", state)
        assert result.exit_code == 1
        assert result.stdout.startswith("record.E091: ")
        assert "\nFOUND: 1\n" in result.stdout
    assert cauce_record("audit", folder(log(700)), "--key", VKEY, "--state", state).exit_code == 1
    state.unlink()
    assert cauce_record("audit", folder(log(700)), "--key", VKEY, "--state", state).exit_code == 0


@pytest.mark.parametrize("content", [b"{", b"\xff", format_audit_state(AuditState("other")).encode()])
def test_a_state_of_something_else_is_bad_use(
    cauce_record: Command, folder: Write, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "state").write_bytes(content)
    result = cauce_record("audit", folder(log(7)), "--key", VKEY, "--state", tmp_path / "state")
    assert result.exit_code == 2
    assert "record.E099" in result.stderr
    assert (tmp_path / "state").read_bytes() == content


def test_a_server_that_fails_half_way_leaves_a_state_from_which_it_goes_on(
    cauce_record: Command, tmp_path: Path
) -> None:
    files, state = log(1_024), tmp_path / "state"
    with serving(files, lambda request, path: path == "tile/0/002" and cut(request)) as address:
        result = cauce_record("audit", address, "--key", VKEY, "--state", state)
    assert result.exit_code == 2
    assert result.stderr.startswith("NOT CHECKED\nrecord.E098: ")
    assert "the connection was cut" in result.stderr
    assert parse_audit_state(state.read_text("utf-8"), head(7).origin).reached.size == 512
    with serving(files) as address:
        found = cauce_record("audit", address, "--key", VKEY, "--state", state, "--json").json()
    assert (found["fine"], found["taken_up_at"]) == (True, 512)


def cut(request: object) -> bool:
    """Close the connection instead of answering."""
    request.close_connection = True  # type: ignore[attr-defined]
    return True


def test_a_killed_audit_is_taken_up(cauce_record: Command, tmp_path: Path) -> None:
    """Killed without warning, again and again, while the server takes its time; in the end it has read everything."""
    files, state = log(768), tmp_path / "state"
    script = (
        "import sys, cauce.cli.record.audit as audit; audit._WRITE_EVERY = 0.0; "
        "from cauce.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    reached, kills = [0], 0

    def slowly(request: object, path: str) -> bool:
        time.sleep(0.15 if path.startswith("tile/entries") else 0)
        return False

    with serving(files, slowly) as address:
        args = [sys.executable, "-c", script, "record", "audit", address, "--key", VKEY, "--state", str(state)]
        while reached[-1] < 768:
            process = subprocess.Popen(args, stdout=subprocess.DEVNULL, env=clean_environment(tmp_path / "node"))
            while process.poll() is None and size_in(state) == reached[-1]:
                time.sleep(0.01)
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
                kills += 1
            process.wait()
            reached.append(size_in(state))
        result = cauce_record("audit", address, "--key", VKEY, "--state", state)
    assert result.exit_code == 0
    assert reached == sorted(reached)
    assert kills >= 1
    assert not (tmp_path / "node").exists()  # it needs none and makes none


def size_in(state: Path) -> int:
    """Return how far the audit came, by its state."""
    return parse_audit_state(state.read_text("utf-8"), head(7).origin).reached.size if state.exists() else 0


def test_words_are_spanish_unless_asked(folder: Write, capsys: pytest.CaptureFixture[str]) -> None:
    from cauce.cli import main

    assert main(["--lang", "es", "record", "audit", str(folder(log(3))), "--key", VKEY]) == 0
    assert capsys.readouterr().out.startswith("AUDITADA, NADA SE ENCONTRÓ\n")
