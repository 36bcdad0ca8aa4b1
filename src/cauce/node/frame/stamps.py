"""A short name for the state of a folder of files."""

from __future__ import annotations

import hashlib
from pathlib import Path


def stamp_of(folder: Path) -> str:
    """Return twelve hexadecimal digits that differ when a name or a byte under the folder does."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\n{path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
