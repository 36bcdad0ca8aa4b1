"""
Pages that no link leads to are as whole as those of `test_every_page`: wrong answers, answers to check, a case that
moved on, what is not allowed, not there or too large; and a page of each kind of office that has none there.

Nothing is filed: each answer is one that files nothing.
"""

from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import Page, Response

from tests.support.browser import OpenPage
from tests.support.looks import PAIRS, check_whole, enter

Reach = Callable[[Page], Response | None]
HOLD = "/cases/new/mx-lsn/communication/hold/"
#: bytes of style sheets, fonts and pictures of a first visit, as they are sent; later visits fetch none of them
BESIDE = 125_000
ADOPT = "/cases/new/mx-lsn/settings/adopt-reading/"


@pytest.fixture(scope="module")
def base_url(demonstration: str) -> str:
    """These tests look at the demonstration."""
    return demonstration


def opening(path: str) -> Reach:
    return lambda page: page.goto(path)


def sending(page: Page, step: str) -> Response | None:
    """Send the form that is open, as one of its buttons does."""
    with page.expect_navigation() as sent:
        page.click(f'main button[name="step"][value="{step}"]')
    return sent.value


def wrong(page: Page) -> Response | None:
    """A form sent empty: the summary of what is wrong."""
    page.goto(HOLD)
    write(page, "day", "")
    found = sending(page, "check")
    assert page.locator("main [role=alert] li").count(), "no summary of what is wrong"
    return found


def checked(page: Page) -> Response | None:
    """The answers of a form, to be checked before they are filed."""
    page.goto(ADOPT)
    page.locator('main [name="reading"][value="rolled"]').check()
    write(page, "first-day", "2021-10-01")
    write(page, "document", "Oficio 1")
    found = sending(page, "check")
    assert page.locator('main button[value="file"]').count() == 1
    return found


def moved_on(page: Page) -> Response | None:
    """A case in which somebody acted since this person looked at it."""
    page.goto("/due/")
    page.goto(str(page.locator('main a[href$="/acknowledge/"]').first.get_attribute("href")))
    sending(page, "check")
    page.evaluate("document.querySelector('main [name=seen]').value = '1'")
    return sending(page, "file")


def too_large(page: Page) -> Response | None:
    """A text that no act holds."""
    page.goto(HOLD)
    page.evaluate("document.querySelector('main input[type=text], main textarea').value = 'ñ'.repeat(600000)")
    return sending(page, "check")


def write(page: Page, name: str, text: str) -> None:
    page.locator(f'main [name="{name}"]').fill(text)


#: role, how its page is reached, status
ANSWERS: tuple[tuple[str, Reach, int], ...] = (
    ("fgj-chh", wrong, 200),
    ("fgj-chh", too_large, 413),
    ("fgj-chh", opening("/cases/new/mx-lsn/accreditation/request/"), 403),
    ("fgj-chh", opening("/cases/MX-2021-999999/"), 404),
    ("sre", checked, 200),
    ("sre", moved_on, 409),
    # whoever holds a paper receipt, signed in nowhere
    ("", opening("/record/words/"), 200),
    ("", opening("/record/words/?entry=abc"), 200),
    ("", opening("/record/words/999999999/"), 404),
    # a panel, a ministry, a municipal and a federal body, a mission, the host of another law, who may only read
    ("ganseg", opening("/docket/"), 200),
    ("sspc", opening("/due/"), 200),
    ("tijuana", opening("/cases/"), 200),
    ("fgr", opening("/cases/new/"), 200),
    ("embassy-co", opening("/due/"), 200),
    ("us-attorney-general", opening("/docket/"), 200),
    ("auditor", opening("/register/"), 200),
)


def test_other_answers_are_whole(open_page: OpenPage, axe: Callable[[Page], None]) -> None:
    looks = {look: open_page(None, **look._asdict()) for pair in PAIRS for look in pair}
    for (role, reach, status), pair in zip(ANSWERS, cycle(PAIRS), strict=False):
        for look in pair:
            enter(looks[look], role, look.lang)
            check_whole(looks[look], reach(looks[look]), look.lang, status)
        axe(looks[pair[0]])


def test_a_first_visit_brings_little_beside_the_page(open_page: OpenPage) -> None:
    """Style sheets go compressed and fonts are few; the page itself, which is private, is never compressed."""
    page = open_page(None)
    wire = page.context.new_cdp_session(page)
    answers: dict[str, tuple[str, str]] = {}
    sizes: dict[str, float] = {}

    def answered(event: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
        answers[event["requestId"]] = event["type"], headers.get("content-encoding", "")

    wire.on("Network.responseReceived", answered)
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    wire.send("Network.enable")
    page.goto("/law/mx-lsn/", wait_until="networkidle")
    encodings = dict(answers.values())
    assert (encodings["Document"], encodings["Stylesheet"]) == ("", "gzip")
    beside = sum(size for request, size in sizes.items() if answers[request][0] != "Document")
    assert beside < BESIDE, f"{beside:.0f} bytes"
