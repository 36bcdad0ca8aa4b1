"""Every template of the node: both languages, nothing inline, no raw colour, small."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.base import Lexer, TokenType

TEMPLATES = Path(settings.NODE) / "templates"
FILES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
# What stands for something that a tag writes: never a letter.
WRITTEN = "\ufffc"
SPOKEN_ATTRIBUTES = {"title", "alt", "placeholder", "aria-label", "aria-description", "data-label", "label", "abbr"}
CODE = {"code", "kbd", "pre", "samp"}
# Names that are the same in every language.
NAMES = re.compile(r"\b(Cauce|SHA-256|Ed25519|JSON)\b")
LETTERS = re.compile(r"[^\W\d_]")


def source(name: str) -> str:
    """Return the text of a template."""
    return (TEMPLATES / name).read_text()


def outside_of_both(text: str) -> str:
    """Return a template with every tag, comment and passage in two languages taken out."""
    kept, in_comment, passages = [], False, 0
    for token in Lexer(text).tokenize():
        if token.token_type == TokenType.BLOCK:
            word = token.split_contents()[0]
            in_comment = word == "comment" or (in_comment and word != "endcomment")
            passages += (word == "en") - (word == "end")
            kept.append(WRITTEN)
        elif token.token_type == TokenType.TEXT and not in_comment and not passages:
            kept.append(token.contents)
        elif token.token_type == TokenType.VAR:
            kept.append(WRITTEN)
    return "".join(kept)


class Reader(HTMLParser):
    """Collects what a person would see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.in_code = 0

    def handle_data(self, data: str) -> None:
        """Keep a text, unless it is what one types or a machine says: that is the same in every language."""
        if not self.in_code:
            self.heard.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Leave what a machine says."""
        self.in_code -= tag in CODE

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes that are read out or shown."""
        self.in_code += tag in CODE
        self.heard += [value or "" for name, value in attrs if name in SPOKEN_ATTRIBUTES]
        if tag == "input" and ("type", "submit") in attrs:
            self.heard += [value or "" for name, value in attrs if name == "value"]


def heard(text: str) -> Iterator[str]:
    """Yield the words of a template that stand in one language only."""
    reader = Reader()
    reader.feed(outside_of_both(text))
    reader.close()
    for words in reader.heard:
        if LETTERS.search(NAMES.sub("", words)):
            yield " ".join(words.split())


@pytest.mark.parametrize("name", FILES)
def test_a_template_can_be_read(name: str) -> None:
    """A text without its other half, or with a placeholder that nothing fills, is an error here."""
    engines["django"].get_template(name)


@pytest.mark.parametrize("name", FILES)
def test_no_word_stands_in_one_language_only(name: str) -> None:
    """Whatever a person sees or hears is inside say, plural, or en and es."""
    assert list(heard(source(name))) == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>Hello</p>",
        "<p><code>cauce</code> Hello</p>",
        '<a title="Hola" href="/"></a>',
        '<input type="submit" value="Send">',
        "<p>{% en %}Hello{% es %}Hola{% end %} there</p>",
        '<p>{{ name }} of</p>{% say en="a" es="b" %}',
        '<nav aria-label="{{ x }} ways"></nav>',
    ],
)
def test_a_word_in_one_language_is_found(text: str) -> None:
    """The check sees what it is there for."""
    assert list(heard(text))


@pytest.mark.parametrize(
    "text",
    [
        "{% comment %} Takes: nothing {% endcomment %}",
        '<p class="lede" data-x="word">{% say en="Hello" es="Hola" %} · 12 &amp; —</p>',
        '<p title="{% say en="Hello" es="Hola" %}">{% en %}A <b>b</b>{% es %}C <b>d</b>{% end %}</p>',
        "<title>{{ x }} · Cauce</title>",
        "<pre><code>cauce verify {{ x }}</code></pre>",
    ],
)
def test_what_is_said_in_both_is_not_found(text: str) -> None:
    """Nor what nobody hears: classes, comments, numbers, our name."""
    assert list(heard(text)) == []


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_inline_or_raw(name: str) -> None:
    """No style, no script, no handler, no colour, no address of another host, nothing marked safe."""
    text = source(name)
    for unwanted in (
        r"\sstyle\s*=",
        r"<style",
        r"<script(?![^>]*\ssrc=)",
        r"\son[a-z]+\s*=",
        r"javascript:",
        r"(?<![&\w])#[0-9a-fA-F]{3,8}\b(?!-)(?=[\"';\s])",
        r"https?://",
        r"\|\s*safe\b",
        r"autoescape\s+off",
        r"{%\s*(trans|translate|blocktrans|load)\b",
    ):
        found = re.search(unwanted, text)
        assert not found, found and found[0]


@pytest.mark.parametrize("name", FILES)
def test_a_template_is_small_and_a_partial_lists_what_it_takes(name: str) -> None:
    """Under sixty lines; whoever includes it need not read it."""
    text = source(name)
    assert text.count("\n") < 60
    if Path(name).name.startswith("_"):
        comment = re.match(r"{% comment %}(.+?){% endcomment %}", text, re.DOTALL)
        assert comment, "begins with a comment"
        rest = text[comment.end() :]
        assert "Takes:" in comment[1] or ("{{" not in rest and "{% if" not in rest and "{% for" not in rest)
