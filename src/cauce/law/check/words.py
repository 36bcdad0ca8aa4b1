"""Texts: both languages are there (the shape sees to that), and the one is not a copy of the other."""

from __future__ import annotations

from cauce.law import catalogue as k
from cauce.law.check.scope import Page, Path
from cauce.law.yaml12 import Node

#: from this many words on, the same words in both languages are no name that needs no translation
_WORDS = 5


def check_words(page: Page) -> None:
    """Warn of a sentence that is the same in both languages."""
    _walk(page, page.node, ())


def _walk(page: Page, node: Node, path: Path) -> None:
    if isinstance(node.value, list):
        for number, item in enumerate(node.value):
            _walk(page, item, (*path, number))
    elif isinstance(node.value, dict):
        texts = {lang: str(node.value[lang].value).strip() for lang in ("en", "es") if lang in node.value}
        if len(texts) == 2 and texts["en"] == texts["es"] and len(texts["en"].split()) >= _WORDS:
            page.report(k.SAME_WORDS, (*path, "es"), key=str(path[-1]) if path else "–")
        for key, held in node.value.items():
            _walk(page, held, (*path, key))
