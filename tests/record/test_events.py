"""Events: the vectors of specs/vectors/event, the page that describes them, and what is written is what is read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cauce.record import RecordError
from cauce.record.errors import TooLarge, WrongMembers
from cauce.record.event import KINDS, MAX_BYTES, Event, event_digest, format_event, parse_event
from cauce.record.event_shapes import SHAPES, Shape

SPECS = Path(__file__).parents[2] / "specs"
VECTORS: list[dict[str, Any]] = json.loads((SPECS / "vectors/event/event.json").read_text(encoding="ascii"))
PAGE = (SPECS / "event.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("vector", [pytest.param(one, id=f"{one['name']}: {one['expect']}") for one in VECTORS])
def test_an_event_is_read_in_its_one_form_or_refused(vector: dict[str, Any]) -> None:
    data = bytes.fromhex(vector["event_hex"]) if "event_hex" in vector else vector["event"].encode()
    if vector["expect"] != "ok":
        with pytest.raises(RecordError) as met:
            parse_event(data)
        assert met.value.code == vector["expect"]
        assert met.value.advice("es")
        return
    found = parse_event(data)
    assert (format_event(found), event_digest(data).hex()) == (data, vector["digest"])


def test_the_vectors_come_out_of_their_script_as_they_stand(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SPECS / "vectors/make_event_vectors.py", tmp_path], check=True)
    assert (tmp_path / "event/event.json").read_bytes() == (SPECS / "vectors/event/event.json").read_bytes()


def test_every_kind_has_a_good_vector_and_every_code_a_bad_one() -> None:
    assert {json.loads(one["event"])["kind"] for one in VECTORS if one["expect"] == "ok"} == KINDS
    assert {one["expect"] for one in VECTORS} == {"ok", *(f"record.E10{number}" for number in range(7))}


def test_the_page_shows_a_vector_and_its_digest() -> None:
    first = VECTORS[0]
    shown = PAGE.partition("```json\n")[2].partition("```")[0]
    assert json.loads(shown) == json.loads(first["event"])
    assert first["digest"] in PAGE
    assert f"are {len(first['event'].encode())}," in PAGE


def test_the_page_names_every_member_of_every_kind() -> None:
    def names(shape: Shape) -> set[str]:
        return {*shape, *(name for member in shape.values() if member.each for name in names(member.each))}

    for kind, shape in SHAPES.items():
        row = re.findall(rf"^\| `{kind}` \|.*$", PAGE, re.MULTILINE)[0]
        for name in names(shape or {}):
            assert f"`{name}`" in PAGE, f"{kind}.{name}"
        assert all(f"`{name}`" in row for name in shape or {}), kind


def test_the_writer_refuses_what_the_reader_would() -> None:
    with pytest.raises(WrongMembers):
        format_event(Event("sign-in", "2021-02-05T17:00:30Z", {"account": "a"}))
    with pytest.raises(WrongMembers):
        format_event(Event("sign-in", "2021-02-05T17:00:30Z"))


def test_no_event_is_larger_than_a_reader_takes() -> None:
    with pytest.raises(TooLarge):
        parse_event(b" " * (MAX_BYTES + 1))
    line = {"at": "2021-02-05T17:00:02Z", "office": "o", "account": "a" * 2000, "what": "case"}
    large = Event("readings", "2021-02-05T17:00:30Z", {"case": "c", "office": "o", "lines": [line] * 2100})
    with pytest.raises(TooLarge):
        format_event(large)
