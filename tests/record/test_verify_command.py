"""`cauce verify`: what it answers, in which language, with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cauce.case.signing import signed_bytes
from cauce.cli import main
from cauce.record import (
    COSIGNER,
    EMPTY_EDGE,
    Checkpoint,
    MemoryTiles,
    Receipt,
    SigningKey,
    act_leaf,
    append,
    cosign,
    format_receipt,
    format_signatures,
    format_verifier_key,
    parse_note,
    parse_receipt,
    sign_checkpoint,
)

from .strategies import leaf

KEY = SigningKey("cauce.example/record", bytes(range(32)))
VKEY = format_verifier_key(KEY.verifier)
ACT = {
    "format": "cauce/act/v1",
    "number": 1,
    "by": "sre",
    "act": "authorise",
    "at": "2021-02-03T20:10:00Z",
    "case": "MX-2021-000017",
    "procedure": "meeting",
    "regime": "mx-lsn",
    "person": "ana",
    "previous": "0" * 64,
    "fields": {"reason": "Año nuevo"},
    "judgement": {
        "day": "2021-02-03", "filed": "2021-02-03", "law": "e" * 64, "stage": "held", "under": "mx-lsn@2021-01-15",
    },
}  # fmt: skip
CANONICAL = rfc8785.dumps(ACT)
DIGEST = sha256(CANONICAL).digest()


def signer(number: int) -> Ed25519PrivateKey:
    """An office's key."""
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


def public(number: int) -> str:
    """Return its public half in base64."""
    return b64encode(signer(number).public_key().public_bytes_raw()).decode()


def envelope(**changed: object) -> str:
    """Return the act as a page saves it, signed with key 1, not in canonical form."""
    signature = b64encode(signer(1).sign(signed_bytes(CANONICAL))).decode()
    return json.dumps({"signature": signature, "key": public(1), "act": ACT} | changed, indent=4)


class Result(NamedTuple):
    """What a run left behind."""

    exit_code: int
    stdout: str
    stderr: str


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


