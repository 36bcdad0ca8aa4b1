"""Articles beside the rules that run them: each rule stands in full at the first article it cites."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cauce.law import schema
from cauce.law.library import RANKS, Version
from cauce.node.cases.present.law import BASIS, cite
from cauce.node.frame.parts import Chip
from cauce.node.frame.words import pick
from cauce.node.law.models import LawArticle
from cauce.node.law.rules import Group, Rule, group, mark_of, rules_of

#: characters of the words of laws that stand on a page beside the summaries
WORDS_ON_PAGE = 16_000
#: by the anchor of a rule
Counts = Mapping[str, Sequence[Chip]]


@dataclass(slots=True)
class Part:
    """An article, or an instrument of which no article is summarised."""

    key: str
    cite: str
    title: str
    summary: str
    mark: Chip
    basis: str
    groups: list[Group] = field(default_factory=list)
    #: rules that stand at another article and cite this one too
    also: list[Rule] = field(default_factory=list)
    standings: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    words: LawArticle | None = None
    #: whether the words stand on the page itself, which must not grow too large
    inline: bool = False
    #: whether the words loaded were reformed after the day of the page
    newer: bool = False
    #: whether it began on the page before
    continued: bool = False

    @property
    def short(self) -> str:
        """Return the citation without where it was published: `LSN 70`."""
        plain = re.sub(r"\s*\([^)]*\)", "", self.cite)
        return re.sub(r"(\b\S+) \1$", r"\1", plain)  # a source that is itself one article is not cited twice

    @property
    def number(self) -> int:
        """Return how many rules stand here in full."""
        return sum(len(each.duties) + len(each.expects) + len(each.acts) for each in self.groups)


def parts_of(
    version: Version, counts: Counts, values: Mapping[str, str], words: Mapping[str, LawArticle], day: date
) -> list[Part]:
    """Return every article with its rules, then the instruments that rules cite as a whole."""
    parts = {key: _article(version, key, article) for key, article in version.file.articles.items()}
    full: dict[str, list[Rule]] = {}
    for rule in rules_of(version):
        places = list(dict.fromkeys(place_of(version, citation) for citation in rule.citations))
        full.setdefault(places[0], []).append(
            replace(rule, counts=counts.get(rule.anchor, ()), value=values.get(rule.parameter, ""))
        )
        for place in places[1:]:
            _part(version, parts, place).also.append(rule)
    for place, rules in full.items():
        _part(version, parts, place).groups = group(rules, version)
    _name_what_it_names(version, parts)
    found = sorted(parts.values(), key=lambda part: _order(version, part.key))
    _bring_words(found, words, day)
    return found


def _bring_words(parts: Sequence[Part], words: Mapping[str, LawArticle], day: date) -> None:
    """Put the words of the law beside its summary, as many as a page can hold; the rest is led to."""
    room = WORDS_ON_PAGE
    for part in parts:
        part.words = words.get(part.key)
        if part.words is None:
            continue
        part.newer = bool(part.words.reformed and part.words.reformed > day)
        room -= sum(len(line) for line, _ in part.words.lines)
        part.inline = room >= 0


def place_of(version: Version, citation: str) -> str:
    """Return the article that a citation points to, else `source:KEY` for the instrument as a whole."""
    source = citation.partition(" ")[0]
    found = version.article_of(citation) or (source if source in version.file.articles else None)
    return found or f"source:{source}"


def _article(version: Version, key: str, article: schema.Article) -> Part:
    return Part(
        key,
        cite(version, article.source),
        pick(article.title),
        pick(article.summary),
        mark_of(version.sure(article.source)),
        pick(BASIS[version.basis(article.source)]),
    )


def _part(version: Version, parts: dict[str, Part], place: str) -> Part:
    if place not in parts:
        parts[place] = _instrument(version, place)
    return parts[place]


def _instrument(version: Version, place: str) -> Part:
    source = version.regime.sources[place.removeprefix("source:")]
    note = pick(source.note) if source.note else ""
    return Part(place, source.cite, pick(source.title), note, mark_of(source.sure), pick(BASIS[source.kind]))


def _name_what_it_names(version: Version, parts: Mapping[str, Part]) -> None:
    """Add the standings and the offices that an article knows."""
    for standing in version.file.standings.values():
        if (part := parts.get(place_of(version, standing.source[0]))) is not None:
            part.standings.append(pick(standing.title))
    for office in version.file.offices.values():
        if office.source and (part := parts.get(place_of(version, office.source[0]))) is not None:
            part.offices.append(pick(office.title))


def _order(version: Version, key: str) -> tuple[int, int, int]:
    """Articles in the order of the pack, stronger texts first; instruments cited as a whole come last."""
    keys = list(version.file.articles)
    if key not in version.file.articles:
        return 2, 0, list(version.regime.sources).index(key.removeprefix("source:"))
    rank = RANKS.index(version.source(version.file.articles[key].source[0])[0].kind)
    return (0 if rank <= RANKS.index("statute") else 1), 0, keys.index(key)
