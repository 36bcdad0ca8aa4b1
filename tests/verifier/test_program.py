"""The verifier as a court runs it: one small file that a person can read, and what it says of good and bad receipts."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
import rfc8785

from cauce.cli import main

from .support import (
    ACT,
    CHECKPOINT,
    DIGEST,
    LOG_LINE,
    OFFICE,
    PROGRAM,
    cauce_verify,
    code_of,
    cosigned,
    envelope,
    policy,
    receipt,
    reference,
    witness,
)

SOURCE = PROGRAM.read_text(encoding="utf-8")


class Files(NamedTuple):
    """Where the files of a receipt lie."""

    receipt: Path
    policy: Path
    act: Path


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A receipt with three witnesses, a policy that asks for two, and the act."""
    found = Files(tmp_path / "a.tlog-proof", tmp_path / "policy", tmp_path / "a.act.json")
    found.receipt.write_text(receipt(0, 1, 2), encoding="utf-8", newline="")
    found.policy.write_text(policy("group g 2 w0 w1 w2\nquorum g"), encoding="utf-8", newline="")
    found.act.write_text(envelope(), encoding="utf-8")
    return found


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the program as it stands, without any package that is installed and without the environment."""
    command = [sys.executable, "-I", "-S", str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


# ---- what it is ---------------------------------------------------------------------------------------------------


def test_it_fits_the_limits() -> None:
    lines = SOURCE.splitlines()
    assert len(lines) <= 250
    assert max(map(len, lines)) <= 120


def test_it_imports_nothing_but_the_standard_library_and_nothing_that_reaches_outside() -> None:
    names = set()
    for node in ast.walk(ast.parse(SOURCE)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    assert names <= {"binascii", "collections", "hashlib", "json", "pathlib", "re", "sys", "time"}
    assert not re.search(r"\b(eval|exec|__import__|open|write_\w+|environ)\b\(?", SOURCE.split('"""', 2)[2])


def test_it_is_python_3_9_and_every_part_says_what_it_does() -> None:
    tree = ast.parse(SOURCE, feature_version=(3, 9))
    parts = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert [part.name for part in parts if not ast.get_docstring(part)] == []
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Match)]
    assert "strict=" not in SOURCE


# ---- what it says -------------------------------------------------------------------------------------------------


def test_a_receipt_with_its_quorum_and_its_act_is_verified_in_both_languages(files: Files) -> None:
    found = run(files.receipt, "--policy", files.policy, "--act", files.act)
    assert (found.returncode, found.stderr) == (0, "")
    assert "VERIFICADO: cauce.example/record, entrada 4 de 7" in found.stdout
    assert "VERIFIED: cauce.example/record, entry 4 of 7" in found.stdout
    assert found.stdout.count(DIGEST.hex()) == 2
    assert "witness.example/w1 (2021-02-03 12:00:00Z)" in found.stdout
    assert found.stdout.count("Demostrado: ") == found.stdout.count("\nShown: ") == 3
    assert found.stdout.count("SIN demostrar: ") == found.stdout.count("\nNOT shown: ") == 1


@pytest.mark.parametrize(
    ("lang", "word", "other"), [("es", "VERIFICADO", "VERIFIED"), ("en", "VERIFIED", "VERIFICADO")]
)
def test_one_language_alone_is_given_if_asked_for(files: Files, lang: str, word: str, other: str) -> None:
    found = run(files.receipt, "--key", LOG_LINE, "--lang", lang)
    assert found.returncode == 0
    assert word in found.stdout
    assert other not in found.stdout


def test_without_act_and_witnesses_it_says_that_neither_is_shown(files: Files) -> None:
    found = run(files.receipt, "--key", LOG_LINE, "--lang", "en")
    assert found.returncode == 0
    assert found.stdout.count("NOT shown: ") == 4
    assert "\nShown" not in found.stdout


