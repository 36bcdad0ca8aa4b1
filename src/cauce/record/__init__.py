"""The record: a Merkle log of commitments to acts, its signed checkpoints, and receipts that anyone can check."""

from .audit import START, Reached, audit_paths, audit_record
from .audit_state import AuditState, format_audit_state, parse_audit_state
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
from .evidence import format_evidence
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
from .mirror import CheckedTiles, Mirror, MirrorTiles
from .monitor import Saw, Step, follow
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
from .witness import Answer, Known, Request, Suspicion, answer, format_request, parse_request, take_cosignatures
from .words import Word, entry_words

__all__ = [
    "CHECKPOINT_PATH",
    "COSIGNER",
    "EMPTY_EDGE",
    "EMPTY_ROOT",
    "LOG",
    "START",
    "Answer",
    "AuditState",
    "CheckedTiles",
    "Checkpoint",
    "Edge",
    "FileTiles",
    "Files",
    "Growth",
    "Known",
    "MemoryFiles",
    "MemoryTiles",
    "Mirror",
    "MirrorTiles",
    "NoSuchFile",
    "Note",
    "OpenedCheckpoint",
    "Place",
    "Policy",
    "PolicyVerdict",
    "Reached",
    "Receipt",
    "RecordError",
    "Request",
    "Saw",
    "Signature",
    "Signed",
    "SigningKey",
    "Step",
    "Suspicion",
    "TileReader",
    "TileSource",
    "Tree",
    "Verified",
    "VerifierKey",
    "Word",
    "WritableFiles",
    "act_leaf",
    "answer",
    "append",
    "audit_paths",
    "audit_record",
    "check_policy",
    "commit",
    "cosign",
    "cosigned",
    "entries_path",
    "entry_words",
    "extend_peaks",
    "follow",
    "format_audit_state",
    "format_bundle",
    "format_checkpoint",
    "format_evidence",
    "format_note",
    "format_policy",
    "format_receipt",
    "format_request",
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
    "parse_audit_state",
    "parse_bundle",
    "parse_checkpoint",
    "parse_note",
    "parse_path",
    "parse_policy",
    "parse_receipt",
    "parse_request",
    "parse_signing_key",
    "parse_verifier_key",
    "places",
    "sign_checkpoint",
    "sign_note",
    "take_cosignatures",
    "tile_path",
    "verify",
    "verify_by_policy",
    "verify_consistency",
    "verify_inclusion",
    "widths",
]
