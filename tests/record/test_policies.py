"""Policies beyond the vectors: every policy is read as it was written, counted as it says, and no octets break it."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.record import (
    COSIGNER,
    Policy,
    RecordError,
    SigningKey,
    VerifierKey,
    check_policy,
    format_policy,
    format_verifier_key,
    parse_policy,
)
from cauce.record.errors import BadPolicyLine, NotUtf8, TooLarge, UnknownName
from cauce.record.policy import MAX_BYTES, Group, Log, Witness, show

from .strategies import untimed

WORDS = ["log", "witness", "group", "quorum", "none", "any", "all", "1", "2", "g", "w", "#", "\t", "\xff", ""]
names = st.binary(min_size=1, max_size=6).map(
    lambda name: bytes(c for c in name if c > 0x20 and c != 0x7F).decode(errors="surrogateescape")
)


@cache
def key(number: int, kind: int) -> VerifierKey:
    return SigningKey(f"key.example/{number}", number.to_bytes(32, "big"), kind).verifier


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Return any policy, of names that are not ASCII too."""
    named = draw(st.lists(names.filter(lambda n: n not in ("", "none")), unique=True, max_size=12))
    split = len(named) // 2
    witnesses = [Witness(name, key(n, COSIGNER), "https://w.example" * (n % 2)) for n, name in enumerate(named[:split])]
    free, groups = named[:split], []
    for name in named[split:]:
        taken = draw(st.integers(0, len(free)))
        if taken:
            members, free = free[:taken], free[taken:]
            groups.append(Group(name, draw(st.integers(1, taken)), tuple(members)))
            free.append(name)
    logs = [Log(key(n, 1), "l" * (n % 3)) for n in range(draw(st.integers(0, 4)))]
    known = [*(one.name for one in witnesses), *(one.name for one in groups), "none"]
    return Policy(tuple(logs), tuple(witnesses), tuple(groups), draw(st.sampled_from(known)))


@untimed
@given(policies())
def test_policies_are_read_as_they_are_written(policy: Policy) -> None:
    octets = format_policy(policy)
    assert parse_policy(octets) == policy
    assert parse_policy(octets.replace(b" ", b" \t ").replace(b"\n", b"\n # no line\n\n")) == policy


@untimed
@given(policies(), st.data())
def test_more_cosignatures_never_spoil_a_quorum(policy: Policy, data: st.DataObject) -> None:
    everyone = [one.name for one in policy.witnesses]
    some = data.draw(st.sets(st.sampled_from(everyone)) if everyone else st.just(set()))
    assert policy.reached(everyone)
    assert policy.reached(some) <= policy.reached([*some, *everyone[:1]])
    assert policy.reached([]) is (policy.quorum == "none")


@untimed
@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(st.sampled_from([*WORDS, format_verifier_key(key(1, 1)), format_verifier_key(key(2, 4)), "\n"])).map(
            lambda words: " ".join(words).encode(errors="surrogateescape")
        ),
    )
)
def test_no_octets_make_the_reader_fail_otherwise_than_by_its_errors(octets: bytes) -> None:
    try:
        assert parse_policy(format_policy(parse_policy(octets))) == parse_policy(octets)
    except RecordError as err:
        said = [err.text("en"), err.text("es"), err.advice("en"), err.advice("es")]
    else:
        said = ["fine"]
    assert all(said)


@untimed
@given(st.text(max_size=200))
def test_no_text_instead_of_a_checkpoint_does_either(text: str) -> None:
    with pytest.raises(RecordError):
        check_policy(text, parse_policy("quorum none\n"))


def test_the_line_is_told_in_both_languages() -> None:
    with pytest.raises(BadPolicyLine) as met:
        parse_policy("# all\n\nquorum w1 w2\n")
    assert met.value.text("en") == "Line 3: This is no line of a policy: “quorum w1 w2”."
    assert met.value.text("es").startswith("Línea 3: Esta no es una línea")
    assert str(met.value).startswith("record.E070: Line 3: ")


def test_names_that_hide_something_are_shown_as_escapes() -> None:
    with pytest.raises(UnknownName) as met:
        parse_policy(b"quorum \xff\xe2\x80\xae\n")
    assert met.value.text("en") == "Line 1: No line above names a witness or group “\\u{dcff}\\u{202e}”."
    assert show("\udcff\u202e") == "\\xff\\u{202e}"


def test_what_no_octets_stand_for_and_what_is_too_long_is_refused() -> None:
    with pytest.raises(NotUtf8):
        parse_policy("quorum \ud800\n")
    with pytest.raises(TooLarge):
        parse_policy(b"#" * (MAX_BYTES + 1))
    assert parse_policy(b"quorum none\n" + b"#" * (MAX_BYTES - 12)).quorum == "none"


def test_a_chain_of_groups_as_long_as_a_policy_may_be() -> None:
    chain = "".join(f"group g{n} any g{n - 1}\n" for n in range(1, 254))
    policy = parse_policy(f"witness g0 {format_verifier_key(key(1, COSIGNER))}\n{chain}quorum g253\n")
    assert policy.reached(["g0"])
    assert not policy.reached([])
