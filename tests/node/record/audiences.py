"""Witnesses with their policies, and checkpoints that they have cosigned."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cauce.record import (
    COSIGNER,
    Checkpoint,
    SigningKey,
    cosign,
    format_note,
    format_verifier_key,
    parse_checkpoint,
    parse_note,
    sign_checkpoint,
)

NEIGHBOUR, PAPER, UNIVERSITY = (
    SigningKey(f"witness.example/{name}", bytes([place]) * 32, COSIGNER)
    for place, name in enumerate(("neighbour", "paper", "university"), 1)
)
#: what nobody but the host's offices may see
ADDRESS = "https://secret-address.example"
#: seconds since 1970
COSIGNED_AT = 1_700_000_000


def write_policies(folder: Path, address: str = ADDRESS) -> Path:
    """Write policies for the public (any of two), a court (both others) and a mission (one)."""
    folder.mkdir()
    lines = {
        name: f"witness {name} {format_verifier_key(key.verifier)} {address}/{name}\n"
        for name, key in (("neighbour", NEIGHBOUR), ("paper", PAPER), ("university", UNIVERSITY))
    }
    rules = {
        "public": (("neighbour", "paper"), "group some any neighbour paper\nquorum some\n"),
        "court": (("neighbour", "university"), "group both all neighbour university\nquorum both\n"),
        "mission": (("neighbour",), "quorum neighbour\n"),
    }
    for audience, (names, rule) in rules.items():
        (folder / f"{audience}.policy").write_text("".join(lines[name] for name in names) + rule)
    return folder


def publish(size: int, keys: Iterable[SigningKey] = (), at: str = "") -> str:
    """Publish a checkpoint of the first entries of the record, cosigned with these keys, at a time in UTC."""
    from datetime import UTC, datetime

    from cauce.node.frame import clock
    from cauce.node.record.keys import log_key
    from cauce.node.record.models import Checkpoint as Row
    from cauce.node.record.models import Log
    from cauce.node.record.sequence import entries
    from cauce.record import extend_peaks, join_peaks, leaf_hash

    root = join_peaks(extend_peaks((), 0, [leaf_hash(each) for each in entries(0, size)]))
    note = parse_note(sign_checkpoint(Checkpoint(log_key().verifier.name, size, root), log_key()))
    assert parse_checkpoint(note.text).size == size
    lines = [cosign(note.text, key, COSIGNED_AT) for key in keys]
    text = format_note(type(note)(note.text, (*note.signatures, *lines)))
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC) if at else clock.real()
    Row.objects.update_or_create(size=size, defaults={"note": text, "at": moment, "cosigned": len(lines)})
    Log.objects.filter(pk=1).update(published=text)
    return text
