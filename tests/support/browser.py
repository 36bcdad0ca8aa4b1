"""Pages in a real Chromium that may talk to one server only, and must not complain."""

import shutil
from itertools import product
from typing import Literal, NamedTuple, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, Route, StorageState

Lang = Literal["es", "en"]
Scheme = Literal["light", "dark"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium calls home by itself; nothing but 127.0.0.1 has a name in these tests.
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
LOCALES: dict[Lang, str] = {"es": "es-MX", "en": "en-US"}
TIMEOUT_MS = 15_000
MISSING = """Chromium is not on PATH. To install it: scripts/need chromium
Chromium no está en PATH. Para instalarlo: scripts/need chromium"""


class Look(NamedTuple):
    """One way of looking at a page; width in CSS pixels."""

    lang: Lang = "es"
    width: int = 1280
    scheme: Scheme = "light"
    script: bool = True

    def __str__(self) -> str:
        return f"{self.lang}-{self.width}-{self.scheme}-{'script' if self.script else 'noscript'}"


#: Every way that a page must work in: two languages, wide and narrow, light and dark, with and without script.
LOOKS = tuple(Look(*look) for look in product(LOCALES, (1280, 390), ("light", "dark"), (True, False)))  # type: ignore[arg-type]


class OpenPage(Protocol):
    """What the fixture `open_page` gives."""

    def __call__(
        self,
        path: str | None = "/",
        *,
        lang: Lang = "es",
        width: int = 1280,
        scheme: Scheme = "light",
        script: bool = True,
        state: StorageState | None = None,
    ) -> Page:
        """Open a page of the server; `**look._asdict()` spells one of LOOKS, `state` brings another page's cookies."""


def find_chromium() -> str:
    """
    Return the path of the Chromium to drive.

    Errors: RuntimeError, in both languages, if there is none.
    """
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise RuntimeError(MISSING)


class Visits:
    """Opens pages of one server and keeps a list of everything that should not have happened on them."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self.problems: list[str] = []
        self._browser = browser
        self._base_url = base_url
        self._host = urlsplit(base_url).netloc
        self._contexts: list[BrowserContext] = []
        self._refused: set[str] = set()

    def open(self, path: str | None, look: Look, state: StorageState | None = None) -> Page:
        """Open a page in a context of its own; path None leaves it blank, state brings cookies along."""
        context = self._browser.new_context(
            base_url=self._base_url,
            locale=LOCALES[look.lang],
            viewport={"width": look.width, "height": 900},
            color_scheme=look.scheme,
            java_script_enabled=look.script,
            timezone_id="America/Mexico_City",
            # A service worker would make requests behind the guard's back.
            service_workers="block",
            storage_state=state,
        )
        self._contexts.append(context)
        context.set_default_timeout(TIMEOUT_MS)
        context.route("**/*", self._guard)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"uncaught in the page: {error.error}"))
        context.on("response", self._response)
        page = context.new_page()
        if path is not None:
            page.goto(path)
        return page

    def close(self) -> None:
        """Close every page that was opened."""
        for context in self._contexts:
            context.close()

    def _guard(self, route: Route) -> None:
        if urlsplit(route.request.url).netloc == self._host:
            route.continue_()
            return
        self.problems.append(f"request to another host: {route.request.url}")
        route.abort()

    def _response(self, response: Response) -> None:
        # A page that answers 404 or 403 is often what the test wants; Chromium writes an error for it all the same.
        if response.request.is_navigation_request() and response.status >= 400:
            self._refused.add(response.url)

    def _console(self, message: ConsoleMessage) -> None:
        expected = message.location["url"] in self._refused and message.text.startswith("Failed to load resource")
        # Chromium reports what a content security policy forbids as an error of the console too.
        if message.type == "error" and not expected:
            self.problems.append(f"console: {message.text}")
