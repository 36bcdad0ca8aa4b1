"""The documents: their links lead somewhere, their commands exist, their transcripts are what the program prints."""

import re
import subprocess
from pathlib import Path

import pytest

from cauce.cli import main
from cauce.cli.commands import COMMANDS
from cauce.cli.directory import NAMES as DIRECTORY
from cauce.cli.law import NAMES as LAW
from cauce.cli.record import NAMES as RECORD

TOP = Path(__file__).parents[2]
READMES = {"en": TOP / "README.md", "es": TOP / "README.es.md"}
PAGES = sorted(
    [*TOP.glob("*.md"), *(TOP / "docs").rglob("*.md"), *(TOP / "specs").glob("*.md"), *(TOP / "verifier").glob("*.md")]
)
PICTURES = TOP / "docs" / "pictures"

_LINK = re.compile(r"\[[^\]\[]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_MAKE = re.compile(r"\bmake ([a-z-]+)\b")
_CAUCE = re.compile(r"(?:^|[\s/(])cauce ([a-z]+)(?: ([a-z-]+))?")


def name(path: Path) -> str:
    """Return a page as a test's name shows it."""
    return path.relative_to(TOP).as_posix()


def links(page: Path) -> list[str]:
    """Return where a page's links lead, those in blocks of code left out."""
    return _LINK.findall(_CODE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8"))))


def anchors(page: Path) -> set[str]:
    """Return the anchors that the headings of a page have on the web."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def leads(page: Path, link: str) -> bool:
    """Return whether a link of a page leads to a file of the checkout, and to a heading if it names one."""
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.is_relative_to(TOP) or not target.exists():
        return False
    return not anchor or target.suffix != ".md" or anchor in anchors(target)


def code(page: Path) -> str:
    """Return every block and piece of code of a page."""
    text = page.read_text(encoding="utf-8")
    return "\n".join([*_FENCE.findall(text), *_CODE.findall(_FENCE.sub("", text))])


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_something_in_the_repository(page: Path) -> None:
    """A file of the checkout, and a heading in it if the link names one."""
    assert [link for link in links(page) if "://" not in link and not leads(page, link)] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    """Targets of make, and commands of cauce with their own commands."""
    text = code(page)
    targets = set(re.findall(r"^([a-z-]+):", (TOP / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(_MAKE.findall(text)) - targets == set()
    groups = {"law": LAW, "directory": DIRECTORY, "record": RECORD}
    for command, second in _CAUCE.findall(text):
        assert command in COMMANDS, command
        assert not second or command not in groups or second in (*groups[command], "reference"), second


def test_both_readmes_give_the_same_commands() -> None:
    """A reader of either does the same; comments and what the program answers are in each one's language."""
    given = {}
    for lang, page in READMES.items():
        lines = "\n".join(_FENCE.findall(page.read_text(encoding="utf-8"))).splitlines()
        commands = [line.removeprefix("$ ").partition("  #")[0].strip() for line in lines]
        given[lang] = [line for line in commands if line.startswith(("make ", "cauce "))]
    assert given["en"] == given["es"]
    assert {"make run", "make test"} <= set(given["en"])


def test_both_readmes_have_the_same_parts() -> None:
    """As many headings, links and rows, so that neither says less."""
    shapes = []
    for page in READMES.values():
        text = page.read_text(encoding="utf-8")
        others = {"README.md", "README.es.md"}
        found = [link for link in links(page) if link not in others]
        same = [re.sub(r"\.(en|es)\.webp$|\.es\.md$|\.md$", "", link) for link in found]
        shapes.append((len(re.findall(r"^## ", text, re.MULTILINE)), text.count("\n- "), text.count("\n| "), same))
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("page", READMES.values(), ids=name)
def test_the_two_commands_stand_on_the_first_screen(page: Path) -> None:
    """Whoever opens the page sees them without scrolling."""
    first = page.read_text(encoding="utf-8").splitlines()[:16]
    assert any(line.startswith("make run") for line in first)
    assert any(line.startswith("make test") for line in first)


@pytest.mark.parametrize("lang", READMES)
def test_the_transcript_of_a_date_is_what_the_program_prints(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Line by line, up to the dots."""
    block = next(each for each in _FENCE.findall(READMES[lang].read_text(encoding="utf-8")) if "law due" in each)
    asked, *told = block.splitlines()
    assert main([*asked.removeprefix("$ cauce ").split(), "--lang", lang]) == 0
    printed = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert told[-1] == "…"
    assert told[:-1] == printed[: len(told) - 1]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_picture_is_shown_and_light(lang: str) -> None:
    """Under 150 kB each, 1.2 MB all together, none left over."""
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    pictures = list(PICTURES.glob(f"*.{lang}.webp"))
    assert pictures
    assert [path.name for path in pictures if path.name not in text] == []
    assert max(path.stat().st_size for path in pictures) < 150_000
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < 1_200_000


def test_every_page_can_be_reached_from_the_index() -> None:
    """Following links from docs/index.md."""
    waiting, seen = [TOP / "docs" / "index.md"], set()
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        waiting += [(page.parent / link.partition("#")[0]).resolve() for link in links(page) if "://" not in link]
    assert [name(page) for page in PAGES if (TOP / "docs") in page.parents and page not in seen] == []


@pytest.mark.parametrize("page", sorted((TOP / "docs" / "decisions").glob("*.md")), ids=name)
def test_a_decision_says_what_would_change_it(page: Path) -> None:
    """Status, context, decision, consequences, what would change it; numbered like its file."""
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {page.name[:4]}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Context",
        "Decision",
        "Consequences",
        "What would change it",
    ]
    assert re.search(r"^Status: \w+, [0-9]{4}-[0-9]{2}", text, re.MULTILINE)


def test_no_document_names_a_path_of_a_machine() -> None:
    """Neither a home nor a folder of whoever wrote it."""
    tracked = subprocess.run(["git", "ls-files", "*.md"], cwd=TOP, capture_output=True, text=True, check=False).stdout
    pages = [TOP / line for line in tracked.splitlines()] or PAGES
    found = [name(page) for page in pages if re.search(r"/(home|root|work|tmp)/\w", page.read_text(encoding="utf-8"))]
    assert found == []
