"""
What a witness answers when it is asked to cosign a checkpoint, and what in it looks like misbehaviour of the record.

Pure: whoever calls it keeps what was cosigned, and must check and keep in one step (see `answer`).
Source: C2SP tlog-witness; specs/witness.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .checkpoint import Checkpoint, parse_checkpoint
from .cosignature import Signature
from .errors import (
    BadRequest,
    BadSignatureLine,
    ForkedRecord,
    NotConsistent,
    NotUtf8,
    OtherOldSize,
    RecordError,
    TooManyHashes,
    UnknownOrigin,
    WrongOrder,
)
from .keys import COSIGNER, LOG, VerifierKey
from .merkle import EMPTY_ROOT, verify_consistency
from .note import MAX_BYTES as MAX_NOTE_BYTES
from .note import Note, format_note, open_signatures, parse_note
from .text import check_text, read_decimal, read_hash, write_base64

MAX_HASHES = 63
MAX_BYTES = MAX_NOTE_BYTES + 4_000

COSIGN, MALFORMED, REFUSED, UNKNOWN, CONFLICT, NO_PROOF = 200, 400, 403, 404, 409, 422

#: two signed trees of one size: shown by the evidence alone
FORK = "fork"
#: a signed tree that is smaller than one that was cosigned, and of a size that nobody remembers
SMALLER_TREE = "smaller-tree"
#: a signed tree with a proof that does not fit, which whoever sent it may have spoiled
BROKEN_PROOF = "broken-proof"


@dataclass(frozen=True, slots=True)
class Request:
    """A request to cosign as it was read; nothing in it is true yet."""

    #: the size of the tree that the proof starts from
    old: int
    proof: tuple[bytes, ...]
    note: Note
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class Known:
    """A tree of a record that this witness has cosigned."""

    size: int
    root: bytes
    #: the checkpoint as the record signed it
    signed: str


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What looks like misbehaviour of a record, under its own valid signature."""

    #: FORK, SMALLER_TREE or BROKEN_PROOF
    kind: str
    origin: str
    #: both signed checkpoints and the proof, as specs/witness.md says
    evidence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the witness answers; it cosigns only if `status` is COSIGN."""

    #: of HTTP
    status: int
    #: what is wrong, unless it cosigns
    error: RecordError | None = None
    #: what to answer to a request from another size: the size that was cosigned last
    size: int | None = None
    #: the checkpoint with the signatures of the record alone: what is to be kept
    signed: str = ""
    suspicion: Suspicion | None = None


def parse_request(body: bytes | str) -> Request:
    """
    Read the body of add-checkpoint; `format_request` is its twin. Any error means MALFORMED.

    Errors: NotUtf8, TooLarge, ControlCharacter, BadRequest, BadNumber, TooManyHashes, BadBase64, WrongLength; those of
            parse_note and parse_checkpoint.
    """
    try:
        text = body.decode() if isinstance(body, bytes) else body
    except UnicodeDecodeError as err:
        raise NotUtf8() from err
    check_text(text, "request", MAX_BYTES)
    head, _, signed = text.partition("\n\n")
    first, *lines = head.split("\n")
    word, gap, size = first.partition(" ")
    if word != "old" or not gap:
        raise BadRequest(found=first, part="old")
    old = read_decimal(size, "old")
    if not signed:
        raise BadRequest(found="", part="checkpoint")
    if len(lines) > MAX_HASHES:
        raise TooManyHashes(found=len(lines), limit=MAX_HASHES)
    proof = tuple(read_hash(line, "proof") for line in lines)
    note = parse_note(signed)
    return Request(old, proof, note, parse_checkpoint(note.text))


def format_request(old: int, proof: Sequence[bytes], signed: str) -> str:
    """Write the body of add-checkpoint: a signed checkpoint, and the proof that it continues the tree of size `old`."""
    return "\n".join((f"old {old}", *map(write_base64, proof), "", signed))


def answer(
    request: Request, known: Known | None, keys: Sequence[VerifierKey], same_size: Known | None = None
) -> Answer:
    """
    Decide what to answer.

    Shape:  `known` is the largest tree cosigned of the request's origin, `same_size` the one of the request's size, if
            it is remembered. From reading `known` until the new one is durable nobody else may do the same; only then
            may the cosignature be given away.
    """
    head = request.checkpoint
    own = [key for key in keys if key.kind == LOG and key.name == head.origin]
    if not own:
        return Answer(UNKNOWN, UnknownOrigin(origin=head.origin))
    try:
        lines = [one.line for one in open_signatures(request.note, own)]
    except RecordError as err:
        return Answer(REFUSED, err)
    signed = format_note(Note(request.note.text, tuple(lines)))
    if known and known.size == head.size:
        same_size = known
    error = _check(request, known)
    kind = _looks_like(head, known, same_size, error)
    before = same_size if kind == FORK else known
    suspicion = None
    if kind and before:
        evidence = f"cauce/evidence/v1 {kind}\n\n{before.signed}{format_request(request.old, request.proof, signed)}"
        suspicion = Suspicion(kind, head.origin, evidence)
    size = known.size if known else 0
    return Answer(_status(error), error, size if isinstance(error, OtherOldSize) else None, signed, suspicion)


def take_cosignatures(signed: str, body: str, keys: Sequence[VerifierKey]) -> tuple[Signature, ...]:
    """
    Return what a witness answered: the cosignatures of these keys, to be added to the checkpoint as they are.

    Shape:  signed is the checkpoint that it was asked to cosign; lines of other keys are left out.
    Errors: those of parse_note and open_note: a witness that answers with anything else than its cosignature is broken.
    """
    text = parse_note(signed).text
    note = parse_note(f"{text}\n{body}")
    if note.text != text:  # an empty line in the answer would make its beginning a part of the text
        raise BadSignatureLine(line="")
    return tuple(one.line for one in open_signatures(note, [key for key in keys if key.kind == COSIGNER]))


def _check(request: Request, known: Known | None) -> RecordError | None:
    """Return what keeps a witness from cosigning what the record has signed, in the order of C2SP."""
    head = request.checkpoint
    size, root = (known.size, known.root) if known else (0, EMPTY_ROOT)
    if request.old > head.size:
        return WrongOrder(old=request.old, new=head.size)
    if request.old != size:
        return OtherOldSize(known=size, found=request.old)
    try:
        verify_consistency(size, head.size, root, head.root, request.proof)
    except NotConsistent as err:
        return ForkedRecord(size=size) if head.size == size else err
    except RecordError as err:
        return err
    return None


def _status(error: RecordError | None) -> int:
    match error:
        case None:
            return COSIGN
        case WrongOrder():
            return MALFORMED
        case OtherOldSize() | ForkedRecord():
            return CONFLICT
    return NO_PROOF


def _looks_like(head: Checkpoint, known: Known | None, same: Known | None, error: RecordError | None) -> str:
    """Say what a checkpoint that the record has signed looks like, whatever else is wrong with the request."""
    if same and same.root != head.root:
        return FORK
    if known and head.size < known.size and not same:
        return SMALLER_TREE
    return BROKEN_PROOF if isinstance(error, NotConsistent) else ""
