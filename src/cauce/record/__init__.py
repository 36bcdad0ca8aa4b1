"""
The record: a Merkle log of commitments to acts, its signed checkpoints, and receipts that anyone can check.

What looks at a record from outside is imported from its module: `audit`, `monitor`, `mirror`, `witness`. Whoever checks
one receipt does not wait for it.
"""

from .bundle import format_bundle, parse_bundle
from .checkpoint import (
    Checkpoint,
    OpenedCheckpoint,
    format_checkpoint,
    open_checkpoint,
    parse_checkpoint,
    sign_checkpoint,
)
from .cosignature import cosign, cosigned
from .errors import RecordError
from .growth import FileTiles, Growth, MemoryFiles, WritableFiles, grow, load_growth
from .keys import (
    COSIGNER,
    LOG,
    SigningKey,
    VerifierKey,
    format_signing_key,
    format_verifier_key,
    parse_signing_key,
    parse_verifier_key,
)
from .leaf import act_leaf, commit
from .merkle import EMPTY_ROOT, extend_peaks, join_peaks, leaf_hash, verify_consistency, verify_inclusion
from .note import (
    Note,
    Signature,
    Signed,
    format_note,
    format_signatures,
    open_note,
    open_signatures,
    parse_note,
    sign_note,
)
from .paths import CHECKPOINT_PATH, Files, NoSuchFile, Place, entries_path, parse_path, places, tile_path, widths
from .policy import Policy, PolicyVerdict, check_policy, format_policy, parse_policy
from .receipt import Receipt, format_receipt, parse_receipt
from .tiles import EMPTY_EDGE, Edge, MemoryTiles, TileSource, append, load_edge
from .tree import TileReader, Tree
from .verified import Verified, verify, verify_by_policy
from .words import Word, entry_words

__all__ = [
    "CHECKPOINT_PATH",
    "COSIGNER",
    "EMPTY_EDGE",
    "EMPTY_ROOT",
    "LOG",
    "Checkpoint",
    "Edge",
    "FileTiles",
    "Files",
    "Growth",
    "MemoryFiles",
    "MemoryTiles",
    "NoSuchFile",
    "Note",
    "OpenedCheckpoint",
    "Place",
    "Policy",
    "PolicyVerdict",
    "Receipt",
    "RecordError",
    "Signature",
    "Signed",
    "SigningKey",
    "TileReader",
    "TileSource",
    "Tree",
    "Verified",
    "VerifierKey",
    "Word",
    "WritableFiles",
    "act_leaf",
    "append",
    "check_policy",
    "commit",
    "cosign",
    "cosigned",
    "entries_path",
    "entry_words",
    "extend_peaks",
    "format_bundle",
    "format_checkpoint",
    "format_note",
    "format_policy",
    "format_receipt",
    "format_signatures",
    "format_signing_key",
    "format_verifier_key",
    "grow",
    "join_peaks",
    "leaf_hash",
    "load_edge",
    "load_growth",
    "open_checkpoint",
    "open_note",
    "open_signatures",
    "parse_bundle",
    "parse_checkpoint",
    "parse_note",
    "parse_path",
    "parse_policy",
    "parse_receipt",
    "parse_signing_key",
    "parse_verifier_key",
    "places",
    "sign_checkpoint",
    "sign_note",
    "tile_path",
    "verify",
    "verify_by_policy",
    "verify_consistency",
    "verify_inclusion",
    "widths",
]
