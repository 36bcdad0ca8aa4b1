"""A case is erased by a person at their desk: they are told what will be gone, and every page of it is whole after."""

from collections.abc import Callable, Iterator
from itertools import cycle

import pytest
from playwright.sync_api import Page

from tests.support.browser import OpenPage
from tests.support.demo import serve_demonstration
from tests.support.looks import PAIRS, check_whole, enter
from tests.support.postgres import own_database

ERASE = "/cases/new/mx-lsn/erasure/erase/"


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration of one's own: nobody else should look for what is gone."""
    shared, own = tmp_path_factory.mktemp("shared"), tmp_path_factory.mktemp("erased")
    with serve_demonstration(shared, own, own_database(), acts=300) as address:
        yield address


def test_a_case_is_erased_and_its_pages_are_whole(open_page: OpenPage, axe: Callable[[Page], None]) -> None:
    """The last look before, the page of the case, its receipt, the act that is gone, and the list; in every look."""
    desk = open_page(None)
    enter(desk, "sre", "es")
    desk.goto("/cases/?procedure=mx-lsn/accreditation")
    case = desk.locator('main a[href^="/cases/MX-"]').first.get_attribute("href")
    assert case is not None
    ref = case.strip("/").rpartition("/")[2]
    desk.goto(ERASE)
    desk.fill('[name="erased-case"]', ref)
    desk.locator('[name="erasure-ground"][value="cancellation"]').check()
    desk.fill('[name="resolution"]', "CT-1/2021")
    with desk.expect_navigation() as sent:
        desk.click('main button[value="check"]')
    check_whole(desk, sent.value, "es")
    axe(desk)
    assert "Esto no puede deshacerse" in desk.locator("main").inner_text()
    with desk.expect_navigation():
        desk.click('main button[value="file"]')
    desk.goto(case)
    assert "contenido suprimido" in desk.locator("h1").inner_text()
    receipt = desk.locator('main a[href^="/record/"]').first.get_attribute("href")
    assert receipt is not None
    places = ((case, 200), (receipt, 200), (f"{receipt}act.json", 410), ("/cases/", 200))
    for (path, status), pair in zip(places, cycle(PAIRS), strict=False):  # each place in two looks, all looks in turn
        for look in pair:
            page = open_page(None, **look._asdict())
            enter(page, "sre", look.lang)
            check_whole(page, page.goto(path), look.lang, status)
            if look is pair[0]:
                axe(page)
