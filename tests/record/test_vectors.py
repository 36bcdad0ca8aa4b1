"""Every vector of specs/vectors: the good ones pass, each bad one meets the error that it names."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cauce.record import (
    EMPTY_EDGE,
    MemoryTiles,
    RecordError,
    act_leaf,
    append,
    check_policy,
    commit,
    format_checkpoint,
    format_note,
    format_policy,
    format_receipt,
    format_verifier_key,
    open_checkpoint,
    open_note,
    parse_checkpoint,
    parse_note,
    parse_policy,
    parse_receipt,
    parse_verifier_key,
    verify,
    verify_consistency,
    verify_inclusion,
)
from cauce.record.witness import Known, answer, format_request, parse_request

from .test_errors import every_error

VECTORS = Path(__file__).parents[2] / "specs" / "vectors"
Vector = dict[str, Any]


def vectors(name: str) -> pytest.MarkDecorator:
    found: list[Vector] = json.loads((VECTORS / name).read_text(encoding="ascii"))
    return pytest.mark.parametrize("vector", [pytest.param(one, id=one["name"]) for one in found])


def check(vector: Vector, run: Callable[[], None]) -> None:
    """Run a vector and compare what it met with what it expects, by code."""
    if vector["expect"] == "ok":
        run()
        return
    with pytest.raises(RecordError) as met:
        run()
    assert met.value.code == vector["expect"]


def text_of(vector: Vector, field: str) -> str:
    """Return the text of a vector as a file with it would be read; bytes that are no UTF-8 stand in hexadecimal."""
    if f"{field}_hex" in vector:
        return bytes.fromhex(vector[f"{field}_hex"]).decode(errors="surrogateescape")
    text: str = vector[field]
    return text


def unhex(hashes: list[str]) -> list[bytes]:
    return [bytes.fromhex(node) for node in hashes]


@vectors("leaf/commitment.json")
def test_leaf_is_the_commitment_of_nonce_and_digest(vector: Vector) -> None:
    nonce, digest = bytes.fromhex(vector["nonce"]), bytes.fromhex(vector["digest"])

    def run() -> None:
        assert commit(nonce, digest).hex() == vector["entry"]
        assert act_leaf(nonce, digest).hex() == vector["leaf"]

    check(vector, run)


@vectors("leaf/root.json")
def test_root_is_that_of_the_reference(vector: Vector) -> None:
    leaves = [act_leaf(sha256(b"nonce %d" % i).digest(), sha256(b"act %d" % i).digest()) for i in range(vector["size"])]
    assert append(MemoryTiles(), EMPTY_EDGE, leaves).root().hex() == vector["root"]


@vectors("leaf/inclusion.json")
def test_inclusion_proof_passes_or_fails_as_the_reference_says(vector: Vector) -> None:
    leaf, root, path = bytes.fromhex(vector["leaf"]), bytes.fromhex(vector["root"]), unhex(vector["path"])
    check(vector, lambda: verify_inclusion(leaf, vector["index"], vector["size"], path, root))


@vectors("leaf/consistency.json")
def test_consistency_proof_passes_or_fails_as_the_reference_says(vector: Vector) -> None:
    old_root, new_root = bytes.fromhex(vector["old_root"]), bytes.fromhex(vector["new_root"])
    path = unhex(vector["path"])
    check(vector, lambda: verify_consistency(vector["old"], vector["new"], old_root, new_root, path))


@vectors("checkpoint/key.json")
def test_verifier_key_is_read_in_one_form_only(vector: Vector) -> None:
    def run() -> None:
        key = parse_verifier_key(vector["key"])
        assert (key.name, key.key_id.hex()) == (vector["key_name"], vector["id"])
        assert format_verifier_key(key) == vector["key"]

    check(vector, run)


@vectors("checkpoint/note.json")
def test_note_is_opened_by_the_trusted_keys_that_signed_it(vector: Vector) -> None:
    keys = [parse_verifier_key(line) for line in vector["keys"]]

    def run() -> None:
        note = parse_note(text_of(vector, "note"))
        assert format_note(note) == vector["note"]
        assert [str(key) for key in open_note(note, keys)] == vector["signers"]

    check(vector, run)


@vectors("checkpoint/checkpoint.json")
def test_checkpoint_is_read_in_one_form_only(vector: Vector) -> None:
    def run() -> None:
        found = parse_checkpoint(vector["text"])
        assert (found.origin, str(found.size), list(found.extensions)) == (
            vector["origin"],
            vector["size"],
            vector["extensions"],
        )
        assert found.root.hex() == vector.get("root", found.root.hex())
        assert format_checkpoint(found) == vector["text"]

    check(vector, run)


@vectors("receipt/receipt.json")
def test_receipt_proves_the_act_or_says_what_is_wrong(vector: Vector) -> None:
    keys = [parse_verifier_key(line) for line in vector["keys"]]
    digest = bytes.fromhex(vector["digest"]) if vector["digest"] else None

    def run() -> None:
        found = verify(text_of(vector, "receipt"), digest, keys)
        assert (found.index, found.size) == (vector["index"], vector["size"])
        assert digest in (None, found.digest)
        assert found.act_given is (digest is not None)
        assert format_receipt(parse_receipt(vector["receipt"])) == vector["receipt"]

    check(vector, run)


@vectors("cosignature/cosignature.json")
def test_checkpoint_is_opened_with_its_cosignatures_and_their_times(vector: Vector) -> None:
    keys = [parse_verifier_key(line) for line in vector["keys"]]

    def run() -> None:
        found = open_checkpoint(vector["note"], keys).signatures
        said = [{"key": str(one.key), "time": None if one.at is None else str(one.at)} for one in found]
        assert said == vector["signatures"]

    check(vector, run)


@vectors("policy/policy.json")
def test_policy_is_read_or_the_line_that_is_wrong_is_told(vector: Vector) -> None:
    octets = bytes.fromhex(vector["policy_hex"]) if "policy_hex" in vector else vector["policy"].encode()

    if vector["expect"] != "ok":
        with pytest.raises(RecordError) as met:
            parse_policy(octets)
        assert (met.value.code, met.value.line) == (vector["expect"], vector["line"])
        return
    found = parse_policy(octets)
    assert parse_policy(format_policy(found)) == found == parse_policy(octets.decode(errors="surrogateescape"))
    assert len(found.logs) == vector["logs"]
    if "policy" in vector:
        assert [one.name for one in found.witnesses] == vector["witnesses"]
        assert [[one.name, one.least, list(one.members)] for one in found.groups] == vector["groups"]
        assert found.quorum == vector["quorum"]
        assert [one.url for one in (*found.logs, *found.witnesses) if one.url] == vector.get("urls", [])


@vectors("policy/quorum.json")
def test_checkpoint_satisfies_a_policy_or_not(vector: Vector) -> None:
    now = int(vector["now"]) if vector["now"] else None

    def run() -> None:
        found = check_policy(vector["note"], parse_policy(vector["policy"]), now).require()
        assert [[one.name, str(one.at)] for one in found.cosigned_by] == vector["cosigned"]
        assert [[one.name, str(one.at)] for one in found.ahead] == vector.get("ahead", [])
        assert found.reached

    check(vector, run)


def known_of(signed: str | None) -> Known | None:
    head = signed and parse_checkpoint(parse_note(signed).text)
    return Known(head.size, head.root, str(signed)) if head else None


@vectors("witness/add-checkpoint.json")
def test_witness_answers_as_the_protocol_says(vector: Vector) -> None:
    body = bytes.fromhex(vector["body_hex"]) if "body_hex" in vector else vector["body"].encode()
    keys = [parse_verifier_key(line) for line in vector["keys"]]
    if vector["status"] == 400 and vector["expect"] != "record.E054":
        with pytest.raises(RecordError) as met:
            parse_request(body)
        assert met.value.code == vector["expect"]
        return
    request = parse_request(body)
    assert format_request(request.old, request.proof, format_note(request.note)).encode() == body
    found = answer(request, known_of(vector["known"]), keys, known_of(vector["same_size"]))
    assert (found.status, found.error.code if found.error else "ok") == (vector["status"], vector["expect"])
    assert found.size == (int(vector["size"]) if "size" in vector else None)
    assert (found.suspicion.kind if found.suspicion else None) == vector["suspicion"]


@pytest.mark.parametrize("script", ["make_record_vectors.py", "make_witness_vectors.py"])
def test_vectors_are_those_that_their_script_writes(tmp_path: Path, script: str) -> None:
    subprocess.run([sys.executable, "-B", VECTORS / script, tmp_path], check=True)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.json")}
    assert made
    assert made == {name: (VECTORS / name).read_bytes() for name in made}


def test_every_error_that_a_text_can_meet_has_a_vector() -> None:
    """Those without one are not of one short text: the tests of tiles, keys and notes show them."""
    found = [one for path in VECTORS.glob("*/*.json") for one in json.loads(path.read_text(encoding="ascii"))]
    named = {one["expect"] for one in found if isinstance(one, dict) and "expect" in one}
    codes = {error.code for error in every_error()}
    assert codes - named == {
        "record.E000",
        "record.E002",
        "record.E017",
        "record.E018",
        "record.E060",
        "record.E062",
        "record.E065",
        "record.E066",
        "record.E067",
        "record.E097",
        "record.E098",
        "record.E099",
        "record.E081",
    }
