"""Citations: every rule rests on a source that is declared, and points to an article that is summarised."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cauce.law import catalogue as k
from cauce.law.check.scope import Page, Path, Scope
from cauce.law.library import article_at, articles_by_source
from cauce.law.repair import REPAIRED
from cauce.law.schema import Source
from cauce.law.yaml12 import Node

#: keys that hold citations
KEYS = ("source", "confirmed", "unchanged-source")


def citations(node: Node, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every citation among nodes with its path."""
    if isinstance(node.value, list):
        for number, item in enumerate(node.value):
            yield from citations(item, (*path, number))
    elif isinstance(node.value, dict):
        for key, held in node.value.items():
            here: Path = (*path, key)
            if key in KEYS and isinstance(held.value, str):
                yield here, held.value
            elif key in KEYS and isinstance(held.value, list):
                yield from (((*here, index), str(item.value)) for index, item in enumerate(held.value))
            else:
                yield from citations(held, here)


def check_citations(page: Page, sources: Collection[str]) -> set[str]:
    """Check that every source that a file cites is declared; return the keys of those it cites."""
    cited = set()
    for path, citation in citations(page.node):
        key = citation.partition(" ")[0]
        if key != REPAIRED and page.declared(k.NO_SOURCE, path, key, sources):
            cited.add(key)
    return cited


def check_articles(scope: Scope) -> None:
    """Check that citations of an instrument whose articles are summarised point to one of them."""
    summarised = articles_by_source(scope.version)
    for path, citation in citations(scope.node):
        key, _, pinpoint = citation.partition(" ")
        if key in summarised and pinpoint and article_at(pinpoint, key, summarised[key]) is None:
            scope.report(k.NO_ARTICLE, path, citation=citation)


def check_certainty(scope: Scope) -> None:
    """Warn of a rule that rests only on background that was not read."""
    if scope.regime is None:
        return
    for procedure_id, procedure in scope.version.procedures.items():
        for key in ("acts", "expects", "duties"):
            for name, rule in getattr(procedure, key).items():
                _certainty(
                    scope, ("procedures", procedure_id, key, name), name, rule.source, rule.sure, scope.regime.sources
                )
    for name, rule in scope.version.recurring.items():
        _certainty(scope, ("recurring", name), name, rule.source, rule.sure, scope.regime.sources)


def _certainty(
    scope: Scope, path: Path, name: str, cited: Sequence[str], sure: str | None, sources: dict[str, Source]
) -> None:
    known = [sources[key].sure for each in cited if (key := each.partition(" ")[0]) in sources]
    if sure == "known" or (sure is None and known and all(each == "known" for each in known)):
        scope.report(k.ONLY_KNOWN, (*path, "source"), of=name)
