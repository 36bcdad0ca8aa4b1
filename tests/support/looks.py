"""What every page must be, in every way of looking at it: one language, one heading, within its window, small."""

from playwright.sync_api import Page, Response

from tests.support.browser import Lang, Look

#: looks in pairs, so that each page is seen in both languages, both widths, both schemes, with and without script
PAIRS = (
    (Look("es", 1280, "light", True), Look("en", 390, "dark", False)),
    (Look("en", 1280, "dark", True), Look("es", 390, "light", False)),
    (Look("es", 390, "dark", True), Look("en", 1280, "light", False)),
)
LARGEST = 150_000


def enter(page: Page, role: str, lang: Lang) -> None:
    """Go in through an entrance of the demonstration, speaking a language."""
    page.goto(f"/language/?to={lang}&next=/demo/")
    if role:
        page.click(f'button[value="{role}"]')


def check_whole(page: Page, response: Response | None, lang: str, status: int = 200) -> None:
    """Fail unless the page that was answered is whole in the look in which it stands there."""
    assert response is not None
    path = response.url
    assert response.status == status, f"{path} answers {response.status}"
    assert len(response.body()) < LARGEST, f"{path} has {len(response.body())} bytes"
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("h1").count() == 1, f"{path} has not one heading"
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than {width}"
