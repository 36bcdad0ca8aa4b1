"""Words side by side: in Python, in templates, and what a text from outside cannot do."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from cauce.node.frame import words
from cauce.node.frame.words import Both, fill, pick, say, speaking


def render(source: str, lang: str = "en", **values: object) -> str:
    """Return what a template says in a language."""
    with speaking(lang):
        return Template(source).render(Context(values))


@pytest.mark.parametrize(("lang", "said"), [("en", "Sent by the ministry"), ("es", "Enviado por the ministry")])
def test_a_text_is_said_in_the_language_spoken(lang: str, said: str) -> None:
    """In Python and in a template alike."""
    with speaking(lang):
        assert say("Sent by {who}", "Enviado por {who}", who="the ministry") == said
    tag = '{% say en="Sent by {who}" es="Enviado por {who}" who=who %}'
    assert render(tag, lang, who="the ministry") == said


def test_what_a_template_says_is_markup_and_what_it_is_given_is_not() -> None:
    """Values and texts from variables are escaped, unless they are safe already."""
    assert render('{% say en="<b>{x}</b>" es="" x=x %}', x="<i>") == "<b>&lt;i&gt;</b>"
    assert render("{% say en=text es=text %}", text="<i>{x}</i>") == "&lt;i&gt;{x}&lt;/i&gt;"
    assert render('{% say en="{x}" es="" x=x %}', x=mark_safe("<time></time>")) == "<time></time>"


def test_a_text_can_be_kept_for_an_attribute() -> None:
    """With as."""
    assert render('{% say en="a" es="b" as word %}[{{ word }}]', "es") == "[b]"


@pytest.mark.parametrize(
    "source",
    [
        '{% say en="only" %}',
        '{% say es="solo" %}',
        '{% say en="{who}" es="" %}',
        '{% say en="a" es="{quien}" who=1 %}',
        '{% say "a" "b" %}',
        '{% plural n one_en="a" many_en="b" one_es="c" %}',
        '{% plural n one_en="{x}" many_en="b" one_es="c" many_es="d" %}',
        '{% plural one_en="a" many_en="b" one_es="c" many_es="d" %}',
        "{% en %}only{% end %}",
        "{% en %}a{% es %}b",
    ],
)
def test_half_a_text_is_no_template(source: str) -> None:
    """What is missing is found when the template is read, not by whoever reads the page."""
    with pytest.raises(TemplateSyntaxError):
        Template(source)


PLURAL = '{% plural n one_en="{n} act" many_en="{n} acts" one_es="{n} actuación" many_es="{n} actuaciones" %}'


@pytest.mark.parametrize(
    ("n", "en", "es"),
    [
        (0, "0 acts", "0 actuaciones"),
        (1, "1 act", "1 actuación"),
        (2, "2 acts", "2 actuaciones"),
        (41208, "41,208 acts", "41,208 actuaciones"),
        (None, "0 acts", "0 actuaciones"),
    ],
)
def test_one_is_not_many(n: int | None, en: str, es: str) -> None:
    """And none is many, in both languages."""
    assert (render(PLURAL, "en", n=n), render(PLURAL, "es", n=n)) == (en, es)


def test_a_passage_is_shown_in_one_language() -> None:
    """With whatever tags are inside it."""
    source = "{% en %}<em>{{ x }}</em>{% es %}<b>{{ x }}</b>{% end %}."
    assert (render(source, "en", x="<"), render(source, "es", x="<")) == ("<em>&lt;</em>.", "<b>&lt;</b>.")


@pytest.mark.parametrize("found", [Both("law", "ley"), {"en": "law", "es": "ley"}])
def test_words_are_picked_from_whatever_holds_both(found: words.Words) -> None:
    """A pack's text, a dict of a file, a pair of ours; a plain text is left alone."""
    with speaking("es"):
        assert (pick(found), pick("plain")) == ("ley", "plain")
    assert render("{{ x|text }}", x=found) == "law"


def test_a_text_from_outside_reads_nothing_but_its_values() -> None:
    """Braces in a pack are words, not a way into the program."""
    assert fill("{who.__class__} {0} {} {who!r} {who}", {"who": "x"}) == "{who.__class__} {0} {} {who!r} x"


@given(st.text(), st.dictionaries(st.text(), st.text()))
def test_a_value_is_never_filled_again(value: str, others: dict[str, str]) -> None:
    """What somebody wrote in braces stays as they wrote it."""
    assert fill("{x}", {**others, "x": value}) == value


def test_the_language_spoken_before_comes_back() -> None:
    """Also when the block ends with an error."""
    with speaking("es"):
        with pytest.raises(ZeroDivisionError), speaking("en"):
            raise ZeroDivisionError
        assert words.language() == "es"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Pérez Núñez", "<bdi>Pérez Núñez</bdi>"),
        ("a\u202egnirts", "<bdi>a<mark>U+202E</mark>gnirts</bdi>"),
        ("a\x00b\x07", "<bdi>a<mark>U+0000</mark>b<mark>U+0007</mark></bdi>"),
        ("\u200bhidden\ufeff", "<bdi><mark>U+200B</mark>hidden<mark>U+FEFF</mark></bdi>"),
        ("<script>", "<bdi>&lt;script&gt;</bdi>"),
        ("two\r\nlines\ttab", "<bdi>two\nlines\ttab</bdi>"),
        ("שלום", "<bdi>שלום</bdi>"),
        (12, "<bdi>12</bdi>"),
        (None, "<bdi></bdi>"),
        (Both("law", "ley"), "<bdi>law</bdi>"),
    ],
)
def test_what_somebody_wrote_cannot_disguise_itself(written: object, seen: str) -> None:
    """Unseen characters are made visible and the direction of a text stays inside it."""
    assert render("{{ x|shown }}", x=written) == seen


def test_lists_are_ordered_as_a_dictionary_orders_them() -> None:
    names = ["Túnez", "México", "Myanmar", "Órgano Interno", "Nuño", "Núñez", "nuzco", "Bélgica", "Bután"]
    assert sorted(names, key=words.alphabetical) == [
        *("Bélgica", "Bután", "México", "Myanmar", "Núñez", "Nuño", "nuzco", "Órgano Interno", "Túnez"),
    ]