class Cauce:
    """The command as a person at the terminal has it."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *args: object) -> Result:
        code = main(["verify", *map(str, args)])
        return Result(code, *self.capsys.readouterr())

    def json(self, *args: object) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self(*args, "--json").stdout)
        return found


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Cauce:
    """Return the command."""
    return Cauce(capsys)


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    """Return a receipt for the act, the third entry of three."""
    edge = append(MemoryTiles(), EMPTY_EDGE, [leaf(0), leaf(1)])
    path = edge.next_path()
    edge = append(MemoryTiles(), edge, [act_leaf(leaf(9), DIGEST)])
    signed = sign_checkpoint(Checkpoint("cauce.example/record", 3, edge.root()), KEY)
    file = tmp_path / "act.tlog-proof"
    file.write_text(format_receipt(Receipt(leaf(9), DIGEST, 2, path, signed)), "utf-8", newline="")
    return file


@pytest.fixture
def act(tmp_path: Path) -> Path:
    """Return the act as a page saves it."""
    file = tmp_path / "act.json"
    file.write_text(envelope(), "utf-8")
    return file


def test_act_in_hand_is_verified(run: Cauce, receipt: Path, act: Path) -> None:
    result = run(receipt, "--act", act, "--key", VKEY)
    assert result.exit_code == 0
    assert result.stdout.startswith("VERIFIED: the act is in the record.\n")
    assert "that the act in the file is that act, unchanged" in result.stdout
    assert DIGEST.hex() in result.stdout
    assert result.stderr == ""


def test_answers_in_spanish(run: Cauce, receipt: Path, act: Path) -> None:
    result = run(receipt, "--act", act, "--key", VKEY, "--lang", "es")
    assert result.stdout.startswith("VERIFICADO: la actuación consta en la bitácora.\n")
    assert "que la actuación del archivo es esa, sin cambios" in result.stdout


def test_answers_in_the_language_of_the_terminal(run: Cauce, receipt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(receipt, "--key", VKEY).stdout.startswith("VERIFIED")
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    assert run(receipt, "--key", VKEY).stdout.startswith("VERIFICADO")


def test_receipt_alone_says_what_it_could_not_show(run: Cauce, receipt: Path) -> None:
    """The key lies beside the receipt, as the node gives both in one download."""
    (receipt.parent / "vkey").write_text(VKEY + "\n", "utf-8")
    found = run.json(receipt)
    assert (found["verified"], found["act_given"], found["digest"]) == (True, False, DIGEST.hex())
    assert (found["origin"], found["index"], found["size"]) == ("cauce.example/record", 2, 3)
    words = " ".join(claim["en"] for claim in found["not_shown"])
    assert "--act or --digest" in words
    assert "beside the receipt" in words
    assert "witnesses" in words
    assert run(receipt).stdout.startswith("VERIFIED: an act with this digest is in the record.\n")
    assert run(receipt, "--lang", "es").stdout.startswith("VERIFICADO: una actuación con esta huella consta en la ")


def test_digest_in_place_of_the_act(run: Cauce, receipt: Path) -> None:
    assert run(receipt, "--digest", DIGEST.hex().upper(), "--key", VKEY).exit_code == 0
    other = run(receipt, "--digest", leaf(1).hex(), "--key", VKEY)
    assert other.exit_code == 1
    assert other.stderr.startswith(f"NOT VERIFIED\nrecord.E042: The receipt is for the act {DIGEST.hex()}")


def test_act_changed_by_one_letter_is_not_verified(run: Cauce, receipt: Path, act: Path) -> None:
    act.write_text(act.read_text("utf-8").replace("authorise", "authorize"), "utf-8")
    found = run.json(receipt, "--act", act, "--key", VKEY)
    assert (found["verified"], found["error"]["code"]) == (False, "record.E042")
    assert "alteró" in found["error"]["hint"]["es"]
    assert run(receipt, "--act", act, "--key", VKEY).exit_code == 1


def test_the_signature_is_said_to_be_of_the_key_in_the_file(run: Cauce, receipt: Path, act: Path) -> None:
    """Whose key that is, nobody has shown: it is said, and what to do about it."""
    result = run(receipt, "--act", act, "--key", VKEY)
    assert "that the holder of the key in the file signed that act" in result.stdout
    assert "give the office's with --office-key" in result.stdout
    name = sha256(signer(1).public_key().public_bytes_raw()).hexdigest()[:16]
    assert f"sre, as it says, with key {name}" in result.stdout
    assert run.json(receipt, "--act", act, "--key", VKEY)["signature"] == {
        "by": "sre", "key": public(1), "key_id": name, "is_offices": None,
    }  # fmt: skip


@pytest.mark.parametrize("lines", [f"{public(1)}", f"sre {public(1)}", f"# both\nsre {public(2)}\n\nsre {public(1)}\n"])
def test_the_offices_key_shows_that_the_office_signed(run: Cauce, receipt: Path, act: Path, lines: str) -> None:
    """Given as it is, or in a file as the node prints it."""
    (act.parent / "keys").write_text(lines, "utf-8")
    result = run(receipt, "--act", act, "--key", VKEY, "--office-key", act.parent / "keys")
    assert result.exit_code == 0
    assert "that a key that you gave as the office's signed that act" in result.stdout
    assert "--office-key" not in result.stdout
    for key in (public(1), f"sre {public(1)}"):
        assert run.json(receipt, "--act", act, "--key", VKEY, "--office-key", key)["signature"]["is_offices"] is True


@pytest.mark.parametrize("lines", [public(2), f"sspc {public(1)}", f"sre {public(2)}\nsspc {public(1)}", "# none\n"])
def test_another_key_than_the_offices_is_not_verified(run: Cauce, receipt: Path, act: Path, lines: str) -> None:
    """Another office's key does not do, even if it made the signature."""
    (act.parent / "keys").write_text(lines, "utf-8")
    result = run(receipt, "--act", act, "--key", VKEY, "--office-key", act.parent / "keys", "--lang", "es")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("NO VERIFICADO\nverify.E006: La actuación dice ser de sre")


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        (envelope(key=public(2)), "act.E305"),
        (envelope(signature=b64encode(bytes(64)).decode()), "act.E305"),
        (envelope(signature=b64encode(signer(1).sign(CANONICAL)).decode()), "act.E305"),
        (envelope(signature="…"), "act.E302"),
        (envelope(key=public(1).rstrip("=")), "act.E302"),
        (envelope(note="sellado"), "act.E301"),
        (json.dumps({"act": ACT}), "act.E301"),
    ],
)
def test_an_act_whose_signature_does_not_fit_is_not_verified(
    run: Cauce, receipt: Path, act: Path, spoilt: str, code: str
) -> None:
    """The record has the act; but what somebody holds is not what an office signed, and must not pass for it."""
    act.write_text(spoilt, "utf-8")
    for given in ((), ("--office-key", public(1)), ("--office-key", public(2))):
        result = run(receipt, "--act", act, "--key", VKEY, *given)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"NOT VERIFIED\n{code}: ")
        assert result.stdout == ""
    assert run(receipt, "--digest", DIGEST.hex(), "--key", VKEY).exit_code == 0


