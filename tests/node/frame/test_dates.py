"""Days, instants and periods in words."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from cauce.node.frame import dates
from cauce.node.frame.words import Language, speaking

DAY = date(2021, 2, 6)


def render(source: str, lang: str, **values: object) -> str:
    """Return what a template says in a language."""
    with speaking(lang):
        return Template(source).render(Context(values))


@pytest.mark.parametrize(
    ("form", "en", "es"),
    [
        ("normal", "Sat 6 Feb 2021", "sáb 6 feb 2021"),
        ("short", "Sat 6 Feb", "sáb 6 feb"),
        ("long", "Saturday 6 February 2021", "sábado 6 de febrero de 2021"),
    ],
)
def test_a_day_is_written_as_each_language_does(form: dates.Form, en: str, es: str) -> None:
    """Months and days in capitals in English only."""
    assert (dates.civil(DAY, "en", form), dates.civil(DAY, "es", form)) == (en, es)


def test_the_hour_of_an_end_is_told_in_the_zone_of_the_law() -> None:
    assert dates.hour("2023-04-13T07:00:00Z", "Asia/Riyadh") == "10:00 +03"
    assert dates.hour(None, "Asia/Riyadh") == dates.hour("", "Asia/Riyadh") == ""


def test_a_day_on_a_page_is_a_time_that_machines_read() -> None:
    """From a date or from its text; nothing of nothing."""
    expected = '<time datetime="2021-02-06">sáb 6 feb 2021</time>'
    assert render("{{ d|civil }}", "es", d=DAY) == render("{{ d|civil }}", "es", d="2021-02-06") == expected
    assert render("{{ d|civil }}{{ d|day }}{{ d|instant }}", "es", d=None) == ""


def test_an_instant_is_shown_in_the_zone_of_its_office() -> None:
    """With the zone's name, for two offices may read it at two hours."""
    at = datetime(2021, 2, 4, 5, 40, tzinfo=UTC)
    assert render('{{ d|instant:"America/Mexico_City" }}', "es", d=at) == (
        '<time datetime="2021-02-03T23:40:00-06:00">3 feb 2021, 23:40 (Ciudad de México)</time>'
    )
    assert "4 Feb 2021, 05:40 UTC" in render('{{ d|instant:"UTC" }}', "en", d=at)
    assert "3 Feb 2021, 23:40 CST" in render("{{ d|instant }}", "en", d=at)
    assert "3 feb 2021, 22:40 (Hermosillo)" in render('{{ d|instant:"America/Hermosillo" }}', "es", d=at)
    assert "4 feb 2021, 05:40 UTC" in render('{{ d|instant:"UTC" }}', "es", d=at)


@pytest.mark.parametrize(
    ("text", "en", "es"),
    [
        ("2021-03", "March 2021", "marzo de 2021"),
        ("2021-Q1", "quarter 1 of 2021", "primer trimestre de 2021"),
        ("2021-H2", "half 2 of 2021", "segundo semestre de 2021"),
        ("2021", "2021", "2021"),
        ("2021-13", "2021-13", "2021-13"),
        ("2021-X1", "2021-X1", "2021-X1"),
        ("anything", "anything", "anything"),
    ],
)
def test_a_period_is_written_in_words(text: str, en: str, es: str) -> None:
    """One that is none is left as it is."""
    assert (dates.period(text, "en"), dates.period(text, "es")) == (en, es)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_month_and_weekday_has_its_name(lang: Language) -> None:
    """Twelve and seven, none twice."""
    assert len(set(dates.MONTHS[lang])) == 12
    assert len(set(dates.WEEKDAYS[lang])) == 7
