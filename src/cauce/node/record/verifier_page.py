"""The verifier's page (`verifier/web`), served byte for byte: it works the same from a disk, without this node."""

from __future__ import annotations

from functools import cache
from pathlib import Path

#: where a wheel has it (pyproject.toml); in a checkout it stands beside the program for courts
_BROUGHT = Path(__file__).with_name("verifier")
FOLDER = _BROUGHT if _BROUGHT.is_dir() else Path(__file__).parents[4] / "verifier" / "web"
#: the files of the page and what each is
KINDS = {"index.html": "text/html", "verify.css": "text/css", "verify.js": "text/javascript"}


@cache
def read(name: str) -> bytes:
    """Return one of the files of KINDS."""
    return (FOLDER / name).read_bytes()
