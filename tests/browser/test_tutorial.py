"""The tutorial, walked in both languages: what it says is there is there, and the receipt holds at its end."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.browser import Lang, OpenPage
from tests.support.tutorial import AGREEMENT, OBJECTIVE, RECIPROCITY, REPRESENTATIVE, TOPIC, Walk

DOCS = Path(__file__).parents[2] / "docs"
PAGES: dict[Lang, Path] = {"en": DOCS / "tutorial.md", "es": DOCS / "tutorial.es.md"}
#: the words in bold are those that a page shows
SHOWN = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@pytest.fixture(scope="module")
def base_url(demonstration: str) -> str:
    """The tutorial happens in the demonstration."""
    return demonstration


def plain(text: str) -> str:
    """Return text with single spaces, as a reader sees it."""
    return " ".join(text.split())


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_tutorial_can_be_followed(lang: Lang, open_page: OpenPage, tmp_path: Path) -> None:
    """From the request to the receipt, every name that the page of the tutorial sets in bold is met on the way."""
    walk = Walk(open_page(None, lang=lang), lang)
    receipt, act = walk.everything(tmp_path)
    seen = plain(" ".join(walk.seen))
    told = PAGES[lang].read_text(encoding="utf-8")
    missing = [words for words in map(plain, SHOWN.findall(told)) if words not in seen]
    assert missing == [], missing
    verified = verify(walk, receipt, act)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    act.write_text(act.read_text(encoding="utf-8").replace("MX-CHH-037", "MX-CHH-052"), encoding="utf-8")
    assert verify(walk, receipt, act).returncode == 1


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_tutorial_says_what_the_walk_writes(lang: Lang) -> None:
    """Whoever types what the page says types what the test types."""
    told = plain(PAGES[lang].read_text(encoding="utf-8"))
    for words in (AGREEMENT, RECIPROCITY, TOPIC, OBJECTIVE, REPRESENTATIVE):
        assert words[lang] in told


def verify(walk: Walk, receipt: Path, act: Path) -> subprocess.CompletedProcess[str]:
    """Check a receipt with the record's key, in a process that knows nothing of the node."""
    key = walk.page.request.get("/record/vkey").text().strip()
    command = [sys.executable, "-m", "cauce", "verify", str(receipt), "--act", str(act), "--key", key]
    return subprocess.run(command, capture_output=True, text=True, check=False)
