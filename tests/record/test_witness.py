"""A witness beyond the vectors: what it cosigned only ever grows, and nothing that it is sent breaks it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cauce.record import (
    COSIGNER,
    Checkpoint,
    RecordError,
    SigningKey,
    TileReader,
    Tree,
    cosign,
    format_note,
    format_signatures,
    open_checkpoint,
    parse_note,
    sign_checkpoint,
)
from cauce.record.errors import BadSignatureLine, NoTrustedSignature, TooLarge
from cauce.record.witness import (
    BROKEN_PROOF,
    COSIGN,
    FORK,
    MAX_BYTES,
    SMALLER_TREE,
    Answer,
    Known,
    answer,
    format_request,
    parse_request,
    take_cosignatures,
)

from .strategies import grow, leaf, untimed

NAME = "cauce.example/record"
KEY = SigningKey(NAME, bytes(range(32)))
WITNESS = SigningKey("witness.example/w1", bytes(range(1, 33)), COSIGNER)
TILES = TileReader(grow(600)[0])
sizes = st.integers(0, 600)


def signed(size: int, root: bytes | None = None) -> str:
    return sign_checkpoint(Checkpoint(NAME, size, Tree(TILES, size).root() if root is None else root), KEY)


def known(size: int) -> Known:
    return Known(size, Tree(TILES, size).root(), signed(size))


def ask(old: int, new: int, at: Known | None) -> Answer:
    """Ask as an honest record does."""
    proof = Tree(TILES, new).consistency(old) if old <= new else ()
    return answer(parse_request(format_request(old, proof, signed(new))), at, [KEY.verifier])


@untimed
@given(st.lists(st.tuples(sizes, sizes), max_size=20))
def test_what_is_cosigned_only_ever_grows(asked: list[tuple[int, int]]) -> None:
    """Whatever an honest record asks, in whatever order: each answer is right, and no size ever comes back."""
    at: Known | None = None
    for old, new in asked:
        found = ask(old, new, at)
        have = at.size if at else 0
        assert (found.status == COSIGN) is (old == have <= new)
        assert found.suspicion is None or found.suspicion.kind == SMALLER_TREE
        assert (found.suspicion is not None) is (new < have)
        if found.status == COSIGN:
            at = known(new)
            assert found.signed == at.signed
        elif old <= new:
            assert (found.status, found.size) == (409, have)


@untimed
@given(old=st.integers(1, 599), grown=st.integers(1, 600), other=st.binary(min_size=32, max_size=32))
def test_a_tree_that_does_not_continue_the_known_one_is_never_cosigned(old: int, grown: int, other: bytes) -> None:
    new = min(old + grown, 600)
    proof = Tree(TILES, new).consistency(old)
    found = answer(parse_request(format_request(old, proof, signed(new, other))), known(old), [KEY.verifier])
    assert (found.status, found.suspicion and found.suspicion.kind) == (422, BROKEN_PROOF)
    found = answer(parse_request(format_request(old, (), signed(old, other))), known(old), [KEY.verifier])
    assert (found.status, found.suspicion and found.suspicion.kind) == (409, FORK)


def test_evidence_holds_both_checkpoints_and_the_proof_and_nothing_of_strangers() -> None:
    """What a hostile sender adds to a note that the record signed is not kept."""
    stranger = "— stranger.example AAAAAAA=\n"
    request = format_request(300, [leaf(7)], signed(300, leaf(1)) + stranger)
    found = answer(parse_request(request), known(300), [KEY.verifier])
    assert found.suspicion
    assert found.suspicion.evidence == (
        f"cauce/evidence/v1 fork\n\n{signed(300)}{format_request(300, [leaf(7)], signed(300, leaf(1)))}"
    )
    assert answer(parse_request(format_request(0, (), signed(1) + stranger)), None, [KEY.verifier]).signed == signed(1)


REQUEST = format_request(5, Tree(TILES, 9).consistency(5), signed(9))


@untimed
@given(
    st.one_of(
        st.binary(),
        st.text().map(lambda text: text.encode(errors="surrogatepass")),
        st.tuples(st.integers(0, len(REQUEST)), st.text(max_size=5)).map(
            lambda cut: (REQUEST[: cut[0]] + cut[1] + REQUEST[cut[0] + len(cut[1]) :]).encode(errors="surrogatepass")
        ),
    ),
    st.sampled_from([None, known(5), known(9), known(0)]),
)
@example(REQUEST.encode() * 2, None)
@example(b"\xff" * 100, None)
def test_nothing_that_is_sent_raises_anything_but_an_error_of_the_record(body: bytes, at: Known | None) -> None:
    try:
        request = parse_request(body)
    except RecordError:
        return
    found = answer(request, at, [KEY.verifier])
    assert found.status in (200, 400, 403, 404, 409, 422)
    assert (found.error is None) is (found.status == 200)
    assert format_request(request.old, request.proof, format_note(request.note)).encode() == body


@untimed
@given(
    old=st.integers(0, 2**63 - 1),
    size=st.integers(1, 2**63 - 1),
    proof=st.lists(st.binary(min_size=32, max_size=32), max_size=63),
    seen=st.integers(0, 2**63 - 1),
)
def test_no_sizes_and_hashes_break_it_under_a_valid_signature(
    old: int, size: int, proof: list[bytes], seen: int
) -> None:
    request = parse_request(format_request(old, proof, signed(size, leaf(3))))
    found = answer(request, Known(seen, leaf(4), signed(9)), [KEY.verifier])
    assert found.status != COSIGN


def test_oversize_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooLarge):
        parse_request("old 0\n\n" + "x" * MAX_BYTES)


class TestWhatAWitnessAnswers:
    """The side of the record that asked: only what is needed is taken, and only what is right."""

    text = parse_note(signed(9)).text
    line = format_signatures([cosign(text, WITNESS, 1_612_353_600)])
    other = format_signatures([cosign(text, SigningKey("witness.example/w2", bytes(32), COSIGNER), 1)])

    def test_its_line_makes_the_checkpoint_a_cosigned_one(self) -> None:
        (found,) = take_cosignatures(signed(9), self.other + self.line, [WITNESS.verifier])
        cosigned = signed(9) + format_signatures([found])
        assert [one.at for one in open_checkpoint(cosigned, [KEY.verifier, WITNESS.verifier]).signatures] == [
            None,
            1_612_353_600,
        ]

    @pytest.mark.parametrize("body", ["", "\n", line[:-1], "<html>\n", "5\n", line + line, line + "\n", "\n" + line])
    def test_anything_else_is_refused(self, body: str) -> None:
        with pytest.raises(RecordError):
            take_cosignatures(signed(9), body, [WITNESS.verifier])

    def test_a_text_of_its_own_with_a_valid_line_is_refused(self) -> None:
        text = f"{self.text}\nextra\n"
        lying = f"extra\n\n{format_signatures([cosign(text, WITNESS, 1)])}"
        with pytest.raises(BadSignatureLine):
            take_cosignatures(signed(9), lying, [WITNESS.verifier])

    def test_the_records_own_line_and_those_of_strangers_are_not_taken(self) -> None:
        own = format_signatures(parse_note(signed(9)).signatures)
        with pytest.raises(NoTrustedSignature):
            take_cosignatures(signed(9), own + self.other, [WITNESS.verifier, KEY.verifier])
