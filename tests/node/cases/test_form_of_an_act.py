"""The form of any act: fill it, check it, file it; nothing typed is lost and nothing is filed twice."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from cauce.node.cases.models import Act, Case, Filing, FormDraft
from cauce.node.record import store
from tests.node.cases.forms import Filler, hidden_in, without_tokens
from tests.node.stage import file

pytestmark = pytest.mark.django_db

OPEN = "/cases/new/mx-lsn/communication/hold/"
CALL = {"agent": "us-hale", "day": "2021-02-03", "contact": "call", "place": "MX-CHH"}
Fill = Callable[..., Filler]


@pytest.fixture(autouse=True)
def on_the_fifth(stage: None, at: Callable[[str], None]) -> None:
    at("2021-02-05")


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def test_the_form_asks_what_the_law_asks(fill: Fill) -> None:
    page = text_of(fill("fgj-chh", OPEN).page)
    assert "Record a communication" in page
    assert 'type="date" id="field-day"' in page
    assert 'name="agent"' in page
    assert '<optgroup label="Chihuahua">' in page
    assert page.count('name="contact"') == 4  # one radio for each kind of contact


def test_what_the_law_asks_for_is_told_from_what_is_optional(fill: Fill) -> None:
    page = text_of(fill("fgj-chh", "/cases/new/mx-lsn/meeting/request/").page)
    label = lambda name: page.partition(f'for="field-{name}">')[2].partition("</label>")[0]  # noqa: E731
    assert "(the law asks for it)" in label("agency")
    assert "(optional)" in label("agent--other")
    assert "(" not in label("planned-day")


def test_on_a_halted_node_the_form_says_so_before_it_is_filled_in(fill: Fill) -> None:
    assert "is halted" not in text_of(fill("fgj-chh", OPEN).page)
    store.halt("node.E018")
    form = fill("fgj-chh", OPEN)
    assert "The record is halted (node.E018): nothing can be filed" in text_of(form.page)
    assert "The record is halted (node.E018)" in text_of(form.send("check", **CALL))
    assert form.send("save", **CALL).status_code == 302
    assert FormDraft.objects.count() == 1


def test_in_spanish_the_form_speaks_spanish(fill: Fill) -> None:
    page = text_of(fill("fgj-chh", OPEN, "es").page)
    assert "Asentar una comunicación" in page
    assert "Revisar antes de presentar" in page


def test_a_missing_answer_is_told_at_the_top_and_what_was_typed_is_kept(fill: Fill) -> None:
    page = text_of(fill("fgj-chh", OPEN).send("check", agent="us-hale", contact="call", place="MX-CHH"))
    assert '<a href="#field-day">“Day” is missing. Fill it in. [field.E201]</a>' in page
    assert 'value="us-hale"' in page
    assert '<option value="MX-CHH" selected>' in page


def test_the_check_shows_the_duty_and_its_last_day_and_takes_nothing(fill: Fill) -> None:
    page = text_of(fill("fgj-chh", OPEN).send("check", **CALL))
    assert "Nothing has been filed yet." in page
    assert '<time datetime="2021-02-06">' in page
    assert "Janet Hale (us-hale)" in page
    assert not Act.objects.exists()


def test_the_check_foresees_what_will_be_flagged(fill: Fill) -> None:
    page = text_of(fill("fgj-chh", OPEN).send("check", **CALL | {"agent-where": "in-mexico"}))
    assert "This will be taken and flagged as irregular." in page
    assert "The agent was in Mexico and not accredited on that day." in page


def test_filing_gives_a_reference_and_a_receipt_and_what_comes_next(fill: Fill) -> None:
    done = fill("fgj-chh", OPEN).file(**CALL)
    case = Case.objects.get()
    assert done.redirect_chain == [(f"/cases/{case.ref}/acts/1/", 302)]
    page = text_of(done)
    assert case.ref in page
    assert "Written report of the communication" in page
    assert Act.objects.get().body


def test_sent_twice_it_is_filed_once(fill: Fill) -> None:
    form = fill("fgj-chh", OPEN)
    sent = {**hidden_in(form.send("check", **CALL)), "step": "file"}
    first, second = form.client.post(OPEN, sent), form.client.post(OPEN, sent)
    assert first.url == second.url
    assert Case.objects.count() == 1
    assert Filing.objects.count() == 1


def test_a_refused_filing_can_be_sent_again(fill: Fill) -> None:
    form = fill("fgj-chh", OPEN)
    sent = {**hidden_in(form.send("check", **CALL)), "step": "file"}
    assert "field.E203" in text_of(form.client.post(OPEN, sent | {"day": "2021-02-31"}))
    assert form.client.post(OPEN, sent).status_code == 302


def test_who_comes_back_finds_what_they_wrote(fill: Fill) -> None:
    form = fill("fgj-chh", OPEN)
    assert form.send("save", topic="Rastreo", agent="us-hale").status_code == 302
    page = text_of(form.client.get(OPEN))
    assert 'value="Rastreo"' in page
    assert "was kept and is here again" in page
    assert "Record a communication" in text_of(form.client.get("/cases/new/"))
    form.client.post(OPEN, {"step": "discard"})
    assert not FormDraft.objects.exists()


def test_a_colleague_does_not_see_what_another_person_wrote(fill: Fill) -> None:
    fill("fgj-chh", OPEN).send("save", topic="Rastreo")
    assert "Rastreo" not in text_of(fill("fgj-son", OPEN).page)


def test_filing_ends_the_draft(fill: Fill) -> None:
    fill("fgj-chh", OPEN).file(**CALL)
    assert not FormDraft.objects.exists()


def test_two_at_once_one_wins_and_the_other_loses_no_typing(fill: Fill) -> None:
    case = file("communication", "hold", "fgj-chh", "2021-02-04", **CALL).case.ref
    path = f"/cases/{case}/correct/"
    form = fill("fgj-chh", path)
    answers = {"corrected-act": "1", "explanation": "Se anotó otro tema", "topic": "Armas"}
    sent = {**hidden_in(form.send("check", **answers)), "step": "file"}
    file("communication", "report", "fgj-chh", "2021-02-04", hour=12, case=case, day="2021-02-03", contact="call")
    page = form.client.post(path, sent)
    assert page.status_code == 409
    assert "The case moved on while you were writing" in text_of(page)
    assert "File the report" in text_of(page)
    assert hidden_in(page)["topic"] == "Armas"
    again = form.client.post(path, {**hidden_in(page), "step": "file"})
    assert again.url == f"/cases/{case}/acts/3/"


def test_what_the_case_says_already_is_not_asked_again(fill: Fill) -> None:
    case = file("communication", "hold", "fgj-chh", "2021-02-04", **CALL).case.ref
    page = text_of(fill("fgj-chh", f"/cases/{case}/report/").page)
    assert 'value="2021-02-03"' in page
    assert "Taken from the case" in page


def test_an_act_of_another_office_is_refused_in_plain_words(fill: Fill) -> None:
    case = file("communication", "hold", "fgj-chh", "2021-02-04", **CALL).case.ref
    page = fill("fgj-chh", f"/cases/{case}/acknowledge/").page
    assert page.status_code == 403
    assert "act.E105" in text_of(page)


def test_an_act_that_is_not_open_is_refused_in_plain_words(fill: Fill) -> None:
    case = file("communication", "hold", "fgj-chh", "2021-02-04", **CALL).case.ref
    page = fill("sre", f"/cases/{case}/acknowledge/").page
    assert page.status_code == 403
    assert "act.E106" in text_of(page)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"topic": "x" * 161}, "field.E207"),
        ({"topic": "abc\u202edef"}, "field.E208"),
        ({"topic": "abc\x07"}, "field.E208"),
        ({"topic": "abc\x00"}, "field.E208"),
        ({"day": "2021-02-30"}, "field.E203"),
        ({"day": "2021-02-06"}, "field.E205"),
        ({"contact": "letter"}, "field.E206"),
        ({"agent": "nobody-here"}, "field.E209"),
        ({"place": "MX-XXX"}, "field.E210"),
        ({"agent--other": "Un señor alto"}, "form.E001"),
    ],
)
def test_what_cannot_be_true_is_told_with_its_code(fill: Fill, answers: dict[str, str], code: str) -> None:
    response = fill("fgj-chh", OPEN).send("check", **CALL | answers)
    assert response.status_code == 200
    assert code in text_of(response)
    assert not Act.objects.exists()


def test_more_than_a_form_holds_is_told_and_not_echoed(fill: Fill) -> None:
    response = fill("fgj-chh", OPEN).send("check", **CALL | {"topic": "x" * 200_000})
    assert response.status_code == 413
    assert len(response.content) < 20_000


def test_a_person_is_found_by_a_surname_without_accents(fill: Fill) -> None:
    page = text_of(fill("fgj-chh", OPEN).send("check", **CALL | {"agent": "nunez ibanez"}))
    assert "José Ángel Núñez Ibáñez (us-nunez)" in page


def test_somebody_who_is_not_on_the_register_is_described(fill: Fill) -> None:
    page = text_of(fill("fgj-chh", OPEN).send("check", **CALL | {"agent": "", "agent--other": "Un señor alto"}))
    assert "Un señor alto" in page
    assert "not on the register" in page


def test_who_is_here_is_suggested_to_those_who_see_it_on_the_register(fill: Fill) -> None:
    """A prosecutor sees whom it has a case about, and the ministry that accredits sees everybody."""
    nunez, hale = '<option value="us-nunez">José Ángel Núñez Ibáñez</option>', '<option value="us-hale">'
    before = text_of(fill("fgj-chh", OPEN).page)
    assert nunez not in before
    assert hale not in before
    told = {"agent": "us-nunez", "day": "2021-02-03", "contact": "call", "place": "MX-CHH"}
    file("communication", "hold", "fgj-chh", "2021-02-04", **told)
    after = text_of(fill("fgj-chh", OPEN).page)
    assert nunez in after
    assert hale not in after
    everybody = text_of(fill("sre", OPEN).page)
    assert nunez in everybody
    assert hale in everybody


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("us-nunez", True),
        ("Núñez Ibáñez", True),
        ("jose angel nunez ibanez", True),
        ("Núñez", False),
        ("José Ángel", False),
        ("us", False),
        ("Núñez Ibáñez Ocampo", False),
    ],
)
def test_nobody_looks_through_the_names_of_those_who_are_here(fill: Fill, typed: str, is_found: bool) -> None:
    """Of somebody whom the office does not see, it must know the code or the surnames."""
    page = text_of(fill("fgj-chh", OPEN).send("check", **CALL | {"agent": typed}))
    assert ("José Ángel Núñez Ibáñez (us-nunez)" in page) == is_found
    assert ("field.E209" in page) == (not is_found)


def test_a_code_is_told_by_the_name_it_stands_for(fill: Fill) -> None:
    """To whoever sees that person on the register."""
    page = text_of(fill("sre", OPEN).send("check", agent="us-nunez", contact="call"))
    assert "us-nunez is José Ángel Núñez Ibáñez." in page
    assert "us-nunez is" not in text_of(fill("fgj-chh", OPEN).send("check", agent="us-nunez", contact="call"))


def test_a_mission_names_its_own_agents_only(fill: Fill) -> None:
    path = "/cases/new/mx-lsn/accreditation/request/"
    form = fill("embassy-de", path)
    assert "us-hale" not in text_of(form.page)
    theirs = form.send("check", agent="us-hale")
    nobody = form.send("check", agent="no-such")
    assert "field.E209" in text_of(theirs)
    assert without_tokens(theirs).replace("us-hale", "X") == without_tokens(nobody).replace("no-such", "X")


def test_there_is_no_form_for_what_no_law_has(sign_in: Callable[..., object]) -> None:
    client = sign_in("sre")
    for path in ("xx-yy/meeting/request", "mx-lsn/dance/request", "mx-lsn/meeting/dance"):
        assert client.get(f"/cases/new/{path}/").status_code == 404  # type: ignore[attr-defined]


def test_a_fact_of_an_earlier_day_is_judged_by_the_earlier_law(fill: Fill) -> None:
    page = text_of(fill("fgj-chh", OPEN).send("check", **CALL | {"day": "2020-12-28"}))
    assert "Title VII as decreed, without guidelines" in page


def test_everything_wrong_is_told_at_once_in_the_order_of_the_form(fill: Fill) -> None:
    answers = CALL | {"agent": "Nobody Known", "day": "2021-02-31", "topic": "x" * 300}
    page = text_of(fill("fgj-chh", OPEN).send("check", **answers))
    assert "There are 3 problems" in page
    places = [page.index(code) for code in ("[field.E209]", "[field.E203]", "[field.E207]")]
    assert places == sorted(places)


def test_a_report_that_fulfils_its_own_duty_is_not_owed_again(fill: Fill) -> None:
    report = "/cases/new/mx-lsn/communication/report-contact/"
    check = text_of(fill("fgj-chh", report).send("check", **CALL))
    assert "It fulfils: Written report of the communication (last day: " in check
    assert "It gives rise to a duty" not in check
    assert "Filed, receipt awaited" in text_of(fill("fgj-chh", report).file(**CALL))


@pytest.mark.parametrize(
    ("lang", "titles"),
    [
        ("en", ("Foreign agent", "Foreign agent, not on the register", "Topic", "unheard-of")),
        ("es", ("Agente extranjero", "Agente extranjero, sin registro", "Tema", "unheard-of")),
    ],
)
def test_an_error_gives_back_what_was_typed_under_the_titles_of_the_form(
    stage: None, lang: str, titles: tuple[str, ...]
) -> None:
    """A session that is over costs nobody their text, and they know what each text was."""
    strict = Client(enforce_csrf_checks=True, headers={"Accept-Language": lang, "Sec-Fetch-Site": "same-origin"})
    wrote = {"agent": "us-hale", "agent--other": "somebody tall", "topic": "rifles", "unheard-of": "x"}
    for path in (OPEN, "/cases/MX-2021-000001/hold/"):
        page = strict.post(path, wrote).content.decode()
        assert [title for title in titles if f"<dt>{title}</dt>" not in page] == []
