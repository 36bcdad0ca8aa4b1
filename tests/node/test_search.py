"""Search as Spanish speakers expect it, and never a word about another office's cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.node.cases.access import readable
from cauce.node.cases.models import Word
from cauce.node.cases.search import fold, search, words_of
from tests.node.stage import file


@pytest.fixture
def cases(stage: None) -> dict[str, str]:
    """Two cases of two state bodies; returns their references by office."""
    told = {
        "fgj-chh": ("us-nunez", "MX-CHH", "Investigaciones sobre el tráfico de armas en Ciudad Juárez"),
        "fgj-son": ("us-hale", "MX-SON", "Año fiscal: pingüinos y cañones"),
    }
    return {
        office: file("communication", "hold", office, "2021-02-03", agent=agent, day="2021-02-03", contact="call",
                     place=place, topic=topic).case.ref
        for office, (agent, place, topic) in told.items()
    }  # fmt: skip


def found(office: str, text: str) -> list[str]:
    """The references that an office finds."""
    return [case.ref for case in search(readable(office), text)]


@pytest.mark.parametrize(
    "text",
    ["tráfico", "trafico", "TRÁFICO", "traf", "investigación", "investigacion de arma", "armas", "arma", "juarez",
     "Juárez", "núñez", "Núñez Ibáñez", "Ibáñez Núñez", "ibañez jose", "us-nunez", "armas   Núñez", "2021-000001",
     "MX-2021-000001", "000001", "mx 2021 000001", "Chihuahua", "chihuahua armas", "de la núñez", "tra\u0301fico"],
)  # fmt: skip
def test_a_case_is_found_as_people_write(cases: dict[str, str], text: str) -> None:
    """Accents, capitals, plural, either surname first, part of a reference, the name of the place."""
    assert found("fgj-chh", text) == [cases["fgj-chh"]]


@pytest.mark.parametrize("text", ["armas drogas", "núñez köster", "000003", "_rmas"])
def test_what_is_not_in_the_case_does_not_find_it(cases: dict[str, str], text: str) -> None:
    """Every word must be there; nothing in the text is a pattern."""
    assert found("fgj-chh", text) == found("fgj-son", text) == []


@pytest.mark.parametrize("text", ["pinguino", "pingüinos", "cañón", "canones", "año", "an\u0303o", "ano"])
def test_dots_and_tildes(cases: dict[str, str], text: str) -> None:
    """Ü is a u with an accent; a word with ñ is found from a keyboard without that letter, too."""
    assert found("fgj-son", text) == [cases["fgj-son"]]


def test_an_n_is_not_an_enye(stage: None) -> None:
    """Whoever writes ñ means it."""
    file("communication", "hold", "fgj-son", "2021-02-03", agent="us-hale", day="2021-02-03", contact="call",
         place="MX-SON", topic="Canon digital")  # fmt: skip
    assert found("fgj-son", "cañón") == []
    assert len(found("fgj-son", "canon")) == 1


def test_nobody_finds_what_they_may_not_read(cases: dict[str, str]) -> None:
    """By no word of it, by no part of its reference; who may read both finds both."""
    for word in Word.objects.filter(case__ref=cases["fgj-son"]).values_list("word", flat=True):
        assert cases["fgj-son"] not in found("fgj-chh", word)
        assert found("embassy-de", word) == []
    assert found("embassy-de", "") == []
    assert sorted(found("auditor", "")) == sorted(cases.values())


def test_what_an_office_writes_later_is_found_too(cases: dict[str, str]) -> None:
    """Each act adds its words; a word said twice is there once."""
    file("communication", "report", "fgj-chh", "2021-02-04", case=cases["fgj-chh"], day="2021-02-03", contact="call",
         topic="Laboratorios y armas")  # fmt: skip
    assert found("fgj-chh", "laboratorio") == [cases["fgj-chh"]]
    assert Word.objects.filter(case__ref=cases["fgj-chh"], word=words_of("armas")[0]).count() == 1


@given(st.text())
def test_any_text_can_be_looked_for(text: str) -> None:
    """Words come out short, folded and few, whatever goes in; folding twice is folding once."""
    words = words_of(text)
    assert len(words) <= 60
    assert all(word and len(word) <= 40 and word.isalnum() for word in words)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["\0", "\ud800", "ñ" * 100_000, "a b " * 10_000, "\u202e", "😀"])
def test_hostile_text_finds_nothing_and_breaks_nothing(cases: dict[str, str], text: str) -> None:
    """No error and no other office's case."""
    assert set(found("fgj-chh", text)) <= {cases["fgj-chh"]}
