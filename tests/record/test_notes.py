"""Keys, notes, checkpoints and receipts beyond the vectors: making them, and what no attacker may change."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cauce.record import (
    Checkpoint,
    Receipt,
    RecordError,
    SigningKey,
    TileReader,
    Tree,
    VerifierKey,
    act_leaf,
    append,
    format_checkpoint,
    format_note,
    format_receipt,
    format_signing_key,
    format_verifier_key,
    load_edge,
    open_checkpoint,
    parse_checkpoint,
    parse_note,
    parse_receipt,
    parse_signing_key,
    parse_verifier_key,
    sign_checkpoint,
    sign_note,
    verify,
)
from cauce.record.errors import AmbiguousKey, BadOrigin, BadSigningKey, TooLarge

from .strategies import grow, leaf, untimed

NAME = "cauce.example/record"
KEY = SigningKey(NAME, bytes(range(32)))
hashes = st.binary(min_size=32, max_size=32)


def receipt_for(index: int, size: int, key: SigningKey = KEY) -> str:
    """Return the receipt of an act whose nonce and digest are leaf(0) and leaf(1)."""
    store, edge = grow(index)
    edge = append(store, edge, [act_leaf(leaf(0), leaf(1)), *(leaf(i) for i in range(index + 1, size))])
    signed = sign_checkpoint(Checkpoint(key.verifier.name, size, edge.root()), key)
    return format_receipt(Receipt(leaf(0), leaf(1), index, Tree(TileReader(store), size).inclusion(index), signed))


@untimed
@given(seed=hashes, name=st.from_regex(r"[!-*,-~]{1,255}", fullmatch=True))
def test_keys_are_written_as_they_are_read(seed: bytes, name: str) -> None:
    key = SigningKey(name, seed)
    assert parse_verifier_key(format_verifier_key(key.verifier)) == key.verifier
    assert format_signing_key(parse_signing_key(format_signing_key(key))) == format_signing_key(key)


def test_signing_key_does_not_show_itself() -> None:
    secret = format_signing_key(KEY)
    assert repr(KEY) == f"SigningKey({KEY.verifier})"
    for broken in (secret[:-1], secret.replace("+A", "+B"), secret.replace("PRIVATE", "private"), secret + "\n", ""):
        with pytest.raises(BadSigningKey) as met:
            parse_signing_key(broken)
        assert str(met.value) == "record.E017: This is no signing key."


def test_signing_key_of_another_type_or_name_is_refused() -> None:
    for broken in (
        format_signing_key(KEY).replace("cauce.example", "other.example"),
        format_signing_key(SigningKey("a", bytes(32))).replace("+AQAA", "+BAAA"),
    ):
        with pytest.raises(BadSigningKey):
            parse_signing_key(broken)


def test_two_keys_that_share_name_and_hash_are_told_apart_by_nobody() -> None:
    one, two = KEY.verifier, SigningKey(NAME, bytes(32)).verifier
    object.__setattr__(two, "key_id", one.key_id)  # in earnest it takes some four thousand million tries
    with pytest.raises(AmbiguousKey):
        open_checkpoint(sign_checkpoint(Checkpoint(NAME, 1, leaf(0)), KEY), [one, two])


@untimed
@given(
    origin=st.from_regex(r"[a-zñ -]{1,40}", fullmatch=True),
    size=st.integers(1, 2**63 - 1),
    root=hashes,
    extensions=st.lists(st.from_regex(r"[a-zé ]{1,40}", fullmatch=True), max_size=13),
)
def test_checkpoints_are_written_as_they_are_read(origin: str, size: int, root: bytes, extensions: list[str]) -> None:
    made = Checkpoint(origin, size, root, tuple(extensions))
    assert parse_checkpoint(format_checkpoint(made)) == made


def test_a_record_signs_only_in_its_own_name() -> None:
    with pytest.raises(BadOrigin, match=r"of “other.example”, but signed by “cauce.example/record”"):
        sign_checkpoint(Checkpoint("other.example", 1, leaf(0)), KEY)


def test_a_second_signature_may_be_added_to_a_note() -> None:
    """A witness, or the next key of the record, signs what the record has signed."""
    following = SigningKey(NAME, bytes(32))
    signed = sign_checkpoint(Checkpoint(NAME, 1, leaf(0)), KEY)
    both = signed + format_note(sign_note(parse_note(signed).text, [following])).rpartition("\n\n")[2]
    for trusted in ([KEY.verifier], [following.verifier], [KEY.verifier, following.verifier]):
        assert list(open_checkpoint(both, trusted).signers) == trusted


def test_oversize_is_refused_before_it_is_read() -> None:
    for read in (parse_note, parse_receipt, parse_checkpoint):
        with pytest.raises(TooLarge) as met:
            read("ñ" * 600_000)
        assert met.value.code == "record.E002"


@pytest.mark.parametrize(("index", "size"), [(0, 1), (0, 2), (255, 256), (256, 257), (300, 700)])
def test_receipt_of_an_act_anywhere_in_the_record(index: int, size: int) -> None:
    text = receipt_for(index, size)
    found = verify(text, leaf(1), [KEY.verifier])
    assert (found.origin, found.index, found.size, found.digest) == (NAME, index, size, leaf(1))
    assert found.signers == (KEY.verifier,)
    assert format_receipt(parse_receipt(text)) == text


def test_receipt_made_at_the_append_needs_no_tile() -> None:
    """The way of the node: the path of the next leaf is known before it is appended."""
    store, _ = grow(300)
    edge = load_edge(store, 300)
    path = edge.next_path()
    edge = append(store, edge, [act_leaf(leaf(0), leaf(1))])
    signed = sign_checkpoint(Checkpoint(NAME, edge.size, edge.root()), KEY)
    assert verify(format_receipt(Receipt(leaf(0), leaf(1), 300, path, signed)), leaf(1), [KEY.verifier]).index == 300


TEXT = receipt_for(4, 7)


@untimed
@given(at=st.integers(0, len(TEXT) - 1), to=st.characters())
def test_any_character_altered_is_noticed(at: int, to: str) -> None:
    altered = TEXT[:at] + to + TEXT[at + 1 :]
    assume(altered != TEXT)
    with pytest.raises(RecordError):
        verify(altered, leaf(1), [KEY.verifier])


@untimed
@given(at=st.integers(0, len(TEXT) - 1), length=st.integers(1, len(TEXT)))
def test_any_part_left_out_is_noticed(at: int, length: int) -> None:
    with pytest.raises(RecordError):
        verify(TEXT[:at] + TEXT[at + length :], leaf(1), [KEY.verifier])


@untimed
@given(st.one_of(st.text(), st.text().map(lambda text: TEXT[:200] + text), st.text().map(lambda text: TEXT + text)))
def test_no_text_makes_the_reader_fail_otherwise_than_by_its_errors(text: str) -> None:
    assume(text != TEXT)
    with pytest.raises(RecordError):
        verify(text, None, [KEY.verifier])


@untimed
@given(public=hashes, signature=st.binary(max_size=63))
def test_a_key_that_is_no_point_and_a_cut_signature_are_only_wrong(public: bytes, signature: bytes) -> None:
    assert not VerifierKey("a", public).signed(b"text\n", signature)
