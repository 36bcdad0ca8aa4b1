"""Every vector of specs/vectors gets from the verifier the code that it names, and from `cauce verify` the same."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from cauce.cli import main

from .support import Vector, bytes_of, cauce_verify, code_of, policy, read_vectors, receipt, reference, vectors


def keys_of(vector: Vector) -> list[object]:
    return [cauce_verify.parse_key(line) for line in vector["keys"]]


@vectors("checkpoint/key.json")
def test_key_is_read_in_one_form_only(vector: Vector) -> None:
    def run() -> None:
        key = cauce_verify.parse_key(vector["key"])
        assert (key.name, key.hash.hex()) == (vector["key_name"], vector["id"])

    assert code_of(run) == vector["expect"]


@vectors("checkpoint/note.json")
def test_note_is_opened_by_the_keys_that_signed_it(vector: Vector) -> None:
    def run() -> None:
        _, signers = cauce_verify.open_note(bytes_of(vector, "note"), keys_of(vector))
        assert [f"{key.name}+{key.hash.hex()}" for key in signers] == vector["signers"]

    assert code_of(run) == vector["expect"]


#: texts that end without a line feed, or have none at all: inside a note there is no such text
NO_TEXT_OF_A_NOTE = {"empty", "no line feed at the end", "extension line without a line feed"}
#: checkpoints that are sound, yet not the one that the receipt leads to
SOUND = {
    "a record of seven": "ok",
    "an empty record": "record.E050",
    "two extension lines": "ok",
    "origin with spaces": "record.E031",
    "largest size": "record.E051",
}


@vectors("checkpoint/checkpoint.json")
def test_checkpoint_is_read_in_one_form_only(vector: Vector) -> None:
    """A checkpoint is read where it stands: in a receipt, signed by the record."""
    text = vector["text"]
    data = (reference.RECEIPT.partition("\n\n")[0] + "\n\n" + reference.KEY.note(text)).encode()
    expected = "record.E010" if vector["name"] in NO_TEXT_OF_A_NOTE else vector["expect"]
    found = code_of(lambda: cauce_verify.verify(data, [cauce_verify.parse_key(reference.KEY.line)]))
    assert found == (SOUND[vector["name"]] if expected == "ok" else expected)


@vectors("receipt/receipt.json")
def test_receipt_is_verified_or_meets_the_code_that_it_names(vector: Vector) -> None:
    def run() -> None:
        digest = bytes.fromhex(vector["digest"] or "")
        _, index, size, shown, _ = cauce_verify.verify(bytes_of(vector, "receipt"), keys_of(vector), digest=digest)
        assert (index, size) == (vector["index"], vector["size"])
        assert digest in (b"", shown)

    assert code_of(run) == vector["expect"]


@vectors("cosignature/cosignature.json")
def test_cosignature_is_read_as_its_vector_says(vector: Vector) -> None:
    """The code of a checkpoint that no record signed comes later, from the receipt that it stands in."""

    def run() -> None:
        _, signers = cauce_verify.open_note(bytes_of(vector, "note"), keys_of(vector))
        if vector["expect"] == "ok":
            found = [(f"{key.name}+{key.hash.hex()}", None if at is None else str(at)) for key, at in signers.items()]
            assert found == [(one["key"], one["time"]) for one in vector["signatures"]]

    if vector["expect"] == "record.E031":
        data = reference.RECEIPT.partition("\n\n")[0].encode() + b"\n\n" + bytes_of(vector, "note")
        assert code_of(lambda: cauce_verify.verify(data, keys_of(vector))) == "record.E031"
    else:
        assert code_of(run) == vector["expect"]


@vectors("policy/policy.json")
def test_policy_is_read_or_meets_the_code_that_it_names(vector: Vector) -> None:
    assert code_of(lambda: cauce_verify.parse_policy(bytes_of(vector, "policy"))) == vector["expect"]


@pytest.mark.parametrize("vector", [one for one in read_vectors("policy/quorum.json") if one["now"] is None])
def test_quorum_is_reached_or_not_as_its_vector_says(vector: Vector) -> None:
    """The verifier has no clock, so that those vectors that say what time it is are not for it."""
    keys, quorum = cauce_verify.parse_policy(bytes_of(vector, "policy"))
    data = reference.RECEIPT.partition("\n\n")[0].encode() + b"\n\n" + bytes_of(vector, "note")
    assert code_of(lambda: cauce_verify.verify(data, keys, quorum)) == vector["expect"]


@pytest.mark.parametrize("size", range(1, 34))
def test_each_entry_of_a_tree_is_verified_and_no_other_place_is(size: int) -> None:
    entries = [reference.entry(one) for one in range(size)]
    note = reference.KEY.note(reference.head(size, reference.tree(entries)))
    key = cauce_verify.parse_key(reference.KEY.line)
    seen = cauce_verify.open_note(note.encode(), [key])
    for index in range(size):
        data = reference.receipt(index, reference.path(index, entries), note)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cauce_verify, "open_note", lambda *_: seen)  # signed once, above
            assert code_of(partial(cauce_verify.verify, data.encode(), [key])) == "ok"
            for other in {0, size - 1, index ^ 1, index + 1} - {index}:
                moved = data.replace(f"index {index}\n", f"index {other}\n").encode()
                assert code_of(partial(cauce_verify.verify, moved, [key])) in (
                    "record.E050", "record.E051", "record.E052",
                )  # fmt: skip


#: what `cauce verify` refuses and the verifier does not look at: see verifier/README.md
ONLY_CAUCE = {"a default that is written": "act.E304"}


@vectors("act/envelope.json")
def test_envelope_meets_the_code_that_cauce_verify_gives(
    vector: Vector, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each envelope beside a receipt of its act: the same code and the same exit code from both programs."""
    act, kept, key = tmp_path / "a.act.json", tmp_path / "a.tlog-proof", reference.KEY.line
    act.write_bytes(bytes_of(vector, "envelope"))
    kept.write_text(_receipt_of(act.read_bytes()), encoding="utf-8", newline="")
    ours = cauce_verify.main([str(kept), "--key", key, "--act", str(act), "--lang", "en"])
    told = capsys.readouterr().out
    theirs = main(["verify", str(kept), "--key", key, "--act", str(act), "--lang", "en"])
    code = _code(capsys.readouterr().err)
    if vector["name"] in ONLY_CAUCE:
        assert (ours, theirs, code) == (0, 1, ONLY_CAUCE[vector["name"]])
    else:
        assert (ours, _code(told)) == (theirs, code)


