"""Where things are printed: results to stdout, words and progress to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.console import Console  # loaded where something is drawn: a line of text can be had much sooner

Item = TypeVar("Item")


def out() -> Console:
    """Return the console of results."""
    return _console(sys.stdout)


def err() -> Console:
    """Return the console of words."""
    return _console(sys.stderr)


def _console(file: TextIO) -> Console:
    """Lines are never broken where nobody looks at them: another program may read them."""
    from rich.console import Console

    return Console(file=file, highlight=False, soft_wrap=True, width=None if file.isatty() else 160)


def print_json(data: Any) -> None:
    """Print data as JSON in a stable form."""
    print(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def watched(items: Iterable[Item], words: str, total: int) -> Iterator[Item]:
    """Yield items with a bar of progress, which vanishes when they are done."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err(), transient=True) as progress:
        yield from progress.track(items, total=total, description=words)


def both(text: Mapping[str, str] | Any, lang: str) -> str:
    """Return one language of a bilingual text, whether it is a mapping or a model of a pack."""
    return str(text[lang] if isinstance(text, Mapping) else getattr(text, lang))
