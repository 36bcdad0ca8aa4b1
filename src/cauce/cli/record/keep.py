"""Files that a reader of a record keeps: replaced whole or not at all, and evidence that is never written over."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from cauce.law.system import why_of
from cauce.record.errors import Unreachable


def replace(path: Path, text: str) -> None:
    """Replace a file: whoever looks sees the old one or the new one, after a power cut too. Errors: Unreachable."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(aside, text)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
        _sync(path.parent)
    except OSError as err:
        raise Unreachable(place=str(path), why=why_of(err)) from err


def keep_evidence(folder: Path, what: str, text: str, most: int | None = None) -> Path | None:
    """
    Write evidence into a file of its own, named by the time and its content; if it is there already, return that.

    Shape:  None, if there are `most` of this kind, for what a stranger could send without end.
    Errors: Unreachable.
    """
    mark = f"-{what}-{sha256(text.encode()).hexdigest()[:12]}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kind = list(folder.glob(f"*-{what}-*.json"))
        for path in kind:
            if path.name.endswith(mark):
                return path
        if most is not None and len(kind) >= most:
            return None
        path = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}{mark}"
        aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            _write(aside, text)
            os.link(aside, path)
        finally:
            aside.unlink(missing_ok=True)
        _sync(folder)
    except OSError as err:
        raise Unreachable(place=str(folder), why=why_of(err)) from err
    return path


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