def _code(words: str) -> str:
    return next((word.rstrip(":") for word in words.split() if word.startswith(("record.E", "act.E", "verify.E"))), "")


def _receipt_of(data: bytes) -> str:
    """Return a receipt of the act in an envelope, or of another if nothing can be read in it."""
    try:
        _, canonical = cauce_verify.parse_act(data)
    except cauce_verify.Refused:
        canonical = b"{}"
    digest = cauce_verify.sha256(canonical).digest()
    entry = cauce_verify.sha256(b"cauce/leaf/v1\n" + reference.nonce(0) + digest).digest()
    text = reference.receipt(0, [], reference.KEY.note(reference.head(1, reference.tree([entry]))))
    return text.replace(
        reference.b64(reference.nonce(0) + reference.digest(0)), reference.b64(reference.nonce(0) + digest)
    )


def test_no_file_of_vectors_is_left_out() -> None:
    """Receipts and checkpoints are all here; nothing was added that this file does not know."""
    assert len(read_vectors("receipt/receipt.json")) > 40
    assert {vector["expect"] for vector in read_vectors("receipt/receipt.json")} >= {"ok", "record.E042", "record.E052"}


@pytest.mark.parametrize("signers", ["", "0", "012"])
@pytest.mark.parametrize("spoil", ["nothing", "index 4", "quorum g\n", "witness w1 ", "\n7\n", "group g 2"])
def test_cauce_verify_says_the_same_of_a_receipt_under_a_policy(
    signers: str, spoil: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sound or spoilt in receipt or policy, or in both: code and exit code of the two programs are the same."""
    files = tmp_path / "a.tlog-proof", tmp_path / "policy"
    texts = receipt(*map(int, signers)), policy("group g 2 w0 w1 w2\nquorum g")
    for file, text in zip(files, texts, strict=True):
        file.write_text(text.replace(spoil, spoil.replace("4", "5").replace("w", "v").upper()), "utf-8", newline="")
    arguments = [str(files[0]), "--policy", str(files[1]), "--digest", "0" * 64, "--lang", "en"]
    ours, told = cauce_verify.main(arguments), capsys.readouterr().out
    theirs = main(["verify", *arguments])
    assert (ours, _code(told)) == (theirs, _code(capsys.readouterr().err))