def test_a_digest_in_hand_is_compared(files: Files) -> None:
    assert run(files.receipt, "--key", LOG_LINE, "--digest", DIGEST.hex().upper()).returncode == 0
    found = run(files.receipt, "--key", LOG_LINE, "--digest", "0" * 64)
    assert found.returncode == 1
    assert "NO VERIFICADO: record.E042" in found.stdout
    assert "NOT VERIFIED: record.E042" in found.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a"],
        ["a", "--key"],
        ["a", "--key", "k", "--policy", "p"],
        ["a", "--key", "k", "--act", "a", "--digest", "d"],
        ["a", "--key", "k", "--key", "k"],
        ["a", "--key", "k", "--what", "x"],
    ],
)
def test_a_wrong_command_line_is_answered_with_how_to_call_it(arguments: list[str]) -> None:
    found = run(*arguments)
    assert (found.returncode, found.stderr) == (2, "")
    assert "python3 cauce_verify.py RECEIPT" in found.stdout


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"receipt": "no-such-file"}, "verify.E001"),
        ({"--policy": "no-such-file"}, "verify.E001"),
        ({"--act": "no-such-file"}, "verify.E001"),
        ({"--act": str(PROGRAM)}, "verify.E003"),
        ({"--digest": "", "--act": None}, "verify.E004"),
        ({"--digest": "ab", "--act": None}, "verify.E004"),
        ({"--policy": str(PROGRAM)}, "record.E070"),
        ({"--key": "", "--policy": None}, "record.E014"),
        ({"--key": LOG_LINE[:-4], "--policy": None}, "record.E014"),
    ],
)
def test_what_could_not_be_checked_exits_with_2(files: Files, change: dict[str, str | None], code: str) -> None:
    given = {"receipt": str(files.receipt), "--policy": str(files.policy), "--act": str(files.act)} | change
    options = [
        word for name, value in given.items() if name != "receipt" and value is not None for word in (name, value)
    ]
    found = run(given["receipt"], *options)
    assert (found.returncode, found.stderr) == (2, "")
    assert f"SIN COMPROBAR: {code}" in found.stdout
    assert f"NOT CHECKED: {code}" in found.stdout


def test_what_a_file_says_is_printed_so_that_it_cannot_play_with_the_terminal(files: Files) -> None:
    files.receipt.write_text("\x9b31m«ñ»", encoding="utf-8")
    found = run(files.receipt, "--key", LOG_LINE)
    assert "record.E040 '\\x9b31m\\xab\\xf1\\xbb'" in found.stdout


def test_it_does_not_stumble_over_a_terminal_that_knows_few_letters(files: Files) -> None:
    command = [sys.executable, "-X", "utf8=0", str(PROGRAM), str(files.receipt), "--key", LOG_LINE]
    found = subprocess.run(command, capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii"})
    assert found.returncode == 0
    assert b"actuaci?n" in found.stdout


def test_a_time_beyond_all_calendars_is_no_reason_to_stumble(files: Files) -> None:
    files.receipt.write_text(receipt() + cosigned(witness(0), CHECKPOINT, 2**63 - 1), encoding="utf-8", newline="")
    files.policy.write_text(policy("quorum w0"), encoding="utf-8", newline="")
    assert run(files.receipt, "--policy", files.policy).returncode == 0


# ---- the quorum ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "enough"),
    [
        ("quorum none", [(), (0,), (0, 1, 2)]),
        ("quorum w1", [(1,), (0, 1)]),
        ("group g any w0 w1\nquorum g", [(0,), (1,), (1, 2)]),
        ("group g all w0 w1\nquorum g", [(0, 1), (0, 1, 2)]),
        ("group g 2 w0 w1 w2\nquorum g", [(0, 1), (0, 2), (1, 2), (0, 1, 2)]),
        ("group g any w0 w1\ngroup h all g w2\nquorum h", [(0, 2), (1, 2), (0, 1, 2)]),
        ("group g 2 w0 w1\ngroup h 1 g w2\nquorum h", [(0, 1), (2,), (0, 2)]),
        ("group g all w0 w1 w2\nquorum w2", [(2,), (0, 2)]),
    ],
)
def test_the_quorum_is_that_of_the_policy(rule: str, enough: list[tuple[int, ...]]) -> None:
    keys, quorum = cauce_verify.parse_policy(policy(rule).encode())
    for signers in [(), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)]:
        expected = "ok" if _covers(rule, signers, enough) else "record.E078"
        data = receipt(*signers).encode()
        assert code_of(lambda data=data: cauce_verify.verify(data, keys, quorum)) == expected, signers