def test_file_of_keys_with_comments(run: Cauce, receipt: Path, tmp_path: Path) -> None:
    other = format_verifier_key(SigningKey("other.example", bytes(32)).verifier)
    keys = tmp_path / "trusted"
    keys.write_text(f"# published on 3 February\n\n{other}\n{VKEY}\n{VKEY}\n", "utf-8")
    assert run(receipt, "--key", keys).exit_code == 0
    assert run(receipt, "--key", other, "--key", VKEY).exit_code == 0


def test_unknown_signer_is_named_with_the_keys_that_were_trusted(run: Cauce, receipt: Path) -> None:
    other = SigningKey("other.example", bytes(32)).verifier
    result = run(receipt, "--key", format_verifier_key(other))
    assert result.exit_code == 1
    assert f"signed by: {KEY.verifier}" in result.stderr
    assert f"you gave: {other}" in result.stderr


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda data: data.replace(b"\n", b"\r\n"), "record.E003"),
        (lambda data: b"\xff\xfe" + data, "record.E001"),
        (lambda data: b"\xef\xbb\xbf" + data, "record.E040"),
        (lambda data: data * 6_000, "record.E002"),
        (lambda data: data.replace(b"index 2", b"index 1"), "record.E051"),
        (lambda data: data[:-10] + b"\n", "record.E005"),
        (lambda data: b"", "record.E040"),
    ],
)
def test_spoilt_receipt_is_not_verified(run: Cauce, receipt: Path, spoil: Any, code: str) -> None:
    receipt.write_bytes(spoil(receipt.read_bytes()))
    result = run(receipt, "--key", VKEY)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"NOT VERIFIED\n{code}: ")
    assert "\n→ " in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([], "verify.E002"),
        (["--key", "missing"], "verify.E001"),
        (["--key", VKEY[:-1]], "record.E014"),
        (["--key", VKEY.replace("cauce", "other")], "record.E015"),
        (["--key", VKEY, "--digest", "abc"], "verify.E004"),
        (["--key", VKEY, "--digest", ""], "verify.E004"),
        (["--key", VKEY, "--digest", "٣" * 64], "verify.E004"),
        (["--key", VKEY, "--act", "missing.json"], "verify.E001"),
        (["--key", VKEY, "--act", "missing.json", "--digest", "0" * 64], "verify.E005"),
        (["--key", VKEY, "--office-key", public(1)], "verify.E008"),
        (["--key", VKEY, "--digest", "0" * 64, "--office-key", public(1)], "verify.E008"),
        (["--key", VKEY, "--act", "act.json", "--office-key", "missing"], "verify.E001"),
        (["--key", VKEY, "--act", "act.json", "--office-key", public(1)[:-1]], "verify.E001"),
        (["--key", VKEY, "--act", "act.json", "--office-key", "bad-keys"], "verify.E007"),
    ],
)
def test_bad_usage_is_told_apart_from_a_bad_receipt(
    run: Cauce, receipt: Path, args: list[str], code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "act.json").write_text(envelope(), "utf-8")
    (tmp_path / "bad-keys").write_text(f"sre {public(1)} 2021-02-03\n", "utf-8")
    result = run(receipt, *args)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"NOT CHECKED\n{code}: ")
    assert run.json(receipt, *args)["error"]["code"] == code


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "3",
        '{"signature": "…"}',
        '{"act": "authorise"}',
        '{"act": {"number": 1, "number": 2}}',
        '{"act": {"number": NaN}}',
        '{"act": {"number": 9007199254740993}}',
        '{"act": {"text": "\\ud800"}}',
        '{"act": ' + '{"a":' * 100_000 + "1" + "}" * 100_001,
    ],
    ids=range(10),
)
def test_file_without_an_act_is_bad_usage(run: Cauce, receipt: Path, act: Path, content: str) -> None:
    act.write_text(content, "utf-8")
    result = run(receipt, "--act", act, "--key", VKEY)
    assert result.exit_code == 2
    assert result.stderr.startswith("NOT CHECKED\nverify.E003: ")


