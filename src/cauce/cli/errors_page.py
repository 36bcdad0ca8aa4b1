"""
The reference of the error codes, read out of the source.

Codes stand where they are raised: in classes with `code`, `says` and `hint`, and in tables from code to both. Reading
the source finds them all without starting the web framework.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cauce

SOURCE = Path(cauce.__file__).parent
_CODE = re.compile(r"[a-z]+\.[EW][0-9]{3}\Z")
_HEAD = """# Error codes

<!-- Written by “cauce law reference errors”; the words stand in the source, beside the code that raises them. -->

Every error has a code that stays the same, plain words, and what to do next, in both languages. … stands for what is
named there. The findings of the checker of packs (`pack.…`) are in [the pack format](pack-format.md#findings).

| Code | Says | What to do |
|---|---|---|
"""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """An error: its code, and words and hint in both languages."""

    code: str
    says: tuple[str, str]
    hint: tuple[str, str]


def errors_page() -> str:
    """Return the page."""
    rows = [f"| `{entry.code}` | {_cell(entry.says)} | {_cell(entry.hint)} |" for entry in sorted(entries())]
    return _HEAD + "\n".join(rows) + "\n"


def entries() -> Iterator[Entry]:
    """Yield every error in the source of the program, save the findings of the checker of packs."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield from _of_class(node)
            elif isinstance(node, ast.Dict):
                yield from _of_table(node)


def _of_class(node: ast.ClassDef) -> Iterator[Entry]:
    said = {}
    for line in node.body:
        targets = (
            line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AnnAssign) else []
        )
        if len(targets) == 1 and isinstance(targets[0], ast.Name):
            said[targets[0].id] = _literal(getattr(line, "value", None))
    code, says, hint = said.get("code"), said.get("says"), said.get("hint")
    if isinstance(code, str) and _CODE.match(code) and isinstance(says, dict):
        yield Entry(code, _both(says), _both(hint if isinstance(hint, dict) else {}))


def _of_table(node: ast.Dict) -> Iterator[Entry]:
    for key, value in zip(node.keys, node.values, strict=True):
        code, words = _literal(key), _literal(value)
        if isinstance(code, str) and _CODE.match(code) and isinstance(words, tuple) and len(words) == 2:
            yield Entry(code, _both(words[0]), _both(words[1]))


def _literal(node: ast.expr | None) -> Any:
    try:
        return ast.literal_eval(node) if node is not None else None
    except ValueError:
        return None


def _both(words: dict[str, str]) -> tuple[str, str]:
    return str(words.get("en", "")), str(words.get("es", ""))


def _cell(words: tuple[str, str]) -> str:
    blanked = (re.sub(r"\{[a-z_]+\}", "…", text).replace("|", "\\|") for text in words if text)
    return "<br>".join(blanked) or "–"