def _covers(rule: str, signers: tuple[int, ...], enough: list[tuple[int, ...]]) -> bool:
    return any(set(one) <= set(signers) for one in enough)


def test_a_witness_that_the_policy_does_not_name_does_not_count() -> None:
    keys, quorum = cauce_verify.parse_policy(policy("group g 2 w0 w1\nquorum g", 2).encode())
    assert code_of(lambda: cauce_verify.verify(receipt(0, 2).encode(), keys, quorum)) == "record.E078"


def test_a_cosignature_of_another_checkpoint_or_time_is_refused_whatever_the_quorum() -> None:
    keys, quorum = cauce_verify.parse_policy(policy("quorum none").encode())
    other = reference.head(8, reference.tree(reference.SEVEN))
    line = cosigned(witness(0), CHECKPOINT)
    signature = cauce_verify.base64(line.split(" ")[2].strip())
    later = signature[:4] + (1612353601).to_bytes(8, "big") + signature[12:]
    for forged in (cosigned(witness(0), other), line.replace(reference.b64(signature), reference.b64(later))):
        assert (
            code_of(lambda text=forged: cauce_verify.verify((receipt(1) + text).encode(), keys, quorum))
            == "record.E021"
        )
    twice = receipt(1) + cosigned(witness(1), CHECKPOINT, 1700000000)
    assert code_of(lambda: cauce_verify.verify(twice.encode(), keys, quorum)) == "record.E020"


def test_a_witness_does_not_stand_in_for_the_record() -> None:
    keys, quorum = cauce_verify.parse_policy(policy("quorum w0").encode())
    bare = receipt().rpartition("— ")[0] + cosigned(witness(0), CHECKPOINT)
    assert code_of(lambda: cauce_verify.verify(bare.encode(), keys, quorum)) == "record.E031"


# ---- tampering ----------------------------------------------------------------------------------------------------


def test_no_byte_of_a_receipt_may_change() -> None:
    """Each byte of a receipt with a witness, changed by one bit: never verified."""
    keys, quorum = cauce_verify.parse_policy(policy("quorum w0", 1).encode())
    good = receipt(0).encode()
    assert code_of(lambda: cauce_verify.verify(good, keys, quorum)) == "ok"
    for at in range(len(good)):
        bad = good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
        assert code_of(lambda data=bad: cauce_verify.verify(data, keys, quorum)) != "ok", (at, bad)


