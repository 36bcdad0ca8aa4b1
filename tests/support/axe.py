"""Accessibility of a page as axe-core sees it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def assert_accessible(page: Page) -> None:
    """Fail unless axe finds no violation of WCAG 2.0, 2.1 or 2.2, levels A and AA."""
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        with _standing_still(page) as copy:
            violations = _violations(copy)
    else:
        violations = _violations(page)
    found = "\n".join(line for violation in violations for line in _describe(violation))
    assert not violations, f"{page.url} is not accessible:\n{found}"


def _violations(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = Axe().run(page, options=OPTIONS).response["violations"]
    return found


def _describe(violation: dict[str, Any]) -> list[str]:
    targets = [f"    at {' '.join(map(str, node['target']))}" for node in violation["nodes"]]
    return [
        f"  {violation['id']} ({violation['impact']}): {violation['help']}",
        *targets,
        f"    {violation['helpUrl']}",
    ]


@contextmanager
def _standing_still(page: Page) -> Iterator[Page]:
    """
    Give the page as a reader without script sees it, in a context where axe can run.

    Axe waits for timers, which never fire where scripts are off. So the markup is shown again with scripts on, but
    with none of its own allowed and what stands in <noscript> in its place.
    """
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    browser = page.context.browser
    assert browser is not None
    html = re.sub(r"</?noscript[^>]*>", "", page.content())
    context = browser.new_context(
        viewport=page.viewport_size,
        color_scheme="dark" if dark else "light",
        storage_state=page.context.storage_state(),
    )
    copy = context.new_page()
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "script-src 'none'"}
    address = page.url.partition("#")[0]
    copy.route(lambda url: url == address, lambda route: route.fulfill(body=html, headers=headers))
    try:
        copy.goto(address)
        yield copy
    finally:
        context.close()
