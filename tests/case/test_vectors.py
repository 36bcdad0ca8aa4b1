"""Every vector of specs/vectors/act: the good ones are read, each bad one meets the error that it names."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cauce.case.act import canonical, digest, read_act
from cauce.case.chain import check_chain, parse_act
from cauce.case.errors import BadAct
from cauce.case.signing import format_envelope, parse_envelope, signed_bytes, verify
from tests.case.desk import VISIT, Desk

VECTORS = Path(__file__).parents[2] / "specs" / "vectors"
Vector = dict[str, Any]


def vectors(name: str) -> Any:
    found: list[Vector] = json.loads((VECTORS / "act" / name).read_text(encoding="ascii"))
    return pytest.mark.parametrize("vector", [pytest.param(one, id=f"{one['name']}: {one['expect']}") for one in found])


def check(vector: Vector, run: Callable[[], None]) -> None:
    """Run a vector and compare what it met with what it expects, by code."""
    if vector["expect"] == "ok":
        run()
        return
    with pytest.raises(BadAct) as met:
        run()
    assert met.value.code == vector["expect"]


@vectors("act.json")
def test_act_is_read_in_its_one_form_or_refused(vector: Vector) -> None:
    body = vector["body"].encode()

    def run() -> None:
        act = parse_act(body)
        assert (canonical(act), digest(body)) == (body, vector["digest"])
        assert read_act(body) == act

    check(vector, run)


@vectors("envelope.json")
def test_envelope_is_opened_or_refused(vector: Vector) -> None:
    def run() -> None:
        found = parse_envelope(vector["envelope"])
        assert found.digest == vector["digest"]
        assert parse_envelope(format_envelope(found.body, found.signature, found.key)) == found

    check(vector, run)


@vectors("chain.json")
def test_chain_holds_or_breaks(vector: Vector) -> None:
    def run() -> None:
        bodies = [body.encode() for body in vector["acts"]]
        assert [canonical(act) for act in check_chain(bodies)] == bodies

    check(vector, run)


def test_the_vectors_come_out_of_their_script_as_they_stand(tmp_path: Path) -> None:
    subprocess.run([sys.executable, VECTORS / "make_act_vectors.py", tmp_path], check=True)
    for name in ("act.json", "envelope.json", "chain.json"):
        assert (tmp_path / "act" / name).read_bytes() == (VECTORS / "act" / name).read_bytes()


def test_the_page_shows_a_vector_and_its_digest() -> None:
    """The example of the page is the first good vector; a page that drifts from the format is a defect."""
    page = (VECTORS.parent / "act.md").read_text(encoding="utf-8")
    (first, *_) = json.loads((VECTORS / "act" / "act.json").read_text(encoding="ascii"))
    assert first["digest"] in page
    shown = page.partition("```json\n")[2].partition("```")[0]
    assert canonical(read_act(shown.encode())).decode() == first["body"]


def test_the_page_names_every_member_and_every_error() -> None:
    from msgspec.structs import fields

    from cauce.case.act import Act, Ended, Extended, Granted, Judgement, Owed, Received, Recounted, Setting, Vote
    from cauce.case.errors import PROBLEMS

    page = (VECTORS.parent / "act.md").read_text(encoding="utf-8")
    for part in (Act, Judgement, Owed, Received, Granted, Ended, Extended, Recounted, Setting, Vote):
        for field in fields(part):
            assert f"`{field.encode_name}`" in page, f"{part.__name__}.{field.encode_name}"
    for code in PROBLEMS:
        assert (f"`{code}`" in page) == code.startswith("act.E3"), code


def test_an_act_of_the_program_can_be_signed_and_verified_as_the_page_says(desk: Desk) -> None:
    desk.do("hold", "museum", "2021-02-03", VISIT)
    desk.do("report", "museum", "2021-02-04")
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    bodies = [canonical(act) for act in desk.state().acts]
    assert check_chain(bodies) == desk.state().acts
    for body in bodies:
        signature = key.sign(b"cauce/act/v1\n" + body)
        assert signed_bytes(body) == b"cauce/act/v1\n" + body
        assert verify(body, signature, public)
        assert parse_envelope(format_envelope(body, signature, public)).body == body
        assert not verify(body + b" ", signature, public)
        assert not verify(body, signature[:-1], public)
        assert not verify(body, signature, public[:-1])
