"""The QR code of a paper receipt: what goes into it, and how coarse it stays."""

import pytest

from cauce.node.record.qr import WIDTH_MM, draw
from cauce.record import parse_note, parse_receipt
from cauce.record.receipt import MAX_BYTES
from tests.node.record.papers import receipt_of

#: a home printer draws this much and a telephone tells it apart; half of what fits on letter paper is lost to margins
LEAST_MM = 0.35


def test_a_receipt_of_today_is_drawn_with_more_correction() -> None:
    code = draw(receipt_of(5_000, cosigners=2))
    assert code is not None
    assert code.complete
    assert code.module_mm > 0.5


@pytest.mark.parametrize("cosigners", range(5))
def test_forty_hashes_and_every_cosignature_fit_in_modules_that_can_be_printed(cosigners: int) -> None:
    """Also if a printer shrinks A4 to letter, by six in a hundred."""
    code = draw(receipt_of(10**12, cosigners))
    assert code is not None
    assert code.complete
    assert code.module_mm * 0.94 >= LEAST_MM
    assert code.module_mm == WIDTH_MM / code.modules


def test_what_does_not_fit_is_drawn_without_cosignatures() -> None:
    code = draw(receipt_of(10**12, cosigners=20))
    assert code is not None
    assert not code.complete
    assert code == draw(receipt_of(10**12, cosigners=40))


def test_a_receipt_that_no_code_can_hold_is_not_drawn() -> None:
    longest = receipt_of(2**62, cosigners=0, origin=f"{'long.' * 40}example/record")
    assert draw(longest) is None
    assert len(longest) < MAX_BYTES


def test_receipts_of_the_tests_are_what_they_say() -> None:
    read = parse_receipt(receipt_of(10**12, cosigners=4))
    assert len(read.path) == 40
    assert len(parse_note(read.checkpoint).signatures) == 5