def test_no_byte_may_be_lost_or_added() -> None:
    keys, quorum = cauce_verify.parse_policy(policy("quorum w0", 1).encode())
    good = receipt(0).encode()
    for at in range(0, len(good), 3):
        for bad in (good[:at], good[:at] + good[at + 1 :], good[:at] + b"A" + good[at:]):
            assert code_of(lambda data=bad: cauce_verify.verify(data, keys, quorum)) != "ok", (at, bad)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"act": {"act": "hold"}}, "record.E042"),
        ({"signature": "A" * 86 + "=="}, "act.E305"),
        ({"signature": "AAAA"}, "act.E302"),
        ({"signature": None}, "act.E302"),
        ({"key": 5}, "act.E302"),
        ({"key": b64encode(bytes(32)).decode()}, "act.E305"),
        ({"note": "more"}, "act.E301"),
    ],
)
def test_an_envelope_that_was_changed_is_refused_as_cauce_verify_does(
    files: Files, changed: dict[str, object], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files.act.write_text(envelope(**changed), encoding="utf-8")
    found = run(files.receipt, "--key", LOG_LINE, "--act", files.act)
    assert (found.returncode, code in found.stdout) == (1, True), found.stdout
    assert main(["verify", str(files.receipt), "--key", LOG_LINE, "--act", str(files.act), "--lang", "en"]) == 1
    assert code in capsys.readouterr().err


def test_an_act_is_read_whatever_its_spaces_order_and_form_of_numbers() -> None:
    plain = (
        '{"act":{"b":0.5,"a":[3.0,-0.0,1E2,"\\u00f1\\u000a\\/","\U0001f389"],"é":{},"c":true},"key":1,"signature":2}'
    )
    _, canonical = cauce_verify.parse_act(plain.encode())
    assert canonical.decode() == '{"a":[3,0,100,"ñ\\n/","\U0001f389"],"b":0.5,"c":true,"é":{}}'
    assert sha256(canonical).hexdigest()


@pytest.mark.parametrize(
    "plain",
    [
        '{"a":0.0001,"b":0.00001,"c":-1.25e-5,"d":0.000001,"e":1.5e-6,"f":1e-7,"g":-2.5E-09,"h":1e-10,"i":5e-324}',
        '{"a":9007199254740991.0,"b":4.35,"c":-0.0,"d":123456789.123e-20,"e":2.2250738585072014e-308}',
        '{"\\ue000":1,"\\ud83c\\udf89":2,"\\uffff":{"\\ud83c\\udf89":1,"\\ue000":2},"a":[]}',
        '{"a":"1e-05","b":"\\"1e-05","c":["\\\\",1e-05,"\\\\\\"1e-05"]}',
    ],
)
def test_numbers_and_names_have_the_form_of_rfc_8785(plain: str) -> None:
    """Those whose form is another one in Python: of small numbers, and the order of names beyond the first plane."""
    _, canonical = cauce_verify.parse_act(f'{{"act":{plain}}}'.encode())
    assert canonical == rfc8785.dumps(json.loads(plain))


def test_every_number_that_an_act_may_hold_has_its_form() -> None:
    chance = Random(8785)  # noqa: S311 - no secret
    for _ in range(5_000):
        number = chance.choice((-1, 1)) * chance.random() * 10 ** chance.randint(-40, 15)
        number = float(f"{number:.{chance.randint(1, 17)}g}")
        _, canonical = cauce_verify.parse_act(f'{{"act":{{"a":{number!r}}}}}'.encode())
        assert canonical == rfc8785.dumps({"a": number})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("changed", ["", "1e16", "9007199254740992.0", "-1.5e300", "NaN", "-Infinity"])
def test_an_act_that_readers_could_read_in_two_ways_is_refused_by_both(
    files: Files, encoding: str, changed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = envelope(act=ACT | {"fields": {"share": "?"}}).replace('"?"', changed) if changed else envelope()
    files.act.write_bytes(text.encode("utf-8" if changed else encoding))
    found = run(files.receipt, "--key", LOG_LINE, "--act", files.act)
    assert (found.returncode, "verify.E003" in found.stdout) == (2, True), found.stdout
    assert main(["verify", str(files.receipt), "--key", LOG_LINE, "--act", str(files.act), "--lang", "en"]) == 2
    assert "verify.E003" in capsys.readouterr().err


@pytest.mark.parametrize(
    "bad",
    [
        '{"act":{"a":1,"a":1}}',
        '{"act":{"a":1e16}}',
        '{"act":{},"key":NaN}',
        '{"act":{"a":9007199254740992}}',
        '{"act":{"a":NaN}}',
        '{"act":{"a":1e999}}',
        '{"act":{"a":"\\ud800"}}',
        '{"act":[]}',
        '{"act":"a"}',
        "[]",
        "3",
        "{}",
        "",
        "[" * 100_000,
    ],
)
def test_what_has_no_one_reading_is_no_act(bad: str) -> None:
    assert code_of(lambda: cauce_verify.parse_act(bad.encode())) == "verify.E003"


def test_a_page_saved_by_another_hand_still_verifies(files: Files) -> None:
    """The office's key and the act's order may stand anywhere in the file."""
    key = b64encode(OFFICE.public_key().public_bytes_raw()).decode()
    files.act.write_text(envelope(key=key).replace("\n", "\r\n\t"), encoding="utf-8", newline="")
    assert run(files.receipt, "--key", LOG_LINE, "--act", files.act).returncode == 0
