"""Whom a reader of a record trusts: keys given as lines or files, or failing those the key that the record shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cauce.cli.record.places import KEY_PATH
from cauce.law.system import why_of
from cauce.record import Checkpoint, Files, NoSuchFile, OpenedCheckpoint, RecordError, VerifierKey, open_checkpoint
from cauce.record import parse_verifier_key as parse_key
from cauce.record.errors import NotUtf8, Unreachable
from cauce.record.note import MAX_BYTES


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
    """The keys that are trusted, and whether the record itself showed them."""

    keys: tuple[VerifierKey, ...]
    #: nobody gave it: it only shows that the record agrees with itself
    shown: bool = False

    def open(self, signed: str) -> OpenedCheckpoint:
        """Read a checkpoint that these keys signed. Errors: those of open_checkpoint."""
        return open_checkpoint(signed, self.keys)

    def known(self, notes: Sequence[str]) -> list[Checkpoint]:
        """Read checkpoints of an earlier time. Errors: those of open_checkpoint."""
        return [open_checkpoint(note, self.keys).checkpoint for note in notes]


def find_trust(given: Sequence[str], files: Files) -> Trust:
    """
    Return whom to trust: the keys given, or the one that the record shows beside its checkpoint.

    Errors: NoKey, Unreachable, those of parse_verifier_key.
    """
    if given:
        lines = [line for value in given for line in _lines_of(value)]
        shown = False
    else:
        try:
            lines, shown = _lines(_decode(files.read(KEY_PATH))), True
        except NoSuchFile as err:
            raise NoKey() from err
    if not lines:
        raise NoKey()
    return Trust(tuple(dict.fromkeys(map(parse_key, lines))), shown)


def read_notes(path: Path) -> list[str]:
    """Return the checkpoints of a file, or of the files of a folder. Errors: NotNotes, Unreachable."""
    if path.is_dir():
        return [note for each in sorted(path.iterdir()) if each.is_file() for note in read_notes(each)]
    parts = _decode(read_file(path)).strip("\n").split("\n\n")
    if len(parts) % 2:  # the text of a checkpoint, its signatures, and so on
        raise NotNotes(path=str(path))
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return ["\n\n".join(part.strip("\n") for part in pair) + "\n" for pair in pairs]


def read_file(path: Path) -> bytes:
    """Return a file that the caller named, unless it is absurdly large. Errors: Unreachable."""
    try:
        with path.open("rb") as file:
            data = file.read(16 * MAX_BYTES + 1)
    except OSError as err:
        raise Unreachable(place=str(path), why=why_of(err)) from err
    if len(data) > 16 * MAX_BYTES:
        raise Unreachable(place=str(path), why={"en": "it is too large.", "es": "es demasiado grande."})
    return data


def _lines_of(value: str) -> list[str]:
    """Return the keys of a file, one a line, or the value itself if it is no file; `#` begins a comment line."""
    if value.count("+") >= 2 and not Path(value).is_file():
        return [value]
    return _lines(_decode(read_file(Path(value))))


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#")]


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as err:
        raise NotUtf8() from err
