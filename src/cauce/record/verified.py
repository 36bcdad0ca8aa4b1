"""The one question that a receipt answers: is this act in the record that these keys speak for?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .checkpoint import open_checkpoint
from .errors import OtherAct
from .keys import VerifierKey
from .leaf import act_leaf
from .merkle import verify_inclusion
from .receipt import parse_receipt
from .text import check_length


@dataclass(frozen=True, slots=True)
class Verified:
    """What a receipt proved."""

    #: the record that holds the act
    origin: str
    #: the act's place in it, from 0
    index: int
    #: how many entries the record had when it signed
    size: int
    root: bytes
    #: the act's SHA-256, which the proof binds
    digest: bytes
    #: whether that digest was compared with an act in hand
    act_given: bool
    #: the trusted keys that signed the checkpoint
    signers: tuple[VerifierKey, ...]


def verify(receipt_text: str, act_digest: bytes | None, keys: Sequence[VerifierKey]) -> Verified:
    """
    Check a receipt against trusted keys and, if given, the digest of the act in hand.

    Shape:  without act_digest, the answer says for which digest the receipt was given, and nothing of any act in hand.
    Errors: every RecordError of receipts, checkpoints and notes; OtherAct; NotInRecord, OutsideTree, WrongPathLength.
    """
    if act_digest is not None:
        check_length(act_digest, "digest")
    receipt = parse_receipt(receipt_text)
    opened = open_checkpoint(receipt.checkpoint, keys)
    head = opened.checkpoint
    leaf = act_leaf(receipt.nonce, receipt.digest)
    verify_inclusion(leaf, receipt.index, head.size, receipt.path, head.root)
    if act_digest is not None and act_digest != receipt.digest:
        raise OtherAct(receipt=receipt.digest.hex(), act=act_digest.hex())
    return Verified(
        head.origin, receipt.index, head.size, head.root, receipt.digest, act_digest is not None, opened.signers
    )
