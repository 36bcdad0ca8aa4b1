"""
The plain way of asking `cauce verify`, read without the library of the command line.

That library takes many times as long to load as a receipt takes to check, and a court may have thousands. Whatever is
not plain (help, a slip, `--act=FILE`) is left to it, so what is said about such things is said in one place.
"""

from __future__ import annotations

from pathlib import Path

from cauce.cli.verify_check import Asked

_ONCE = ("--act", "--event", "--digest", "--policy")
_MANY = ("--key", "--office-key")


def read_plainly(args: list[str]) -> Asked | None:
    """Return what was asked for; None if that is not plain."""
    receipts: list[str] = []
    given: dict[str, list[str]] = {name: [] for name in (*_ONCE, *_MANY, "--json")}
    rest = iter(args)
    for arg in rest:
        if arg == "--json":
            given[arg].append(arg)
        elif arg in given:
            given[arg].append(next(rest, ""))
        else:
            receipts.append(arg)
    words = [*receipts, *(value for name in (*_ONCE, *_MANY) for value in given[name])]
    if len(receipts) != 1 or any(word.startswith("-") or not word for word in words):
        return None
    if any(len(given[name]) > 1 for name in _ONCE):
        return None
    act, event, digest, policy = (next(iter(given[name]), None) for name in _ONCE)
    key, office_key = (tuple(given[name]) for name in _MANY)
    return Asked(
        Path(receipts[0]), _path(act), _path(event), digest, key, _path(policy), office_key, bool(given["--json"])
    )


def _path(name: str | None) -> Path | None:
    return None if name is None else Path(name)
