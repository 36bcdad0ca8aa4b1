"""What every page has: its headers, its language, and nothing inline."""

import re

import pytest
from django.conf import settings
from django.test import Client

from cauce.node.frame import middleware
from cauce.node.frame.languages import preferred
from cauce.node.frame.middleware import POLICY

PATTERNS = "/patterns/"


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """A node that is a demonstration."""
    monkeypatch.setattr(type(settings.CAUCE), "demo", True)


def test_the_policy_forbids_everything_but_our_own_files() -> None:
    """No inline code, no data:, no other host, no frame around us."""
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("frame-ancestors") == "'none'"
    assert set(rules.values()) == {"'self'"}


@pytest.mark.parametrize("path", ["/sign-in/", "/", "/nothing/", "/language/?to=en"])
def test_every_answer_has_the_headers(path: str) -> None:
    """Pages, redirects and errors alike."""
    answer = Client().get(path)
    for name, value in middleware.HEADERS.items():
        assert answer[name] == value
    assert "Strict-Transport-Security" not in answer


def test_static_files_may_be_kept_for_ever() -> None:
    """Their name is their content; a browser takes them for what they say they are."""
    page = Client().get("/sign-in/").content.decode()
    for address in re.findall(r'href="(/static/[^"]+)"', page):
        answer = Client().get(address)
        assert answer.getvalue()
        assert answer.status_code == 200, address
        assert "immutable" in answer["Cache-Control"]
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_patterns_have_nothing_inline_and_no_other_host(demo: None, lang: str) -> None:
    """Neither style nor script nor a handler, and every address is ours."""
    page = Client(headers={"Accept-Language": lang}).get(PATTERNS).content.decode()
    assert not re.search(r"\sstyle\s*=", page)
    assert not re.search(r"<style|<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"\son[a-z]+\s*=", page)
    assert not re.search(r"https?://(?!www\.w3\.org)", page)
    identifiers = re.findall(r'\sid="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))


def test_the_patterns_are_for_demonstrations() -> None:
    """Elsewhere there is no such page."""
    assert Client().get(PATTERNS).status_code == 404


def test_a_demonstration_says_so(demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a clock that stands still does too."""
    assert "All people are invented" in Client(headers={"Accept-Language": "en"}).get("/sign-in/").content.decode()


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "es"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-US,en;q=0.9", "en"),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "en"),
        ("en;q=0.3, es;q=0.4", "es"),
        ("de", "es"),
        ("*", "es"),
        ("en;q=x", "es"),
        ("en;q=nan", "es"),
        ("," * 1000 + "en", "es"),
    ],
)
def test_a_browser_gets_the_language_it_prefers(header: str, lang: str) -> None:
    """Spanish where it prefers none of ours, or makes no sense."""
    assert preferred(header) == lang


def test_a_chosen_language_goes_before_the_browsers() -> None:
    """It is kept in a cookie, and the way back is the page one was on."""
    client = Client(headers={"Accept-Language": "es-MX"})
    answer = client.get("/language/?to=en&next=/sign-in/%3Fnext%3D/x/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/x/")
    cookie = answer.cookies["cauce_language"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    page = client.get("/sign-in/")
    assert '<html lang="en">' in page.content.decode()
    assert page["Content-Language"] == "en"


@pytest.mark.parametrize("to", ["fr", "", "../x", "en\r\nSet-Cookie: a=b"])
def test_another_language_is_not_chosen(to: str) -> None:
    """Nothing is kept."""
    answer = Client().get("/language/", {"to": to})
    assert answer.status_code == 302
    assert not answer.cookies


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example/",
        "javascript:alert(1)",
        "http:evil.example",
        "evil.example",
        "///evil.example",
        "/\n/evil.example",
        "",
    ],
)
@pytest.mark.parametrize("where", ["/language/?to=en", "/sign-in/"])
def test_no_address_leads_to_another_site(where: str, wanted: str) -> None:
    """Whatever the link says, one stays here."""
    client = Client()
    if where == "/sign-in/":
        page = client.get(where, {"next": wanted}).content.decode()
        assert '<input type="hidden" name="next" value="/">' in page
    else:
        assert client.get("/language/", {"to": "en", "next": wanted})["Location"] == "/"


def test_the_language_is_that_of_each_request() -> None:
    """One reader's choice does not stick to the next."""
    assert '<html lang="en">' in Client(headers={"Accept-Language": "en"}).get("/sign-in/").content.decode()
    assert '<html lang="es">' in Client(headers={"Accept-Language": "es"}).get("/sign-in/").content.decode()


def test_the_form_cookie_is_out_of_reach_and_ends_with_the_browser() -> None:
    """Like the session's own."""
    cookie = Client().get("/sign-in/").cookies["cauce-form"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
