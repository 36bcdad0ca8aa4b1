"""The paper receipt: one page in both languages, with the whole receipt in a QR code and words to compare by eye."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from cauce.node.frame import dates
from cauce.node.frame.words import LANGUAGES, Language
from cauce.node.record.errors import PaperNotMade
from cauce.node.record.qr import WIDTH_MM, Code, draw
from cauce.node.record.words import in_pairs
from cauce.record import Signature, Word, commit, entry_words, parse_checkpoint, parse_note, parse_receipt

_TEMPLATE = Path(__file__).with_name("paper.typ")
# What the fonts of the paper have: Latin, Greek and Cyrillic letters and the punctuation of both languages.
_NOT_DRAWN = re.compile(
    "[^ -~\xa1-\xac\xae-\u0233\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u1e00-\u1ef9\u2010-\u2027\u20ac]"
)
_LONG_WORD = re.compile(r"\S{24}(?=\S)")
#: with texts no longer than this everything stands on one page in letters that can be read
_LONGEST, _MOST_COSIGNERS = 160, 6
#: four bytes of key id are not counted: eight of a time, then an Ed25519 signature
_COSIGNATURE = 8 + 64


@dataclass(frozen=True, slots=True)
class Told:
    """What an act is called in one language."""

    act: str
    procedure: str
    office: str
    #: when it was filed, in the zone of its office
    filed: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The act that a paper speaks of, as its page shows it to the same reader."""

    #: `MX-2021-000831-9`
    reference: str
    case: str
    told: dict[Language, Told]
    at: datetime


def paper(subject: Subject, receipt: str, key: str, address: str) -> bytes:
    """
    Return the paper receipt as a PDF; the same input always gives the same bytes.

    Shape:  `receipt` has been verified; `key` is the name and id of the record's key; `address` is the public page of
            the entry's words.
    Errors: PaperNotMade.
    """
    import typst  # a large library that only this needs

    try:
        made = typst.compile(
            _TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"paper": json.dumps(content(subject, receipt, key, address))},
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            timestamp=int(subject.at.timestamp()),
        )
    except typst.TypstError as error:
        raise PaperNotMade() from error
    return made


def content(subject: Subject, receipt: str, key: str, address: str) -> dict[str, object]:
    """Return what the template draws: texts that the fonts have, and the drawing of the code."""
    read = parse_receipt(receipt)
    note = parse_note(read.checkpoint)
    head = parse_checkpoint(note.text)
    entry = commit(read.nonce, read.digest)
    cosigners = [_cosigner(line) for line in note.signatures if line.name != head.origin]
    return {
        "reference": subject.reference,
        "case": subject.case,
        "told": {lang: {name: _fit(text) for name, text in asdict(subject.told[lang]).items()} for lang in LANGUAGES},
        "origin": _fit(head.origin),
        "index": str(read.index),
        "index_shown": dates.number(read.index),
        "size": dates.number(head.size),
        "entry": _grouped(entry),
        "root": _grouped(head.root),
        "digest": _grouped(read.digest),
        "key": _fit(key),
        "cosigners": cosigners[:_MOST_COSIGNERS],
        "more_cosigners": len(cosigners[_MOST_COSIGNERS:]),
        "address": _fit(address),
        "pairs": _pairs(entry_words(head.origin, read.index, entry)),
        "code": _code(draw(receipt)),
    }


def _code(code: Code | None) -> dict[str, object] | None:
    return {"svg": code.svg, "complete": code.complete, "width": WIDTH_MM} if code else None


def _pairs(words: tuple[Word, ...]) -> list[dict[str, list[str]]]:
    return [{"es": [one.es, other.es], "en": [one.en, other.en]} for one, other in in_pairs(words)]


def _cosigner(line: Signature) -> dict[str, str]:
    """Return who a signature line names, and when it was made if it tells: C2SP cosignature/v1."""
    seconds = int.from_bytes(line.value[:8], "big") if len(line.value) == _COSIGNATURE else 0
    told = f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC" if 0 < seconds < 1 << 36 else ""
    return {"name": _fit(f"{line.name}+{line.key_id.hex()}"), "at": told}


def _grouped(data: bytes) -> str:
    """Return a hash in groups of eight digits, as an eye compares them."""
    text = data.hex()
    return " ".join(text[at : at + 8] for at in range(0, len(text), 8))


def _fit(text: str) -> str:
    """Return a text that the fonts can draw and the page can hold; other characters by their number."""
    drawn = _NOT_DRAWN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
    short = drawn if len(drawn) <= _LONGEST else drawn[: _LONGEST - 1] + "…"
    return _LONG_WORD.sub("\\g<0>\u200b", short)  # where a line may break
