"""What is printed: the page of an entry goes onto one sheet, and says where the receipt on paper is."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.support.browser import Lang, OpenPage
from tests.support.looks import enter


@pytest.fixture(scope="module")
def base_url(demonstration: str) -> str:
    """These tests look at the demonstration."""
    return demonstration


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_page_of_an_entry_goes_onto_one_sheet(open_page: OpenPage, lang: Lang, paper: str) -> None:
    page = open_page(None, lang=lang)
    enter(page, "sre", lang)
    page.goto("/cases/")
    page.locator("main a[href*='/cases/MX-']").first.click()
    page.locator("a.rec").first.click()
    printed = PdfReader(BytesIO(page.pdf(format=paper)))
    said = printed.pages[0].extract_text()
    assert len(printed.pages) == 1
    assert ("QR code" if lang == "en" else "código QR") in " ".join(said.split())
