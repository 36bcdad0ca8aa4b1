"""The fixtures of the browser tests, tried on pages that misbehave on purpose."""

import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import LOOKS, Look, OpenPage, Visits, find_chromium

HEAD = '<!doctype html><html lang="es"><head><meta charset="utf-8"><title>Prueba</title></head><body><main>'
STRICT = "default-src 'self'; img-src 'self' http://example.org"
PAGES = {
    "/": "<h1>Hola</h1><noscript><p>sin script</p></noscript><script src='/script.js'></script>",
    "/script.js": "document.querySelector('h1').dataset.ran = 'yes'",
    "/stranger": "<h1>Hola</h1><img src='http://example.org/pixel.png' alt='pixel'>",
    "/inline-script": "<h1>Hola</h1><script>document.title = 'changed'</script>",
    "/inline-style": "<h1 style='color: red'>Hola</h1>",
    "/broken-script": "<h1>Hola</h1><script src='/broken.js'></script>",
    "/broken.js": "missing.thing = 1",
    "/lost-script": "<h1>Hola</h1><script src='/nowhere.js'></script>",
    "/inaccessible": "<h1>Hola</h1><img src='/pixel.svg'><input type='text'>",
    "/inaccessible-without-script": "<h1>Hola</h1><noscript><img src='/pixel.svg'></noscript>",
    "/pixel.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
    "/favicon.ico": "",
}
TYPES = {"js": "text/javascript", "svg": "image/svg+xml", "ico": "image/x-icon"}


class Site(BaseHTTPRequestHandler):
    """Serves PAGES under a strict content security policy, and says which language it was asked for."""

    def do_GET(self) -> None:
        """Answer one request."""
        kind = TYPES.get(self.path.rpartition(".")[2])
        text = PAGES.get(self.path, "<h1>404</h1>")
        asked = f"<p id='asked'>{self.headers['Accept-Language']}</p>"
        body = (text if kind else HEAD + text + asked).encode()
        self.send_response(200 if self.path in PAGES else 404)
        self.send_header("Content-Type", kind or "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", STRICT)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    """This module's own site in place of the node."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def misbehaving(browser: Browser, base_url: str) -> Iterator[Visits]:
    """Pages whose problems this module looks at itself, where other tests fail."""
    visits = Visits(browser, base_url)
    yield visits
    visits.close()


@pytest.mark.parametrize("look", [Look("es", 1280, "light", True), Look("en", 390, "dark", False)], ids=str)
def test_a_page_opens_in_the_look_that_was_asked_for(open_page: OpenPage, look: Look) -> None:
    """Language, width, colour scheme and script all arrive in the browser."""
    page = open_page("/", **look._asdict())
    expect(page.locator("#asked")).to_have_text("es-MX" if look.lang == "es" else "en-US")
    assert page.viewport_size == {"width": look.width, "height": 900}
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (look.scheme == "dark")
    assert page.locator("h1").get_attribute("data-ran") == ("yes" if look.script else None)
    assert page.locator("noscript p").is_visible() == (not look.script)


def test_looks_are_every_language_width_scheme_and_script() -> None:
    """Two of each, in all their combinations, each with a name of its own."""
    assert len(set(LOOKS)) == len(set(map(str, LOOKS))) == 2**4


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/stranger", "request to another host: http://example.org/pixel.png"),
        ("/inline-script", "Content Security Policy"),
        ("/inline-style", "Content Security Policy"),
        ("/broken-script", "uncaught in the page: missing is not defined"),
        ("/lost-script", "console: Failed to load resource"),
    ],
)
def test_what_no_page_may_do_is_seen(misbehaving: Visits, path: str, problem: str) -> None:
    """Requests elsewhere, policy violations, errors of scripts and missing files are each a problem."""
    misbehaving.open(path, Look())
    assert any(problem in found for found in misbehaving.problems), misbehaving.problems


def test_a_policy_violation_is_seen_without_script_too(misbehaving: Visits) -> None:
    """Styles are forbidden by the policy whether or not scripts run."""
    misbehaving.open("/inline-style", Look(script=False))
    assert any("Content Security Policy" in found for found in misbehaving.problems), misbehaving.problems


def test_a_link_to_another_host_leads_nowhere(misbehaving: Visits) -> None:
    """A navigation is a request like any other: refused, and counted."""
    page = misbehaving.open("/", Look())
    page.evaluate("location.assign('http://example.org/away')")
    expect(page).not_to_have_url("http://example.org/away")
    assert "request to another host: http://example.org/away" in misbehaving.problems


def test_a_page_that_is_not_found_is_no_problem_in_itself(open_page: OpenPage) -> None:
    """A test may want the 404 of a page; only a file that a page needs must be there."""
    expect(open_page("/no-such-case").locator("h1")).to_have_text("404")


@pytest.mark.parametrize("script", [True, False])
def test_axe_passes_an_accessible_page(open_page: OpenPage, axe: Callable[[Page], None], script: bool) -> None:
    """It runs under a strict policy, with and without script."""
    axe(open_page("/", script=script))


def test_axe_sees_what_only_a_reader_without_script_is_shown(open_page: OpenPage, axe: Callable[[Page], None]) -> None:
    """The same page is accessible with script and not without."""
    axe(open_page("/inaccessible-without-script"))
    with pytest.raises(AssertionError, match="image-alt"):
        axe(open_page("/inaccessible-without-script", script=False))


def test_axe_names_rule_place_and_help_of_a_violation(open_page: OpenPage, axe: Callable[[Page], None]) -> None:
    """An image without a text and a field without a label are both found."""
    with pytest.raises(AssertionError) as failure:
        axe(open_page("/inaccessible"))
    message = str(failure.value)
    for words in ("image-alt (critical): Images must have alternative text", "at img", "label (critical)", "at input"):
        assert words in message
    assert "https://" in message


def test_a_machine_without_chromium_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is in both languages and names the command."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(RuntimeError, match=r"(?s)scripts/need chromium.*Para instalarlo"):
        find_chromium()
