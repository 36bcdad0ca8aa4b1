"""Asking one witness over HTTP: to cosign a checkpoint, and what it last cosigned. No database, so any thread may."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from http.client import HTTPException
from socket import gaierror
from ssl import SSLCertVerificationError
from time import time
from urllib.error import URLError

from cauce.node.record.wire import send
from cauce.record import Checkpoint, RecordError, Signature, VerifierKey, open_checkpoint
from cauce.record.note import open_signatures, parse_note
from cauce.record.policy import Witness, show
from cauce.record.text import read_decimal
from cauce.record.witness import format_request, take_cosignatures

#: seconds by which the clock of a witness may be ahead of ours
AHEAD = 300
#: what kept a witness from being reached; `refusals` has it in both languages
UNREACHED = {
    ConnectionRefusedError: "nobody listens there",
    TimeoutError: "no answer in time",
    gaierror: "its name is not known",
    SSLCertVerificationError: "its certificate is not valid",
    ConnectionError: "it broke the connection off",
}
#: a consistency proof of the tree from a size
Proof = Callable[[int], Sequence[bytes]]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of asking a witness."""

    #: its lines for the checkpoint; none if it did not cosign
    lines: tuple[Signature, ...] = ()
    #: what kept it, as a short text for the operator; empty if it cosigned
    why: str = ""
    #: the size of a larger tree than the one it was shown, which it says it has cosigned
    ahead: int = 0
    #: it says that the tree contradicts one that it has cosigned
    fork: bool = False
    #: it answered, but with what is not its cosignature
    lying: bool = False
    #: with a claim against our tree: the largest one that it has cosigned and that bears our own signature
    shown: tuple[str, Checkpoint] | None = None


def ask(witness: Witness, old: int, signed: str, size: int, proof: Proof) -> Reply:
    """Ask a witness to cosign; where it remembers another size than `old`, ask again from there."""
    try:
        for _ in range(3):
            status, kind, body = send(f"{witness.url}/add-checkpoint", format_request(old, proof(old), signed))
            if status == 200:
                return _cosigned(witness, signed, body)
            if status == 409 and kind == "text/x.tlog.size":
                known = read_decimal(body.removesuffix("\n"), "size")
                if known > size:
                    return Reply(why=f"has cosigned {known}", ahead=known)
                if known == old == size:  # so many answer to a tree of this size with another root
                    return Reply(why="has cosigned another tree of this size", fork=True)
                if known == old:
                    break
                old = known
                continue
            return Reply(why=f"HTTP {status}", fork=status in (409, 422))
    except (OSError, HTTPException, RecordError, ValueError) as error:
        return Reply(why=_short(error))
    return Reply(why="keeps changing its mind", lying=True)


def ask_and_look(witness: Witness, own: VerifierKey, old: int, signed: str, size: int, proof: Proof) -> Reply:
    """Ask a witness to cosign; if it says that it knows more or other than it is shown, look at what it can show."""
    reply = ask(witness, old, signed, size, proof)
    return replace(reply, shown=latest(witness, own)) if reply.ahead or reply.fork else reply


def latest(witness: Witness, own: VerifierKey) -> tuple[str, Checkpoint] | None:
    """
    Return the largest tree of ours that a witness says it has cosigned, if we did sign it.

    Nothing follows from silence; a checkpoint with our own signature proves itself, whoever shows it.
    """
    try:
        status, _, body = send(f"{witness.url}/{sha256(own.name.encode()).hexdigest()}/checkpoint")
        return (body, open_checkpoint(body, [own]).checkpoint) if status == 200 else None
    except (OSError, HTTPException, RecordError, ValueError):
        return None


def _cosigned(witness: Witness, signed: str, body: str) -> Reply:
    try:
        lines = take_cosignatures(signed, body, [witness.key])
        note = replace(parse_note(signed), signatures=lines)
        times = [one.at or 0 for one in open_signatures(note, [witness.key])]
    except RecordError as error:
        return Reply(why=_short(error), lying=True)
    if max(times) > time() + AHEAD:
        return Reply(why="its clock is ahead", lying=True)
    if not min(times):  # C2SP gives the time 0 another meaning
        return Reply(why="it gives no time", lying=True)
    return Reply(lines)


def _short(error: Exception) -> str:
    """Return what went wrong as a text to keep: whoever answers may have put into it what no database takes."""
    if isinstance(error, URLError) and isinstance(error.reason, OSError):
        error = error.reason  # what Python's library puts around it says nothing to an operator
    for kind, words in UNREACHED.items():
        if isinstance(error, kind):
            return words
    return show(str(error)[:200])[:200] or type(error).__name__
