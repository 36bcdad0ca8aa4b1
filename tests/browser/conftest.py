"""What the browser tests share: one Chromium, pages that may talk to one server only, and that server."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from tests.support.axe import assert_accessible
from tests.support.browser import ARGUMENTS, Lang, Look, OpenPage, Scheme, Visits, find_chromium
from tests.support.demo import serve_demonstration
from tests.support.postgres import own_database
from tests.support.server import start_server


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium of this machine; without one these tests fail, and say what to install."""
    return find_chromium()


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for the whole run."""
    # Playwright keeps an event loop in this thread, which Django takes for async code; no test here is.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running node with a data folder, and on PostgreSQL a database, of its own."""
    with start_server(tmp_path_factory.mktemp("node"), own_database()) as address:
        yield address


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demonstration; whoever writes to it leaves acts that later tests may see."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    with serve_demonstration(shared, tmp_path_factory.mktemp("demonstration"), own_database()) as address:
        yield address


@pytest.fixture
def visits(browser: Browser, base_url: str) -> Iterator[Visits]:
    """The pages of one test, closed and judged when it ends."""
    opened = Visits(browser, base_url)
    yield opened
    opened.close()
    if opened.problems:
        pytest.fail("The pages of this test did what no page may do:\n" + "\n".join(opened.problems), pytrace=False)


@pytest.fixture
def open_page(visits: Visits) -> OpenPage:
    """Opens a page in a language, a width, a colour scheme, with or without script."""

    def opener(
        path: str | None = "/",
        *,
        lang: Lang = "es",
        width: int = 1280,
        scheme: Scheme = "light",
        script: bool = True,
        state: StorageState | None = None,
    ) -> Page:
        return visits.open(path, Look(lang, width, scheme, script), state)

    return opener


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails unless axe finds no violation of WCAG 2.2 AA on the page."""
    return assert_accessible
