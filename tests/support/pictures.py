"""Take the pictures of the README and the tutorial, in both languages, of a demonstration made for the purpose."""

import base64
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser import ARGUMENTS, LOCALES, find_chromium
from tests.support.ports import free_port
from tests.support.server import clean_environment, running
from tests.support.tutorial import Walk

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
#: what is seen on the way → name of the picture, and how much of the page it shows, in CSS pixels
SIGHTS = {
    "at-sre": ("due", 900),
    "docket": ("docket", 860),
    "flagged": ("flagged", 980),
    "case": ("case", 1240),
    "receipt": ("receipt", 900),
    "law": ("law", 900),
}
WIDTH, HEIGHT = 1200, 900
LARGEST, LARGEST_OF_ALL = 150_000, 1_200_000
#: Chromium writes WebP, so nothing else is needed for it
TO_WEBP = """async png => {
    const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({type: 'image/webp', quality: 0.82});
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}"""


def main() -> None:
    """Build, serve, walk in each language, save."""
    with tempfile.TemporaryDirectory(prefix="cauce-pictures-") as folder:
        port = free_port()
        command = (sys.executable, "-m", "cauce", "up", "--port", str(port))
        environment = clean_environment(Path(folder))
        print("Building a demonstration; this takes a minute or two.", file=sys.stderr)
        with (
            running(command, port, log=Path(folder) / "server.log", env=environment, seconds=900),
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
            for lang in ("en", "es"):
                walk(browser, f"http://127.0.0.1:{port}", lang, Path(folder))
            browser.close()
    weigh()


def walk(browser: Browser, address: str, lang: str, files: Path) -> None:
    """Walk through the tutorial and keep a picture of each sight, the first time it is seen."""
    page = browser.new_page(
        base_url=address,
        locale=LOCALES[lang],
        viewport={"width": WIDTH, "height": HEIGHT},
        timezone_id="America/Mexico_City",
    )
    converter = browser.new_page()
    waiting = dict(SIGHTS)

    def look(sight: str) -> None:
        if sight in waiting:
            name, height = waiting.pop(sight)
            save(page, converter, f"{name}.{lang}.webp", height)

    Walk(page, lang, look).everything(files)
    page.close()
    converter.close()
    if waiting:
        raise SystemExit(f"Never seen: {', '.join(waiting)}")


def save(page: Page, converter: Page, name: str, height: int) -> None:
    """Save the upper part of a page."""
    page.set_viewport_size({"width": WIDTH, "height": height})
    png = page.screenshot(animations="disabled", timeout=90_000)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    webp = base64.b64decode(converter.evaluate(TO_WEBP, base64.b64encode(png).decode()))
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).write_bytes(webp)
    print(f"{len(webp):>8} {name}")


def weigh() -> None:
    """Fail if a picture, or all of them together, are too large for a page to carry."""
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    heavy = [name for name, size in sizes.items() if size > LARGEST]
    if heavy or sum(sizes.values()) > LARGEST_OF_ALL:
        raise SystemExit(f"Too large: {', '.join(heavy) or 'all of them together'}")


if __name__ == "__main__":
    main()
