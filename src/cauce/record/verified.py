"""The one question that a receipt answers: is this act in the record that these keys speak for?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .checkpoint import Checkpoint, open_checkpoint
from .errors import OtherAct
from .keys import VerifierKey
from .leaf import act_leaf
from .merkle import verify_inclusion
from .policy import Policy, PolicyVerdict, check_policy
from .receipt import Receipt, parse_receipt
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
    receipt = _read(receipt_text, act_digest)
    opened = open_checkpoint(receipt.checkpoint, keys)
    return _prove(receipt, act_digest, opened.checkpoint, opened.signers)


def verify_by_policy(
    receipt_text: str, act_digest: bytes | None, policy: Policy, now: int | None = None
) -> tuple[Verified, PolicyVerdict]:
    """
    Check a receipt as `verify` does, but against a policy, whose quorum must have cosigned.

    Shape:  with `now`, in seconds since 1970, a cosignature with a later time does not count.
    Errors: those of verify; QuorumNotReached.
    """
    receipt = _read(receipt_text, act_digest)
    verdict = check_policy(receipt.checkpoint, policy, now).require()
    signers = (verdict.log, *(one.key for one in verdict.cosigned_by))
    return _prove(receipt, act_digest, verdict.checkpoint, signers), verdict


def _read(receipt_text: str, act_digest: bytes | None) -> Receipt:
    if act_digest is not None:
        check_length(act_digest, "digest")
    return parse_receipt(receipt_text)


def _prove(receipt: Receipt, act_digest: bytes | None, head: Checkpoint, signers: tuple[VerifierKey, ...]) -> Verified:
    """Show that the receipt's entry is in the tree of this checkpoint, and that the act in hand is the receipt's."""
    leaf = act_leaf(receipt.nonce, receipt.digest)
    verify_inclusion(leaf, receipt.index, head.size, receipt.path, head.root)
    if act_digest is not None and act_digest != receipt.digest:
        raise OtherAct(receipt=receipt.digest.hex(), act=act_digest.hex())
    return Verified(head.origin, receipt.index, head.size, head.root, receipt.digest, act_digest is not None, signers)
