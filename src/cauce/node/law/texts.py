"""Loading the words of a law from a file, and finding an article of what was loaded."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import transaction

from cauce.law.library import Library, Version, article_at
from cauce.law.system import why_of
from cauce.node.law.errors import (
    ControlCharacters,
    NoArticles,
    NoEdition,
    NotUtf8,
    OtherLaw,
    TooLong,
    UnknownSource,
    Unreadable,
    WhichRegime,
)
from cauce.node.law.models import LawArticle, LawText
from cauce.node.law.parse import ReadText, parse

LARGEST_MB = 4
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: the text, and how its articles meet those that the rules cite."""

    text: LawText
    articles: int
    #: keys of articles that rules cite and the text has, or lacks
    found: tuple[str, ...]
    missing: tuple[str, ...]
    #: whether it stood there already, byte for byte
    known: bool


def load(path: Path, library: Library, source: str, regime: str = "", edition: date | None = None) -> Loaded:
    """
    Load a file as the words of a source, in place of what was loaded for the same edition.

    Errors: TextError and its kin; then nothing has changed. UnknownName, for a regime that is none.
    """
    name = regime_of(library, source, regime)
    data = _read(path)
    read = parse(_text(data, path))
    if not read.articles:
        raise NoArticles(path=path)
    day = edition or read.edition
    if day is None:
        raise NoEdition(path=path)
    wanted = cited(library, name, source)
    found = tuple(key for key in wanted if article_at(key, source, [each.key for each in read.articles]))
    if wanted and not found:
        raise OtherLaw(path=path, count=len(read.articles), source=source, wanted=", ".join(wanted[:12]))
    digest = hashlib.sha256(data).hexdigest()
    known = LawText.objects.filter(regime=name, source=source, edition=day, digest=digest).first()
    text = known or _store(read, LawText(regime=name, source=source, edition=day, digest=digest, size=len(data)), path)
    missing = tuple(key for key in wanted if key not in found)
    return Loaded(text, len(read.articles), found, missing, known is not None)


def regime_of(library: Library, source: str, regime: str = "") -> str:
    """Return the regime that cites a source. Errors: UnknownSource, WhichRegime, UnknownName."""
    if regime:
        sources = library.regime(regime).file.sources
        if source not in sources:
            raise UnknownSource(source=source, known=", ".join(sources))
        return regime
    found = [name for name, known in library.regimes.items() if source in known.file.sources]
    if not found:
        known = dict.fromkeys(key for each in library.regimes.values() for key in each.file.sources)
        raise UnknownSource(source=source, known=", ".join(known))
    if len(found) > 1:
        raise WhichRegime(source=source, known=", ".join(found))
    return found[0]


def cited(library: Library, regime: str, source: str) -> list[str]:
    """Return the articles of a source that any version summarises, as numbers: `70`, `28-bis`."""
    found: dict[str, None] = {}
    for version in library.regime(regime).versions:
        for article in version.file.articles.values():
            for citation in article.source[:1]:
                key, _, place = citation.partition(" ")
                number = re.match(r"\d+(?:[ -](?:bis|ter|[a-z])\b)*", place.lower())
                if key == source and number:
                    found[number[0].replace(" ", "-")] = None
    return list(found)


def texts_of(regime: str, day: date) -> dict[str, LawText]:
    """Return the edition of each source to show for a day: the latest not after it, else the earliest there is."""
    found: dict[str, LawText] = {}
    for text in LawText.objects.filter(regime=regime).order_by("edition"):
        if text.source not in found or text.edition <= day:
            found[text.source] = text
    return found


def words_of(version: Version, texts: dict[str, LawText]) -> dict[str, LawArticle]:
    """Return the words of each article that a version summarises, as far as they were loaded; two queries."""
    keys = LawArticle.objects.filter(text__in=texts.values()).values_list("text_id", "key")
    by_text: dict[int, list[str]] = {}
    for text, key in keys:
        by_text.setdefault(text, []).append(key)
    wanted: dict[tuple[int, str], str] = {}
    for name, article in version.file.articles.items():
        source, _, place = article.source[0].partition(" ")
        text_row = texts.get(source)
        found = article_at(place, source, by_text.get(text_row.pk, ())) if text_row and place else None
        if text_row and found:
            wanted[text_row.pk, found] = name
    rows = LawArticle.objects.filter(text__in=texts.values(), key__in={key for _, key in wanted})
    return {wanted[row.text_id, row.key]: row for row in rows if (row.text_id, row.key) in wanted}


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_MB * 2**20:
            raise TooLong(path=path, limit=LARGEST_MB)
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(path=path, why=why_of(error)) from error


def _text(data: bytes, path: Path) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8(path=path, at=error.start) from error
    if bad := _CONTROLS.search(text):
        raise ControlCharacters(line=text.count("\n", 0, bad.start()) + 1, point=f"{ord(bad[0]):04X}")
    return text


def _store(read: ReadText, text: LawText, path: Path) -> LawText:
    text.title, text.file_name, text.loaded_at = read.title, path.name[:200], datetime.now(UTC)
    with transaction.atomic():
        LawText.objects.filter(regime=text.regime, source=text.source, edition=text.edition).delete()
        text.save()
        LawArticle.objects.bulk_create(
            LawArticle(
                text=text,
                position=position,
                key=article.key,
                label=article.label[:80],
                division=article.division[:280],
                lines=[[line.text, line.is_note] for line in article.lines],
                reformed=article.reformed,
            )
            for position, article in enumerate(read.articles)
        )
    return text
