"""What a reform changed, rule by rule: articles, offices, acts, expectations, duties, readings, parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from cauce.law.library import Version
from cauce.law.schema import Procedure

#: the maps of a version whose entries are rules, and those of a procedure
SECTIONS = ("articles", "offices", "fields", "readings", "parameters", "standings", "procedures", "recurring")
PARTS = ("stages", "acts", "expects", "duties")

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that a reform added, removed or changed."""

    #: keys from the version down to the rule: ("procedures", "meeting", "acts", "hold")
    path: tuple[str, ...]
    kind: Literal["added", "removed", "changed"]
    #: the rule as plain data with the keys of the pack; None where it is not there
    before: Plain | None
    after: Plain | None
    #: the keys whose values differ
    keys: tuple[str, ...]
    #: the name of the rule in both languages, as it is after the change if it is still there
    titles: dict[str, str]

    def to_json(self) -> Plain:
        """Return the change as plain data."""
        names = ("kind", "keys", "titles", "before", "after")
        return {"path": ".".join(self.path)} | {name: getattr(self, name) for name in names}


def diff_versions(before: Version, after: Version) -> list[Change]:
    """Return what differs between two versions, in the order of the pack."""
    old, new = list(_rules(before)), list(_rules(after))
    return list(_changes(dict(old), dict(new)))


def _rules(version: Version) -> Iterator[tuple[tuple[str, ...], Plain]]:
    for section in SECTIONS:
        for name, rule in getattr(version.file, section).items():
            if not isinstance(rule, Procedure):
                yield (section, name), _plain(rule)
                continue
            yield (section, name), _plain(rule, exclude=set(PARTS))
            for part in PARTS:
                for key, each in getattr(rule, part).items():
                    yield (section, name, part, key), _plain(each)


def _plain(rule: BaseModel, exclude: set[str] | None = None) -> Plain:
    return rule.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=exclude)


def _changes(old: Mapping[tuple[str, ...], Plain], new: Mapping[tuple[str, ...], Plain]) -> Iterator[Change]:
    for path in _in_order(old, new):
        before, after = old.get(path), new.get(path)
        if before == after:
            continue
        kind: Literal["added", "removed", "changed"] = "changed"
        if before is None or after is None:
            kind = "added" if before is None else "removed"
        first, last = before or {}, after or {}
        keys = tuple(key for key in {**first, **last} if first.get(key) != last.get(key))
        yield Change(path, kind, before, after, keys, _titles(after or before or {}, path))


def _in_order(old: Mapping[tuple[str, ...], Plain], new: Mapping[tuple[str, ...], Plain]) -> list[tuple[str, ...]]:
    """Return every path in the order of a pack; in each part, what is gone comes last."""
    rank: dict[tuple[str, ...], int] = {}
    for path in (*new, *old):
        rank.setdefault(path[:2], len(rank))
        rank.setdefault(path, len(rank))

    def place(path: tuple[str, ...]) -> tuple[int, int, int, int]:
        part = PARTS.index(path[2]) if len(path) > 2 else -1
        return SECTIONS.index(path[0]), rank[path[:2]], part, rank[path]

    return sorted({*new, *old}, key=place)


def _titles(rule: Plain, path: tuple[str, ...]) -> dict[str, str]:
    for key in ("title", "says"):
        if isinstance(rule.get(key), dict):
            return {lang: str(rule[key][lang]) for lang in ("en", "es")}
    return {"en": path[-1], "es": path[-1]}
