"""
Every page that a role can reach by following links, in both languages, wide and narrow, light and dark, with and
without script: it answers, speaks one language, fits its window, stays small, and axe finds nothing.

Axe needs script, so it looks at the first look of each pair: the markup is the same.
"""

import re
from collections.abc import Callable
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.support.browser import OpenPage
from tests.support.looks import PAIRS, check_whole, enter

ROLES = ("", "sre", "fgj-chh", "embassy-us")
MOST_SHAPES = 40
#: links that leave the page's own language, end the session or give a file; the verifier's page has its own tests
LEFT_OUT = re.compile(
    r"^/(language|static|sign-out|demo)/|\.(txt|json|csv|pdf)$|/(checkpoint|vkey)$|^/record/(policy|verify)/"
)


@pytest.fixture(scope="module")
def base_url(demonstration: str) -> str:
    """These tests look at the demonstration."""
    return demonstration


def shape(path: str) -> str:
    """Return what kind of page an address is: whatever has a digit in it stands for others like it."""
    parts = ("*" if any(char.isdigit() for char in part) else part for part in path.split("/"))
    return "/".join(parts)


def reachable(page: Page, start: str) -> list[str]:
    """Return one address of each shape that links lead to from a page, nearest first."""
    waiting, seen, found = [start], {shape(start)}, []
    while waiting and len(found) < MOST_SHAPES:
        path = waiting.pop(0)
        response = page.goto(path)
        assert response is not None
        assert response.status == 200, f"{path} answers {response.status}"
        found.append(path)
        for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            address = urlsplit(link)
            target = address.path + (f"?{address.query}" if address.query else "")
            if address.path and not LEFT_OUT.search(address.path) and shape(address.path) not in seen:
                seen.add(shape(address.path))
                waiting.append(target)
    return found


def test_every_page_is_whole(open_page: OpenPage, axe: Callable[[Page], None]) -> None:
    """What any role reaches works in every way in which a page must work; a shape seen by one role is seen."""
    scout = open_page(None)
    looks = {look: open_page(None, **look._asdict()) for pair in PAIRS for look in pair}
    seen: set[str] = set()
    for role in ROLES:
        enter(scout, role, "es")
        new = [path for path in reachable(scout, urlsplit(scout.url).path) if shape(urlsplit(path).path) not in seen]
        for look, page in looks.items():
            enter(page, role, look.lang)
        for path, pair in zip(new, cycle(PAIRS), strict=False):
            for look in pair:
                check_whole(looks[look], looks[look].goto(path), look.lang)
            axe(looks[pair[0]])
            seen.add(shape(urlsplit(path).path))
