"""More law from outside: `--packs DIR` anywhere, and what `CAUCE_PACKS` names."""

from __future__ import annotations

import os
from collections.abc import Iterable, MutableMapping, Sequence
from pathlib import Path

from cauce.cli.errors import BadUse

SETTING = "CAUCE_PACKS"
#: commands that run a node: it reads its law from the setting
_OF_THE_NODE = (("up",), ("serve",), ("demo",), ("rebuild",), ("explain",), ("directory",), ("law", "text"))


def place(args: Sequence[str], environ: MutableMapping[str, str] = os.environ) -> list[str]:
    """
    Bring `--packs DIR` from where it was written to where it is understood, and return the arguments.

    A command of the law takes it as an option of its own, a node as its setting. Errors: BadUse.
    """
    asked, rest = _asked(args)
    if not asked:
        return list(args)
    called = tuple(arg for arg in rest if not arg.startswith("-"))
    if any(called[: len(names)] == names for names in _OF_THE_NODE):
        environ[SETTING] = os.pathsep.join(map(str, with_setting(check(map(Path, asked)), environ)))
        return rest
    return [*rest, *(part for folder in asked for part in ("--packs", folder))]


def _asked(args: Sequence[str]) -> tuple[list[str], list[str]]:
    asked, rest, waiting = [], [], False
    for arg in args:
        if waiting:
            asked.append(arg)
            waiting = False
        elif arg == "--packs":
            waiting = True
        elif arg.startswith("--packs="):
            asked.append(arg.partition("=")[2])
        else:
            rest.append(arg)
    return asked, [*rest, "--packs"] if waiting else rest


def check(packs: Iterable[Path]) -> list[Path]:
    """Return the folders if they are there. Errors: BadUse."""
    found = list(packs)
    for path in found:
        if not path.exists():
            raise BadUse("cli.E011", path=path)
    return found


def with_setting(packs: Iterable[Path], environ: MutableMapping[str, str] = os.environ) -> list[Path]:
    """Return the folders that the setting names, and these, each once."""
    named = [Path(part) for part in environ.get(SETTING, "").split(os.pathsep) if part]
    return list({path.resolve(): path for path in (*named, *packs)}.values())
