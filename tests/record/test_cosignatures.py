"""Cosignatures beyond the vectors: what is made is read, what is changed is noticed, and no key does another's work."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cauce.record import (
    COSIGNER,
    Checkpoint,
    RecordError,
    Signature,
    SigningKey,
    VerifierKey,
    cosign,
    cosigned,
    format_checkpoint,
    format_signatures,
    format_signing_key,
    format_verifier_key,
    open_checkpoint,
    parse_note,
    parse_signing_key,
    parse_verifier_key,
    sign_checkpoint,
    sign_note,
)
from cauce.record.errors import BadTime, WrongKeyKind

from .strategies import leaf, untimed

NAME = "cauce.example/record"
KEY = SigningKey(NAME, bytes(range(32)))
WITNESS = SigningKey("witness.example/w1", bytes(range(1, 33)), COSIGNER)
HEAD = Checkpoint(NAME, 7, leaf(0))
TEXT = format_checkpoint(HEAD)
SIGNED = sign_checkpoint(HEAD, KEY)
COSIGNED = SIGNED + format_signatures([cosign(TEXT, WITNESS, 1_612_353_600)])
times = st.integers(0, 2**63 - 1)


@untimed
@given(seed=st.binary(min_size=32, max_size=32), name=st.from_regex(r"[!-*,-~]{1,255}", fullmatch=True))
def test_keys_of_witnesses_are_written_as_they_are_read(seed: bytes, name: str) -> None:
    key, log = SigningKey(name, seed, COSIGNER), SigningKey(name, seed)
    assert parse_verifier_key(format_verifier_key(key.verifier)) == key.verifier != log.verifier
    assert parse_signing_key(format_signing_key(key)).verifier == key.verifier
    assert key.verifier.key_id != log.verifier.key_id


@untimed
@given(at=times, text=st.text(st.characters(codec="utf-8", exclude_categories=["C"])).map(lambda text: text + "\n"))
def test_a_cosignature_says_when_it_was_made(at: int, text: str) -> None:
    made = cosign(text, WITNESS, at)
    assert cosigned(text, WITNESS.verifier, made) == at
    assert cosigned(text + "x\n", WITNESS.verifier, made) is None


@untimed
@given(value=st.binary(max_size=100))
def test_no_bytes_are_a_cosignature_by_chance(value: bytes) -> None:
    key = WITNESS.verifier
    assert cosigned(TEXT, key, Signature(key.name, key.key_id, value)) is None


@pytest.mark.parametrize("at", [-1, 2**63, 2**64, 2**70])
def test_a_time_that_cannot_be_written_is_refused(at: int) -> None:
    with pytest.raises(BadTime):
        cosign(TEXT, WITNESS, at)


def test_no_key_does_the_work_of_another() -> None:
    for wrong in (
        lambda: cosign(TEXT, KEY, 1),
        lambda: cosigned(TEXT, KEY.verifier, cosign(TEXT, WITNESS, 1)),
        lambda: sign_note(TEXT, [WITNESS]),
        lambda: sign_checkpoint(Checkpoint("witness.example/w1", 7, leaf(0)), WITNESS),
        lambda: VerifierKey("a", bytes(32), 6),
    ):
        with pytest.raises(WrongKeyKind):
            wrong()


def test_signatures_keep_their_order_and_the_record_is_told_from_its_witnesses() -> None:
    opened = open_checkpoint(COSIGNED, [WITNESS.verifier, KEY.verifier])
    assert opened.signers == (KEY.verifier, WITNESS.verifier)
    assert opened.log == KEY.verifier
    assert opened.checkpoint == HEAD
    assert [one.at for one in opened.signatures] == [None, 1_612_353_600]
    assert [one.line for one in opened.signatures] == list(parse_note(COSIGNED).signatures)


@untimed
@given(at=st.integers(0, len(COSIGNED) - 1), to=st.characters())
def test_any_character_altered_is_noticed(at: int, to: str) -> None:
    altered = COSIGNED[:at] + to + COSIGNED[at + 1 :]
    assume(altered != COSIGNED)
    try:
        opened = open_checkpoint(altered, [KEY.verifier, WITNESS.verifier])
    except RecordError:
        return
    assert len(opened.signers) == 1  # a line under another name or hash is that of a stranger
    assert opened.checkpoint == HEAD
