"""Receipts: made on demand under a checkpoint that covers the entry, from published files and what follows them."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from cauce.node.frame.errors import BadFolder, LockHeld
from cauce.node.record.checkpoints import opened, size_of
from cauce.node.record.errors import ReceiptPending
from cauce.node.record.models import Checkpoint, Entry
from cauce.node.record.policies import PUBLIC, policy_for
from cauce.node.record.sequence import integrate
from cauce.node.record.store import head
from cauce.node.record.trees import inclusion
from cauce.record import Receipt, act_leaf, format_receipt, parse_note
from cauce.record.policy import NONE, Policy, check_policy

#: how many checkpoints are looked at, the newest first, for one that an audience's witnesses have cosigned
SEARCHED = 1000


def receipt(entry: Entry, audience: str = PUBLIC) -> str:
    """
    Return the receipt of an entry, as C2SP tlog-proof text.

    Shape:  under a published checkpoint that covers the entry and that the witnesses of the audience's policy have
            cosigned; without one, under the best there is, which may be the signed head, brought up to the entry.
    Errors: ReceiptPending, StoreAway; Http404, for an audience without a policy; RecordRolledBack, RecordDamaged.
    """
    note = covering(entry.index, policy_for(audience))
    nonce, digest = bytes(entry.nonce), bytes(entry.digest)
    path = inclusion(opened(note), entry.index, act_leaf(nonce, digest))
    return format_receipt(Receipt(nonce, digest, entry.index, path, note))


def covering(index: int, policy: Policy) -> str:
    """Return the best checkpoint there is that covers an entry. Errors: ReceiptPending."""
    log = head()
    published = log.published if _covers(log.published, index) else ""
    for note in filter(None, (published, *_earlier(index, policy, published))):
        if check_policy(note, policy).reached:
            return note
    if settings.CAUCE.record_closed:  # a receipt without its quorum would count for less than it says
        raise ReceiptPending()
    if published:
        return published
    if log.size <= index:
        try:
            integrate()
        except (OSError, BadFolder, LockHeld) as error:  # no room for the mark, or no turn: the sequencer goes on
            raise ReceiptPending() from error
        log = head()
    if log.size <= index:
        raise ReceiptPending()
    return log.checkpoint


def is_pending(index: int) -> bool:
    """Say whether the receipt of an entry still waits for a checkpoint that enough witnesses have cosigned."""
    return settings.CAUCE.record_closed and not _covers(head().published, index)


def _earlier(index: int, policy: Policy, latest: str) -> Iterator[str]:
    """Yield published checkpoints that cover an entry and bear lines of enough witnesses, the newest first."""
    if not latest or policy.quorum == NONE:
        return
    names = {(each.key.name, each.key.key_id): each.name for each in policy.witnesses}
    older = Checkpoint.objects.filter(size__gt=index, cosigned__gt=0).order_by("-size").values_list("note", flat=True)
    for note in older[:SEARCHED]:
        lines = ((line.name, line.key_id) for line in parse_note(note).signatures)
        if policy.reached(names[line] for line in lines if line in names):
            yield note


def _covers(note: str, index: int) -> bool:
    return size_of(note) > index
