"""
A law read from a plain text file, article by article.

Made for consolidated texts as congresses publish them: an article begins a line with its number, notes on its reforms
stand on lines of their own, and what follows the transitional heading is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

#: “Artículo 28 Bis.- …”, “ARTICULO 1o. …”, “Article 5. …”
_ARTICLE = re.compile(
    r"(?P<label>(?:A(?:rt[íi]culo|RT[ÍI]CULO|rticle|RTICLE)|S(?:ection|ECTION|ec\.))\s+(?P<number>\d{1,4}(?:\.\d{1,4})*)(?:\s?[oºª°])?"
    r"(?P<more>(?:[ -](?:[A-Z]|(?i:bis|ter|qu[aá]ter|quin(?:quies|tus)|sexies|septies|octies)|[1-9]\d?))*))"
    r"\s*[.:–—-]+\s*"
)
#: “§ 951. Agents of foreign governments”
_SECTION = re.compile(r"(?P<label>§+\s*(?P<number>\d{1,5}(?:\.\d{1,5})*)(?P<more>))[.:–—-]*\s+(?=[A-ZÁÉÍÓÚÑ(“\"])")
_DIVISION = re.compile(
    r"(?:libro|t[íi]tulo|cap[íi]tulo|secci[óo]n|title|chapter|part)\s+(?:[ivxlc]+|\d+|[úu]nic[oa]|\w+[eéi][mr]\w*|primer[oa]|"
    r"segund[oa]|cuart[oa]|quint[oa]|sext[oa]|s[ée]ptim[oa]|octav[oa]|noven[oa]|d[ée]cim[oa].{0,20})(?:\s+bis)?",
    re.IGNORECASE,
)
_TRANSITIONAL = re.compile(
    r"(?:art[íi]culos?\s+)?t\s?r\s?a\s?n\s?s\s?i\s?t\s?o\s?r\s?i\s?o\s?s?\b.{0,40}", re.IGNORECASE
)
_NOTE = re.compile(
    r"(?:Art[íi]culo|P[áa]rrafo|Fracci[óo]n|Inciso|Apartado|Cap[íi]tulo|T[íi]tulo|Secci[óo]n|Denominaci[óo]n|Reforma|"
    r"Fe de erratas)\b.{0,160}?\bDOF \d\d-\d\d-\d{4}|DOF \d\d-\d\d-\d{4}"
)
_DAY = re.compile(r"\b(\d\d)-(\d\d)-(\d{4})\b")
_POINTS = re.compile(r"(?:[IVXLC]+(?: (?:Bis|Ter|Qu[áa]ter))?(?:\.-?|\.)|[a-zñ]\)|\d{1,2}\.) ")
_ENDS = re.compile(r"[.;:](?:\s+[yo])?[”\"»)]?$|, [yo]$")
_EDITION = re.compile(r"[ÚU]ltima reforma publicada (DOF \d\d-\d\d-\d{4})", re.IGNORECASE)
_SUFFIXES = str.maketrans("áéíóú", "aeiou")
HEAD_LINES = 12
_PUBLISHED = re.compile(r"Diario Oficial de la Federaci[óo]n el (\d{1,2})[oº°]? de ([a-z]+) de (\d{4})")
_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


@dataclass
class Line:
    """A paragraph, or a note on a reform."""

    text: str
    is_note: bool = False


@dataclass
class ReadArticle:
    """One article as it was read."""

    key: str
    label: str
    division: str
    #: paragraphs, and between them the publisher's notes on their reforms
    lines: list[Line] = field(default_factory=list)

    @property
    def reformed(self) -> date | None:
        """Return the day of the latest reform that its notes name."""
        return max(_days("\n".join(line.text for line in self.lines if line.is_note)), default=None)


@dataclass
class ReadText:
    """A law as it was read; `edition` is None if it does not say."""

    title: str
    edition: date | None
    articles: list[ReadArticle]


def parse(text: str) -> ReadText:
    """Read a law. One without articles has none; it is for the caller to refuse it."""
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    articles = _articles(lines)
    head = "\n".join(lines[:HEAD_LINES])
    first = lines[0] if lines else ""
    return ReadText("" if _begins(first) else first[:280], _edition(head, articles), articles)


def _edition(head: str, articles: list[ReadArticle]) -> date | None:
    """Return the day of the latest reform: as the head says, else of the latest note, else of publication."""
    named = _EDITION.search(head)
    days = list(_days(named[1])) if named else [each.reformed for each in articles if each.reformed]
    published = _PUBLISHED.search(head)
    if not days and published and published[2] in _MONTHS:
        days = list(_days(f"DOF {int(published[1]):02}-{_MONTHS.index(published[2]) + 1:02}-{published[3]}"))
    return max(days, default=None)


def _articles(lines: list[str]) -> list[ReadArticle]:
    found: dict[str, ReadArticle] = {}
    now: ReadArticle | None = None
    division: list[str] = []
    heading = False
    for line in lines:
        begun = _begins(line)
        if begun:
            now = ReadArticle(_free(_key(begun), found), begun["label"].strip(), " · ".join(division))
            found[now.key] = now
            heading = False
            rest = line[begun.end() :].strip()
            if rest:
                now.lines.append(Line(rest))
        elif now and _TRANSITIONAL.fullmatch(line):
            break
        elif _is_division(line, now):
            division = _under(division, line)
            heading = True
        elif heading:
            if not _NOTE.match(line):
                joint = ": " if _DIVISION.fullmatch(division[-1]) else " "
                division[-1] = f"{division[-1]}{joint}{line}" if len(division[-1]) < 160 else division[-1]
        elif now:
            _add(now, line)
    return list(found.values())


def _begins(line: str) -> re.Match[str] | None:
    if _NOTE.match(line):
        return None
    return _ARTICLE.match(line) or _SECTION.match(line)


def _key(begun: re.Match[str]) -> str:
    more = re.sub(r"[ -]+", "-", begun["more"].lower()).translate(_SUFFIXES)
    return f"{begun['number']}{more}"[:34]


def _free(key: str, found: dict[str, ReadArticle]) -> str:
    """Return the key, or one beside it where a text has a number twice."""
    number, name = 1, key
    while name in found:
        number += 1
        name = f"{key}~{number}"
    return name


def _is_division(line: str, now: ReadArticle | None) -> bool:
    if len(line) > 60 or not _DIVISION.match(line) or line[-1] in ".;,:":
        return False
    before = now.lines[-1] if now and now.lines else Line("", is_note=True)
    return before.is_note or bool(_ENDS.search(before.text))


_RANKS = ("libro", "tit", "title", "cap", "chapter", "secc", "part")


def _rank(line: str) -> int:
    plain = line.lower().translate(_SUFFIXES)
    return next((rank for rank, name in enumerate(_RANKS) if plain.startswith(name)), len(_RANKS))


def _under(division: list[str], line: str) -> list[str]:
    """Return the headings under which what follows stands: those of a higher rank, and this one."""
    return [*(each for each in division if _rank(each) < _rank(line)), line]


def _add(article: ReadArticle, line: str) -> None:
    last = article.lines[-1] if article.lines else None
    if _NOTE.match(line):
        article.lines.append(Line(line, is_note=True))
    elif last is None or last.is_note or _POINTS.match(line) or _ENDS.search(last.text):
        article.lines.append(Line(line))
    else:
        last.text += f" {line}"


def _days(text: str) -> Iterator[date]:
    for day, month, year in _DAY.findall(text):
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue
