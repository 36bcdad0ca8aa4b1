"""The paper receipt: one page in both languages, the same bytes for the same receipt, and that receipt in its code."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import typst
import zxingcpp
from django.test import Client
from PIL import Image
from pypdf import PageObject, PdfReader

from cauce.node.record import paper as module
from cauce.node.record import views
from cauce.node.record.errors import PaperNotMade
from cauce.node.record.paper import Subject, Told, content, paper
from cauce.record import commit, entry_words, parse_receipt
from tests.node.record.papers import INDEX, SUBJECT, long, receipt_of

if TYPE_CHECKING:
    from cauce.node.cases.take import Taken

ADDRESS, KEY = f"https://cauce.example/record/words/{INDEX}/", "cauce.example/mx+2b4da650"


def all_of(text: str) -> Subject:
    """Return an act of which everything that a pack or a directory may name is this text."""
    told = Told(text, text, text, "6 feb 2021, 16:40 (Ciudad de México)")
    return replace(SUBJECT, told={"es": told, "en": told})


EXTREMES = {
    "first entry": (SUBJECT, receipt_of(1)),
    "of today": (SUBJECT, receipt_of(5_000, cosigners=2)),
    "large record": (SUBJECT, receipt_of(10**12, cosigners=4)),
    "long names": (all_of(long("Acknowledgement of the communication")), receipt_of(10**12, cosigners=4)),
    "wide letters without a space": (all_of("W" * 999), receipt_of(10**12, cosigners=4)),
    "letters that no font has": (all_of(long("外交部 ‮ \x07 𐎠")), receipt_of(10**12, cosigners=4)),
    "too many cosignatures": (all_of(long("Fiscalía")), receipt_of(10**12, cosigners=40)),
    "no code": (all_of(long("Fiscalía")), receipt_of(2**62, cosigners=9, origin=f"{'long.' * 40}example/record")),
}


def page_of(pdf: bytes) -> PageObject:
    """Return the only page of a paper."""
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 1
    return pages[0]


def text_of(pdf: bytes) -> str:
    """Return what is written on a paper, lines joined."""
    return " ".join(page_of(pdf).extract_text().split())


def scan(subject: Subject, receipt: str, ppi: float) -> list[bytes]:
    """Return what a camera reads in the codes of a paper."""
    asked = {"paper": json.dumps(content(subject, receipt, KEY, ADDRESS))}
    template = module._TEMPLATE.read_bytes()
    png = typst.compile(template, format="png", ppi=ppi, sys_inputs=asked, ignore_system_fonts=True)
    assert isinstance(png, bytes)
    found = zxingcpp.read_barcodes(Image.open(BytesIO(png)).convert("L"))
    return [one.bytes for one in found]


@pytest.mark.parametrize(("subject", "receipt"), EXTREMES.values(), ids=EXTREMES)
def test_it_is_one_page_of_a4_in_letters_that_can_be_read(subject: Subject, receipt: str) -> None:
    sizes: set[float] = set()

    def seen(text: str, _at: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(size * matrix[3]), 1))

    page = page_of(paper(subject, receipt, KEY, ADDRESS))
    page.extract_text(visitor_text=seen)
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    assert min(sizes) >= 5.5, sizes


@pytest.mark.parametrize(("subject", "receipt"), EXTREMES.values(), ids=EXTREMES)
def test_nothing_stands_outside_its_margins(subject: Subject, receipt: str) -> None:
    """A printer that shrinks A4 to letter, or cuts it to letter, loses nothing."""
    asked = {"paper": json.dumps(content(subject, receipt, KEY, ADDRESS))}
    png = typst.compile(module._TEMPLATE.read_bytes(), format="png", ppi=72, sys_inputs=asked, ignore_system_fonts=True)
    assert isinstance(png, bytes)
    ink = Image.open(BytesIO(png)).convert("L").point(lambda grey: 255 * (grey < 200)).getbbox()
    assert ink is not None
    left, top, right, bottom = ink
    assert min(left, 595 - right) >= 43
    assert min(top, 842 - bottom) >= 36


@pytest.mark.parametrize("name", ["first entry", "of today", "large record", "long names"])
def test_its_code_is_the_receipt_byte_for_byte(name: str) -> None:
    subject, receipt = EXTREMES[name]
    assert scan(subject, receipt, ppi=150) == [receipt.encode()]


def test_its_code_is_read_after_a_printer_shrank_the_page() -> None:
    subject, receipt = EXTREMES["large record"]
    assert scan(subject, receipt, ppi=150 * 0.94) == [receipt.encode()]


def test_what_does_not_fit_is_said_and_what_is_there_is_a_receipt() -> None:
    subject, receipt = EXTREMES["too many cosignatures"]
    (read,) = scan(subject, receipt, ppi=200)
    assert parse_receipt(read.decode()).path == parse_receipt(receipt).path
    said = text_of(paper(subject, receipt, KEY, ADDRESS))
    assert "sin las firmas de los testigos" in said
    assert "without the cosignatures" in said
    assert "and 34 more" in said
    assert scan(*EXTREMES["no code"], ppi=150) == []
    assert "too long for a QR code" in text_of(paper(*EXTREMES["no code"], KEY, ADDRESS))


def test_the_same_receipt_always_gives_the_same_bytes() -> None:
    subject, receipt = EXTREMES["of today"]
    first = paper(subject, receipt, KEY, ADDRESS)
    assert first == paper(subject, receipt, KEY, ADDRESS)
    assert first != paper(subject, receipt_of(5_001, cosigners=2), KEY, ADDRESS)
    assert b"2021" in first[-4_000:] or "2021" in str(PdfReader(BytesIO(first)).metadata)


def test_the_name_under_which_it_is_saved_stands_in_one_piece() -> None:
    """Broken at its hyphen nobody could tell whether that belongs to it."""
    subject, receipt = EXTREMES["of today"]
    plain = PdfReader(BytesIO(paper(subject, receipt, KEY, ADDRESS))).pages[0].extract_text()
    assert plain.count(f"{subject.reference}.tlog-proof") == 4


def test_it_speaks_both_languages_and_shows_what_is_compared() -> None:
    subject, receipt = EXTREMES["of today"]
    said, read = text_of(paper(subject, receipt, KEY, ADDRESS)), parse_receipt(receipt)
    for told in subject.told.values():
        assert all(text in said for text in (told.act, told.procedure, told.office, told.filed))
    for text in (
        "Acuse",
        "Receipt",
        "Qué demuestra y qué no",
        "What it proves, and what not",
        "Handle it like the act",
    ):
        assert text in said
    words = entry_words("cauce.example/mx", INDEX, commit(read.nonce, read.digest))
    for one, other in zip(words[::2], words[1::2], strict=True):
        assert f"{one.es} · {other.es}" in said
        assert f"{one.en} · {other.en}" in said
    assert read.digest.hex()[:8] in said
    assert "witness-1.example.org/w+01010101" in said.replace(" ", "")
    assert "MX-2021-000831-9" in said
    assert KEY in said


def test_what_is_copied_from_it_is_what_stands_on_it() -> None:
    """An address or a command with a character that nobody sees leads nowhere."""
    said = page_of(paper(*EXTREMES["first entry"], KEY, "http://127.0.0.1:18130/record/words/4955/")).extract_text()
    assert "\u200b" not in said
    assert "cauce verify" in said


def test_it_is_made_for_people_who_listen() -> None:
    reader = PdfReader(BytesIO(paper(*EXTREMES["of today"], KEY, ADDRESS)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Acuse / Receipt MX-2021-000831-9"
    assert reader.root_object["/Lang"] == "es"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in reader.root_object["/Metadata"].get_object().get_data()


def test_what_cannot_be_drawn_is_told_with_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST", 20_000)
    with pytest.raises(PaperNotMade) as met:
        paper(all_of(long("Fiscalía") * 30), receipt_of(5), KEY, ADDRESS)
    assert met.value.code == "node.E032"


def test_whoever_may_read_the_case_prints_the_receipt_that_is_saved(
    call: "Taken", sign_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Subject, str, str, str]] = []
    monkeypatch.setattr(views, "paper", lambda *given: asked.append(given) or paper(*given))
    client, there = sign_in("fgj-chh"), f"/record/{call.entry.index}/"
    answer = client.get(f"{there}receipt.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{call.case.ref}-1.pdf"'
    assert answer.headers["Cache-Control"] == "no-store, private"
    ((subject, receipt, key, address),) = asked
    assert scan(subject, receipt, ppi=150) == [client.get(f"{there}receipt.txt").content]
    assert address == f"http://testserver/record/words/{call.entry.index}/"
    assert client.get("/record/vkey").content.decode().startswith(f"{key}+")
    shown = client.get(there).content.decode()
    assert subject.told["en"].act in shown
    assert subject.told["en"].filed in shown
    assert subject.told["es"].act != subject.told["en"].act