def test_act_that_is_no_text_is_bad_usage(run: Cauce, receipt: Path, act: Path) -> None:
    act.write_bytes(b"\xff\xfe{}")
    assert run.json(receipt, "--act", act, "--key", VKEY)["error"]["code"] == "verify.E003"


def test_missing_receipt_and_folder_are_bad_usage(run: Cauce, receipt: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "missing", tmp_path):
        result = run(path, "--key", VKEY)
        assert result.exit_code == 2
        assert result.stderr.startswith("NOT CHECKED\nverify.E001: ")


def test_unknown_option_is_bad_usage(run: Cauce, receipt: Path) -> None:
    assert run(receipt, "--quiet").exit_code == 2


WITNESSES = [SigningKey(f"witness.example/w{n}", bytes([n]) * 32, COSIGNER) for n in (1, 2, 3)]


def policy(quorum: str, least: str = "any") -> str:
    """Return a policy with the record and three witnesses, in a group g."""
    lines = [f"witness w{n} {format_verifier_key(key.verifier)}" for n, key in enumerate(WITNESSES, 1)]
    return "\n".join([f"log {VKEY}", *lines, f"group g {least} w1 w2 w3", f"quorum {quorum}", ""])


@pytest.fixture
def cosigned(receipt: Path) -> Path:
    """Return the receipt, cosigned by two of the three."""
    text = parse_note(parse_receipt(receipt.read_text("utf-8")).checkpoint).text
    made = [cosign(text, key, 1_612_353_600 + n) for n, key in enumerate(WITNESSES[:2])]
    receipt.write_text(receipt.read_text("utf-8") + format_signatures(made), "utf-8", newline="")
    return receipt


