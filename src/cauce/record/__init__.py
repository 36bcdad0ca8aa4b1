"""The record: a Merkle log of commitments to acts, its signed checkpoints, and receipts that anyone can check."""

from .checkpoint import (
    Checkpoint,
    OpenedCheckpoint,
    format_checkpoint,
    open_checkpoint,
    parse_checkpoint,
    sign_checkpoint,
)
from .errors import RecordError
from .keys import (
    SigningKey,
    VerifierKey,
    format_signing_key,
    format_verifier_key,
    parse_signing_key,
    parse_verifier_key,
)
from .leaf import act_leaf, commit
from .merkle import EMPTY_ROOT, leaf_hash, verify_consistency, verify_inclusion
from .note import Note, Signature, format_note, open_note, parse_note, sign_note
from .receipt import Receipt, format_receipt, parse_receipt
from .tiles import EMPTY_EDGE, Edge, MemoryTiles, TileStore, append, follow_edge, load_edge
from .tree import TileReader, Tree
from .verified import Verified, verify

__all__ = [
    "EMPTY_EDGE",
    "EMPTY_ROOT",
    "Checkpoint",
    "Edge",
    "MemoryTiles",
    "Note",
    "OpenedCheckpoint",
    "Receipt",
    "RecordError",
    "Signature",
    "SigningKey",
    "TileReader",
    "TileStore",
    "Tree",
    "Verified",
    "VerifierKey",
    "act_leaf",
    "append",
    "commit",
    "follow_edge",
    "format_checkpoint",
    "format_note",
    "format_receipt",
    "format_signing_key",
    "format_verifier_key",
    "leaf_hash",
    "load_edge",
    "open_checkpoint",
    "open_note",
    "parse_checkpoint",
    "parse_note",
    "parse_receipt",
    "parse_signing_key",
    "parse_verifier_key",
    "sign_checkpoint",
    "sign_note",
    "verify",
    "verify_consistency",
    "verify_inclusion",
]
