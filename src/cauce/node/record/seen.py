"""
What this node signed and did not have any more when somebody showed it: kept beside its key, and not in the database.

The mark tells what is larger than all that is here. What is not larger proves that two trees were signed, and that must
not be forgotten with the database, nor when somebody takes the record up again.
"""

from __future__ import annotations

from pathlib import Path

from cauce.node.files import private_file
from cauce.node.record.keys import key_folder, log_key
from cauce.record import Checkpoint, RecordError, open_checkpoint


def keep_seen(note: str) -> None:
    """Keep a checkpoint that this node signed. Errors: BadFolder, RecordError."""
    head = open_checkpoint(note, [log_key().verifier]).checkpoint
    private_file(_folder() / f"{head.size}-{head.root.hex()[:16]}", note.encode)


def seen() -> dict[str, Checkpoint]:
    """Return what was shown so far, as it was signed and as it is read."""
    found = {}
    for path in sorted(_folder().glob("*-*")):
        try:
            note = path.read_text("utf-8")
            found[note] = open_checkpoint(note, [log_key().verifier]).checkpoint
        except (RecordError, UnicodeDecodeError):
            continue  # of another key than the one that is here now
    return found


def _folder() -> Path:
    return key_folder() / "record.seen"