class TestPolicy:
    """What a reader who trusts witnesses is told, offline."""

    def test_who_cosigned_and_when_is_told_in_words(self, run: Cauce, cosigned: Path, act: Path) -> None:
        (cosigned.parent / "policy").write_text(policy("g", "2"), "utf-8")
        args = (cosigned, "--act", act, "--policy", cosigned.parent / "policy")
        result = run(*args)
        assert result.exit_code == 0
        assert f"Cosigned by         w1 ({WITNESSES[0].verifier}), 3 February 2021, 12:00:00 UTC\n" in result.stdout
        assert "w2 (" in result.stdout
        assert "that the quorum “g” of your policy was reached" in result.stdout
        assert "that the witnesses do not depend on the record" in result.stdout
        assert "that takes the signatures of witnesses" not in result.stdout
        spanish = run(*args, "--lang", "es").stdout
        assert f"Testigo             w1 ({WITNESSES[0].verifier}), 3 de febrero de 2021, 12:00:00 UTC\n" in spanish
        assert "que se alcanzó el quórum «g» de su política" in spanish

    def test_and_to_programs(self, run: Cauce, cosigned: Path) -> None:
        (cosigned.parent / "policy").write_text(policy("w2"), "utf-8")
        found = run.json(cosigned, "--policy", cosigned.parent / "policy")
        assert found["verified"]
        assert found["policy"]["quorum"] == "w2"
        assert found["policy"]["cosigned"][1] == {
            "name": "w2", "key": str(WITNESSES[1].verifier), "timestamp": 1_612_353_601, "at": "2021-02-03T12:00:01Z",
        }  # fmt: skip
        assert run.json(cosigned, "--key", VKEY)["policy"] is None

    @pytest.mark.parametrize("quorum", [("w3",), ("g", "all"), ("g", "3")])
    def test_without_the_quorum_it_is_not_verified(self, run: Cauce, cosigned: Path, quorum: tuple[str, ...]) -> None:
        (cosigned.parent / "policy").write_text(policy(*quorum), "utf-8")
        result = run(cosigned, "--policy", cosigned.parent / "policy")
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.startswith(f"NOT VERIFIED\nrecord.E078: The quorum “{quorum[0]}” was not reached")
        assert "cosigned by: w1, w2." in result.stderr

    def test_a_policy_that_asks_for_nobody_says_so(self, run: Cauce, receipt: Path, tmp_path: Path) -> None:
        (tmp_path / "policy").write_text(policy("none"), "utf-8")
        result = run(receipt, "--policy", tmp_path / "policy")
        assert result.exit_code == 0
        assert "your policy asks for no witness" in result.stdout
        assert "Cosigned by" not in result.stdout

    @pytest.mark.parametrize(("at", "words"), [(253_402_300_799, "31 December 9999, 23:59:59"), (2**63 - 1, "seconds")])
    def test_a_date_in_the_future_is_told(self, run: Cauce, receipt: Path, tmp_path: Path, at: int, words: str) -> None:
        text = parse_note(parse_receipt(receipt.read_text("utf-8")).checkpoint).text
        line = format_signatures([cosign(text, WITNESSES[0], at)])
        receipt.write_text(receipt.read_text("utf-8") + line, "utf-8", newline="")
        (tmp_path / "policy").write_text(policy("w1"), "utf-8")
        result = run(receipt, "--policy", tmp_path / "policy")
        assert result.exit_code == 0
        assert words in result.stdout
        assert "that w1 has the right time" in result.stdout
        assert run.json(receipt, "--policy", tmp_path / "policy")["policy"]["cosigned"][0]["timestamp"] == at

    def test_another_record_is_not_verified(self, run: Cauce, cosigned: Path, tmp_path: Path) -> None:
        other = format_verifier_key(SigningKey("cauce.example/record", bytes(32)).verifier)
        (tmp_path / "policy").write_text(policy("none").replace(VKEY, other), "utf-8")
        assert run(cosigned, "--policy", tmp_path / "policy").stderr.startswith("NOT VERIFIED\nrecord.E031: ")

    @pytest.mark.parametrize(
        ("content", "args", "code"),
        [
            (policy("w4"), (), "record.E073: Line 6: "),
            (b"quorum none\r\n", (), "record.E071: Line 1: "),
            (policy("g").replace("+", "-"), (), "record.E014: Line 1: "),
            (policy("g"), ("--key", VKEY), "verify.E009: "),
            (None, (), "verify.E001: "),
        ],
    )
    def test_a_policy_that_is_none_is_bad_usage(
        self, run: Cauce, cosigned: Path, content: str | bytes | None, args: tuple[str, ...], code: str
    ) -> None:
        file = cosigned.parent / "policy"
        if content is not None:
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        result = run(cosigned, "--policy", file, *args)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"NOT CHECKED\n{code}")


def test_help_lists_the_exit_codes(run: Cauce) -> None:
    words = " ".join(run("--help").stdout.replace("│", " ").split())
    for code in ("0: verified", "1: not verified", "2: it could not"):
        assert code in words


PLAIN = ("r", "--act", "a", "--digest", "d", "--key", "k", "--key", "l", "--policy", "p", "--office-key", "o", "--json")


def test_the_plain_way_reads_the_same_as_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """However the arguments stand, both readers understand the same; what one of them doubts is left to the other."""
    from cauce import cli
    from cauce.cli import verify
    from cauce.cli.verify_check import Asked
    from cauce.cli.verify_plain import read_plainly

    heard: list[Asked] = []
    monkeypatch.setattr(verify, "check", lambda asked: heard.append(asked) or 0)
    for args in (["r"], ["--json", "r"], ["--event", "e", "r"], [*PLAIN], [*PLAIN[1:], "r"], ["--json", *PLAIN]):
        plain = read_plainly(args)
        assert plain is not None
        assert cli._call_by_library(["verify", *args]) == 0
        assert heard.pop() == plain
    for args in ([], ["-h"], ["r", "s"], ["r", "--act"], ["r", "--act=a"], ["r", "--akt", "a"], ["r", "--act", "-a"]):
        assert read_plainly(args) is None
    assert read_plainly(["r", "--act", "a", "--act", "b"]) is None


def test_a_receipt_is_checked_without_the_library_of_the_command_line(receipt: Path) -> None:
    """It takes many times as long to load as the check."""
    program = "import sys; from cauce.cli import main; main(sys.argv[1:]); print(*sorted(sys.modules))"
    arguments = [sys.executable, "-c", program, "verify", str(receipt), "--key", VKEY]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert "VERIFIED" in done.stdout
    assert not {"typer", "rich", "pydantic", "django"} & set(done.stdout.splitlines()[-1].split())
