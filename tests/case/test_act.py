"""The bytes of an act: one form, the same on every machine, and read back to the same act."""

import hashlib
import json

import msgspec
import pytest
import rfc8785
from hypothesis import given

from cauce.case.act import FORMAT, NO_ACT, Act, Judgement, canonical, digest, read_act
from tests.case.desk import VISIT, Desk
from tests.case.strategies import judged_acts

PLAIN = Act(
    Judgement(under="qm-guests@2020-07-01", law="ab" * 32, day="2021-02-03", filed="2021-02-03", stage="held"),
    "hold", "2021-02-03T18:00:00Z", "museum", "QM-2021-1", 1, "visit", "qm-guests",
)  # fmt: skip


def test_the_bytes_of_an_act_are_these_and_no_others() -> None:
    """A change of this text is a change of the format: every receipt ever given would fail."""
    assert canonical(PLAIN).decode() == (
        '{"act":"hold","at":"2021-02-03T18:00:00Z","by":"museum","case":"QM-2021-1","format":"cauce/act/v1",'
        '"judgement":{"day":"2021-02-03","filed":"2021-02-03","law":"' + "ab" * 32 + '","stage":"held",'
        '"under":"qm-guests@2020-07-01"},"number":1,"previous":"' + NO_ACT + '","procedure":"visit",'
        '"regime":"qm-guests"}'
    )
    assert digest(canonical(PLAIN)) == hashlib.sha256(canonical(PLAIN)).hexdigest()


def test_format_and_previous_are_written_though_they_are_defaults() -> None:
    plain = json.loads(canonical(PLAIN))
    assert (plain["format"], plain["previous"]) == (FORMAT, NO_ACT)


@given(judged_acts)
def test_an_act_survives_its_bytes(act: Act) -> None:
    """Reading gives the same act, and writing it again the same bytes."""
    body = canonical(act)
    again = read_act(body)
    assert canonical(again) == body
    assert again.judgement == act.judgement


@given(judged_acts)
def test_the_bytes_are_canonical_json(act: Act) -> None:
    """RFC 8785 of what any JSON reader finds in them are the bytes themselves."""
    body = canonical(act)
    assert rfc8785.dumps(json.loads(body)) == body


@pytest.mark.parametrize(
    "change",
    [
        {"format": "cauce/act/v2"},
        {"new": 1},
        {"number": "1"},
        {"judgement": {"stage": "held"}},
        {"fields": []},
    ],
    ids=["another format", "an unknown member", "a wrong type", "a missing member", "fields that are no map"],
)
def test_what_is_no_act_of_this_format_is_not_read(change: dict[str, object]) -> None:
    plain = json.loads(canonical(PLAIN)) | change
    with pytest.raises(msgspec.DecodeError):
        read_act(json.dumps(plain).encode())


def test_each_act_names_the_digest_of_the_one_before_it(desk: Desk) -> None:
    first = desk.do("hold", "museum", "2021-02-03", VISIT)
    second = desk.do("report", "museum", "2021-02-04")
    other = desk.do("hold", "museum", "2021-02-04", VISIT, case="visit-2")
    assert (first.previous, other.previous) == (NO_ACT, NO_ACT)
    assert second.previous == digest(canonical(first))
    assert desk.ledger.heads["visit-1"] == digest(canonical(second))


def test_names_with_accents_have_one_form_of_bytes(desk: Desk) -> None:
    """Two surnames typed with combining accents and typed composed are the same act."""
    composed, combining = "Núñez Ibáñez", "Nu\u0301n\u0303ez Iba\u0301n\u0303ez"
    for case, name in (("a", composed), ("b", combining)):
        act = desk.do("hold", "museum", "2021-02-03", {**VISIT, "topic": name}, case=case)
        assert f'"topic":"{composed}"'.encode() in canonical(act)
