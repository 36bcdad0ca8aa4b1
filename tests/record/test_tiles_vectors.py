"""The vectors of specs/vectors/tiles: the good ones pass, each bad one meets the error that it names."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from hashlib import sha256
from pathlib import Path

from cauce.record import (
    Place,
    RecordError,
    format_bundle,
    open_checkpoint,
    parse_bundle,
    parse_path,
    parse_verifier_key,
)
from cauce.record.audit import audit_record
from cauce.record.monitor import follow

from .logs import Files, log
from .test_vectors import VECTORS, Vector, check, vectors


@vectors("tiles/path.json")
def test_path_is_read_in_one_form_only(vector: Vector) -> None:
    def run() -> None:
        place = parse_path(vector["path"])
        assert place == Place(vector["level"], int(vector["index"]), vector["width"])
        assert str(place) == vector["path"]

    check(vector, run)


@vectors("tiles/bundle.json")
def test_bundle_is_read_in_one_form_only(vector: Vector) -> None:
    data = bytes.fromhex(vector["bundle"])

    def run() -> None:
        entries = parse_bundle(data)
        assert [entry.hex() for entry in entries] == vector["entries"]
        assert format_bundle(entries) == data

    check(vector, run)


def files_of(vector: Vector) -> Files:
    """Return the record of a vector: made from its entries, compared with its sums, and changed as it says."""
    files = log(vector["size"], vector["history"])
    for path, digest in vector.get("sha256", {}).items():
        assert sha256(files[path]).hexdigest() == digest
    files["checkpoint"] = vector["checkpoint"].encode()
    for change in vector["changes"]:
        path, data = change["path"], bytearray(files[change["path"]])
        if "xor" in change:
            data[change["at"]] ^= int(change["xor"], 16)
        elif "content" in change:
            data = bytearray.fromhex(change["content"])
        elif "length" in change:
            del data[change["length"] :]
        if "gone" in change:
            del files[path]
        else:
            files[path] = bytes(data)
    return files


@vectors("tiles/log.json")
def test_record_is_audited_as_the_reference_says(vector: Vector) -> None:
    keys = [parse_verifier_key(line) for line in vector["keys"]]
    known = [open_checkpoint(note, keys).checkpoint for note in vector["known"]]
    checkpoint = open_checkpoint(vector["checkpoint"], keys).checkpoint
    steps = audit_record(files_of(vector), checkpoint, known)
    found = [step.code for step in steps if isinstance(step, RecordError)]
    assert found == vector["finds"]
    assert vector["expect"] == (found[0] if found else "ok")


@vectors("tiles/step.json")
def test_record_is_followed_as_the_reference_says(vector: Vector) -> None:
    keys = [parse_verifier_key(line) for line in vector["keys"]]
    step = follow(files_of(vector), partial(open_checkpoint, keys=keys), vector["known"])
    assert (step.saw, step.error.code if step.error else "ok") == (vector["saw"], vector["expect"])
    assert [node.hex() for node in step.proof] == vector["proof"]


def test_vectors_are_those_that_their_script_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", VECTORS / "make_tiles_vectors.py", tmp_path], check=True)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.json")}
    assert made
    assert made == {name: (VECTORS / name).read_bytes() for name in made}
