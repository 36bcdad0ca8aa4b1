"""What changed from one version to another, in words: what is gone and what is new, side by side in the text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from cauce.law.diff import SECTIONS, Change, diff_versions
from cauce.law.library import Version
from cauce.node.frame.parts import Chip
from cauce.node.frame.words import Both, language, pick, say
from cauce.node.law.lexicon import Lexicon

SECTION_TITLES: Mapping[str, Both] = {
    "articles": Both("Articles", "Artículos"),
    "offices": Both("Offices", "Oficinas"),
    "fields": Both("Questions of the forms", "Preguntas de los formularios"),
    "readings": Both("Readings", "Lecturas"),
    "parameters": Both("What the texts leave open", "Lo que los textos dejan abierto"),
    "standings": Both("Standings", "Calidades"),
    "procedures": Both("Procedures", "Procedimientos"),
    "recurring": Both("Recurring duties", "Deberes periódicos"),
}
PARTS: Mapping[str, Both] = {
    "stages": Both("stage", "etapa"),
    "acts": Both("act", "actuación"),
    "expects": Both("expectation", "condición de regularidad"),
    "duties": Both("duty", "deber"),
}
_WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of text that stayed, is gone, or is new."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Altered:
    """One key of a rule, before and after in one line."""

    key: str
    bits: Sequence[Bit]


@dataclass(frozen=True, slots=True)
class Difference:
    """A rule that was added, removed or changed."""

    code: str
    title: str
    part: str
    kind: str
    chip: Chip
    says: str
    altered: Sequence[Altered] = ()


@dataclass(slots=True)
class Section:
    """The differences of one section, or of one procedure."""

    title: str
    anchor: str
    differences: list[Difference] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Compared:
    """All differences, and how many of each kind."""

    sections: Sequence[Section]
    chips: Sequence[Chip]


def compare(before: Version, after: Version) -> Compared:
    """Return what differs between two versions."""
    changes = diff_versions(before, after)
    sections: dict[str, Section] = {}
    for change in changes:
        anchor = "-".join(change.path[:2] if change.path[0] == "procedures" else change.path[:1])
        into = sections.setdefault(anchor, Section(_section(change, before, after), anchor))
        into.differences.append(_difference(change, before, after))
    counted = {kind: sum(change.kind == kind for change in changes) for kind in _CHIPS}
    chips = [_counted(kind, count) for kind, count in counted.items() if count]
    return Compared(list(sections.values()), chips)


_CHIPS: Mapping[str, tuple[Both, Both, str]] = {
    "changed": (Both("changed", "cambió"), Both("{n} rules changed", "{n} reglas cambiaron"), "river"),
    "added": (Both("new", "nueva"), Both("{n} rules new", "{n} reglas nuevas"), "met"),
    "removed": (Both("gone", "suprimida"), Both("{n} rules gone", "{n} reglas suprimidas"), "late"),
}


def _counted(kind: str, count: int) -> Chip:
    _, words, tone = _CHIPS[kind]
    if count == 1:
        one = {
            "changed": say("1 rule changed", "1 regla cambió"),
            "added": say("1 rule new", "1 regla nueva"),
            "removed": say("1 rule gone", "1 regla suprimida"),
        }[kind]
        return Chip(one, tone)  # type: ignore[arg-type]
    return Chip(say(words.en, words.es, n=count), tone)  # type: ignore[arg-type]


def _section(change: Change, before: Version, after: Version) -> str:
    section = pick(SECTION_TITLES[change.path[0]]) if change.path[0] in SECTIONS else change.path[0]
    if change.path[0] != "procedures":
        return section
    known = after.file.procedures.get(change.path[1]) or before.file.procedures.get(change.path[1])
    return pick(known.title) if known else change.path[1]


def _difference(change: Change, before: Version, after: Version) -> Difference:
    words, _, tone = _CHIPS[change.kind]
    part = pick(PARTS[change.path[2]]) if len(change.path) > 3 else ""
    only = change.after if change.kind == "added" else change.before if change.kind == "removed" else None
    return Difference(
        ".".join(change.path[1:]),
        change.titles[language()],
        part,
        change.kind,
        Chip(pick(words), tone),  # type: ignore[arg-type]
        _summary(only),
        [_altered(key, change, before, after) for key in change.keys] if change.kind == "changed" else (),
    )


def _summary(rule: Mapping[str, Any] | None) -> str:
    """Return the words of a rule that stands on one side only, beside its title."""
    for key in ("summary", "says", "silence", "help"):
        if rule and isinstance(rule.get(key), dict):
            return "" if key == "says" else str(rule[key][language()])
    return ""


def _altered(key: str, change: Change, before: Version, after: Version) -> Altered:
    then, now = Lexicon(before, change.path), Lexicon(after, change.path)
    old, new = then.words((change.before or {}).get(key), key), now.words((change.after or {}).get(key), key)
    return Altered(now.key(key), bits(old, new))


def bits(old: str, new: str) -> list[Bit]:
    """Return the pieces that stayed, are gone and are new, word by word; of unlike texts, each as a whole."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.5:
        return [Bit(kind, text) for kind, text in (("gone", old), ("new", new)) if text]  # type: ignore[arg-type]
    found: list[Bit] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.append(Bit("same", "".join(before[i1:i2])))
            continue
        found += [Bit("gone", "".join(before[i1:i2]))] if i2 > i1 else []
        found += [Bit("new", "".join(after[j1:j2]))] if j2 > j1 else []
    return found
