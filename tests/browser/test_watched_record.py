"""The record of a node that has witnesses, all of them away: open and closed, its pages are whole and say so."""

from collections.abc import Callable, Iterator
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.node.record.audiences import write_policies
from tests.support.browser import OpenPage
from tests.support.demo import serve_demonstration
from tests.support.looks import PAIRS, check_whole, enter
from tests.support.postgres import own_database

ERASE = "/cases/new/mx-lsn/erasure/erase/"
#: nobody answers there
AWAY = "http://127.0.0.1:1"
Axe = Callable[[Page], None]


@pytest.fixture(scope="module", params=["open", "closed"])
def mode(request: pytest.FixtureRequest) -> str:
    """How the node publishes without its quorum."""
    return str(request.param)


@pytest.fixture(scope="module")
def base_url(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration with policies."""
    shared, own = tmp_path_factory.mktemp("shared"), tmp_path_factory.mktemp("watched")
    policies = write_policies(tmp_path_factory.mktemp("policies") / mode, AWAY)
    env = {"CAUCE_RECORD_POLICIES": str(policies), "CAUCE_RECORD_CLOSED": "1" if mode == "closed" else "0"}
    with serve_demonstration(shared, own, own_database(), acts=300, env=env) as address:
        yield address


def test_its_pages_are_whole(open_page: OpenPage, axe: Axe, mode: str) -> None:
    """The public page for a stranger and a ministry, and receipts: chosen for an audience, or still on their way."""
    desk = open_page(None)
    enter(desk, "sre", "es")
    pages = receipts(desk) if mode == "open" else waiting(desk)
    places = (("", "/record/"), ("sre", "/record/"), *(("sre", path) for path in pages))
    for (role, path), pair in zip(places, cycle(PAIRS), strict=False):  # each place in two looks, all looks in turn
        for look in pair:
            page = open_page(None, **look._asdict())
            enter(page, role, look.lang)
            answer = page.goto(path)
            if look.script:  # what is folded is looked at too
                page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            check_whole(page, answer, look.lang)
            if look is pair[0]:
                axe(page)


def receipts(desk: Page) -> list[str]:
    """Return the page of a receipt, for everybody and for an audience."""
    desk.goto("/cases/")
    desk.locator('main a[href^="/cases/MX-"]').first.click()
    found = desk.locator('main a[href^="/record/"]').first.get_attribute("href")
    assert found is not None
    desk.goto(found)
    desk.get_by_role("link", name="court", exact=True).click()
    assert desk.url.endswith(f"{found}?for=court")
    assert "aún insuficientes para su política" in desk.locator("main").inner_text()
    return [found, f"{found}?for=court"]


def waiting(desk: Page) -> list[str]:
    """File an act, which is safe; return the page that says so, and that of its receipt."""
    desk.goto("/cases/?procedure=mx-lsn/accreditation")
    case = desk.locator('main a[href^="/cases/MX-"]').first.get_attribute("href")
    assert case is not None
    desk.goto(ERASE)
    desk.fill('[name="erased-case"]', case.strip("/").rpartition("/")[2])
    desk.locator('[name="erasure-ground"][value="cancellation"]').check()
    desk.fill('[name="resolution"]', "CT-1/2021")
    for step in ("check", "file"):
        with desk.expect_navigation():
            desk.click(f'main button[value="{step}"]')
    assert "Su acuse llega en unos momentos" in desk.locator("main").inner_text()
    done = desk.url
    desk.get_by_role("link", name="buscar el acuse").click()
    assert "está en camino" in desk.locator("h1").inner_text()
    return [done, desk.url]


def test_the_verifiers_page_checks_a_receipt_where_the_node_serves_it(open_page: OpenPage, mode: str) -> None:
    """Under the node's own security policy, and nothing is asked of the node."""
    if mode == "closed":
        pytest.skip("gives no receipt")
    desk = open_page(None)
    enter(desk, "sre", "es")
    found = receipts(desk)[0]
    given = {
        "receipt": desk.request.get(f"{found}receipt.txt").body(),
        "trust": desk.request.get("/record/vkey").body(),
        "act": desk.request.get(f"{found}act.json").body(),
    }
    desk.goto("/record/")
    desk.locator('a[href^="/record/verify/#"]').click()
    desk.wait_for_selector("html[data-ready]", state="attached")
    assert desk.locator("html").get_attribute("lang") == urlsplit(desk.url).fragment  # that of the page before
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    for field, data in given.items():
        desk.set_input_files(f"#{field}-file", {"name": field, "mimeType": "", "buffer": data})
        desk.wait_for_function("field => document.getElementById(`${field}-name`).textContent", arg=field)
    desk.locator("button[type=submit]").click()
    desk.wait_for_function("document.getElementById('answer').dataset.code")
    assert desk.locator("#answer").get_attribute("data-code") == "ok"
    assert asked == []
