"""Whom a reader of a record trusts: a policy, keys given as lines or files, or the key that the record shows."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cauce.cli.record.places import KEY_PATH
from cauce.cli.verify_files import TwoTrusts, decode, find_keys, read_file
from cauce.record import (
    Checkpoint,
    Files,
    NoSuchFile,
    OpenedCheckpoint,
    Policy,
    PolicyVerdict,
    RecordError,
    VerifierKey,
    check_policy,
    open_checkpoint,
    parse_policy,
    parse_verifier_key,
)
from cauce.record.policy import show


class NoKey(RecordError):
    """No key to trust: none given and none shown."""

    code = "cli.E016"
    says = {"en": "There is no key to check the record with.", "es": "No hay llave con la cual comprobar la bitácora."}
    hint = {
        "en": "Give --key with the line that the record publishes as its verifier key, or with a file that holds it.",
        "es": "Indique --key con la línea que la bitácora publica como su llave, o con un archivo que la contenga.",
    }


class NotNotes(RecordError):
    """A file that is no list of signed notes."""

    code = "cli.E017"
    says = {"en": "{path} holds no checkpoints.", "es": "{path} no contiene puntos de control."}
    hint = {
        "en": "Give a file with one or more checkpoints, an empty line between them, or a folder of such files.",
        "es": "Indique un archivo con puntos de control separados por una línea vacía, o una carpeta de ellos.",
    }


@dataclass(frozen=True, slots=True)
class Trust:
    """The keys that are trusted: given, or those of a policy, or what the record itself showed."""

    keys: tuple[VerifierKey, ...]
    #: how many witnesses must have cosigned; None if no policy was given
    policy: Policy | None = None
    #: nobody gave the key: it only shows that the record agrees with itself
    shown: bool = False

    def open(self, signed: str) -> OpenedCheckpoint:
        """
        Read a checkpoint that the record signed, with every cosignature of a witness that is trusted.

        Errors: those of open_checkpoint.
        """
        return open_checkpoint(signed, self.keys)

    def judge(self, signed: str) -> PolicyVerdict | None:
        """Return what the policy says, if one was given. Errors: those of open_checkpoint."""
        return check_policy(signed, self.policy, int(time.time())) if self.policy else None

    def known(self, notes: Sequence[str]) -> list[Checkpoint]:
        """Read checkpoints of an earlier time, however few witnesses had signed. Errors: those of open_checkpoint."""
        return [self.open(note).checkpoint for note in notes]


def find_trust(given: Sequence[str], policy: Path | None, files: Files) -> Trust:
    """
    Return whom to trust: a policy, the keys given, or the key that the record shows beside its checkpoint.

    Errors: NoKey, TwoTrusts, UnreadableFile, Unreachable, those of policies and keys.
    """
    if policy is not None:
        if given:
            raise TwoTrusts()
        found = parse_policy(read_file(policy))
        return Trust((*(one.key for one in found.logs), *(one.key for one in found.witnesses)), found)
    if given:
        return Trust(tuple(find_keys(list(given), Path())[0]))
    try:
        lines = [line for line in map(str.strip, decode(files.read(KEY_PATH)).splitlines()) if line]
    except NoSuchFile as err:
        raise NoKey() from err
    if not lines:
        raise NoKey()
    return Trust(tuple(map(parse_verifier_key, lines)), shown=True)


def names_of(verdict: PolicyVerdict) -> str:
    """Return the witnesses that cosigned, by their names in the policy."""
    return ", ".join(show(one.name) for one in verdict.cosigned_by) or "–"


def read_notes(path: Path) -> list[str]:
    """Return the checkpoints of a file, or of the files of a folder. Errors: NotNotes, UnreadableFile."""
    if path.is_dir():
        return [note for each in sorted(path.iterdir()) if each.is_file() for note in read_notes(each)]
    parts = decode(read_file(path)).strip("\n").split("\n\n")
    if len(parts) % 2:  # the text of a checkpoint, its signatures, and so on
        raise NotNotes(path=str(path))
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return ["\n\n".join(part.strip("\n") for part in pair) + "\n" for pair in pairs]
