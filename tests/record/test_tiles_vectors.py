"""The vectors of specs/vectors/tiles: the good ones pass, each bad one meets the error that it names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cauce.record import Place, format_bundle, parse_bundle, parse_path

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


def test_vectors_are_those_that_their_script_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", VECTORS / "make_tiles_vectors.py", tmp_path], check=True)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.json")}
    assert made
    assert made == {name: (VECTORS / name).read_bytes() for name in made}
