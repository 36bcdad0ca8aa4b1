"""What a form would not let anybody do, the one way in refuses whoever brings the act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from cauce.case.errors import Refused
from cauce.node.cases import take
from cauce.node.cases.models import Act, FormDraft, Reader
from cauce.node.cases.take import MovedOn, Request
from cauce.node.frame.words import Both
from cauce.node.people.models import Account, Membership, Office
from cauce.node.people.offices import create_office
from cauce.node.register.models import Person
from tests.faults.truth import everything
from tests.node.stage import MEXICO, START, file, sign_in_as

pytestmark = pytest.mark.django_db

AT = datetime(2021, 2, 4, 18, tzinfo=UTC)
HELD = {"agent": "us-hale", "day": "2021-02-03", "contact": "meeting", "place": "MX-CHH"}
ASKED = {"agency": "An agency", "functions": "police", "territory": ["MX"], "first-day": "2021-03-01"}


def held(person: str = "person-fgj-chh", office: str = "fgj-chh", **more: object) -> Request:
    """A meeting that somebody records for an office."""
    return Request("mx-lsn", "meeting", "hold", office, person, {**HELD, **more}, at=AT)


def codes(request: Request) -> list[str]:
    """Return with which codes a request is refused; nothing may have changed."""
    before = everything()
    with pytest.raises(Refused) as refused:
        take.take(request)
    assert everything() == before
    return [problem.code for problem in refused.value.problems]


def member(office: str = "fgj-chh") -> Membership:
    return Membership.objects.get(office=office)


def test_whoever_is_appointed_may_act(stage: None) -> None:
    assert take.take(held()).act.person == "person-fgj-chh"


@pytest.mark.parametrize("person", ["person-fgj-son", "nobody", "a\0b", "PERSON-FGJ-CHH", "x" * 10_000])
def test_nobody_acts_for_an_office_to_which_they_are_not_appointed(stage: None, person: str) -> None:
    assert codes(held(person)) == ["access.E001"]


@pytest.mark.parametrize(
    ("since", "until", "may"),
    [
        ("2019-01-01", "2021-02-03", False),  # ended the day before
        ("2019-01-01", "2021-02-04", True),  # its last day, by the office's own clock
        ("2021-02-04", None, True),
        ("2021-02-05", None, False),
    ],
)
def test_an_appointment_counts_on_the_day_of_filing(stage: None, since: str, until: str | None, may: bool) -> None:
    appointment = member()
    appointment.since, appointment.until = date.fromisoformat(since), until and date.fromisoformat(until)  # type: ignore[assignment]
    appointment.save()
    if may:
        take.take(held())
    else:
        assert codes(held()) == ["access.E001"]


def test_a_closed_account_acts_for_nobody(stage: None) -> None:
    account = Account.objects.get(username="person-fgj-chh")
    account.is_active = False
    account.save()
    assert codes(held()) == ["access.E001"]


@pytest.mark.parametrize(("since", "until"), [("2019-01-01", "2021-02-03"), ("2021-02-05", None)])
def test_an_office_that_has_ended_or_not_begun_does_nothing_even_by_machine(
    stage: None, since: str, until: str | None
) -> None:
    office = Office.objects.get(code="fgj-chh")
    office.since, office.until = date.fromisoformat(since), until and date.fromisoformat(until)  # type: ignore[assignment]
    office.save()
    assert codes(held("")) == ["act.E115"]


def test_an_office_that_had_ended_cannot_be_named(stage: None) -> None:
    told = {"agent": "us-nunez", "day": "2021-02-03", "provision": "LSN 69", "requesting-office": "sre"}
    office = Office.objects.get(code="sre")
    office.until = date(2021, 2, 2)
    office.save()
    assert codes(Request("mx-lsn", "withdrawal", "find", "sspc", "", told, at=AT)) == ["field.E212"]


def test_an_appointment_that_ends_between_form_and_filing_files_nothing_and_loses_nothing(
    stage: None, at: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session was good when the request began; whoever ends the appointment meanwhile comes first."""
    at("2021-02-04")
    client = sign_in_as("fgj-chh")
    path = "/cases/new/mx-lsn/meeting/hold/"

    def end(request: Request) -> None:
        Account.objects.get(username="person-fgj-chh").memberships.get().delete()

    taking = take.take_within
    monkeypatch.setattr(
        "cauce.node.cases.filing.take_within", lambda request, head: (end(request), taking(request, head))[1]
    )
    page = client.post(path, {**HELD, "step": "file", "token": "t" * 20}).content.decode()
    assert "access.E001" in page
    assert not Act.objects.exists()


def test_a_mission_cannot_name_another_states_people_whoever_carries_the_act(stage: None) -> None:
    """To it they are not on the register: what it is told is what it would be told of nobody at all."""

    def said(agent: str, **more: object) -> list[tuple[str, str]]:
        fields = {**ASKED, "agent": agent, **more}
        with pytest.raises(Refused) as refused:
            take.take(Request("mx-lsn", "accreditation", "request", "embassy-de", "", fields, at=AT))
        return [(each.code, each.text("en").replace(agent.strip(), "…")) for each in refused.value.problems]

    for more in ({}, {"functions": "dance", "first-day": "0000-00-00"}):
        assert said("us-hale", **more) == said("us-nobody", **more)
        assert said(" us-hale ", **more) == said("us-nobody", **more)
    assert [code for code, _ in said("us-hale")] == ["field.E209"]
    taken = take.take(
        Request("mx-lsn", "accreditation", "request", "embassy-de", "", {**ASKED, "agent": "de-koester"}, at=AT)
    )
    assert taken.act.fields["agent"] == "de-koester"


def test_a_text_that_is_somebodys_code_is_a_text(stage: None) -> None:
    """A refusal of it would tell a mission that there is such a person."""
    fields: Mapping[str, object] = {**ASKED, "agent": "de-koester", "agency": "us-hale"}
    assert take.take(Request("mx-lsn", "accreditation", "request", "embassy-de", "", fields, at=AT))


def test_a_text_that_is_an_offices_code_opens_the_case_to_nobody(stage: None) -> None:
    """Only a field for offices names one: a clerk who writes a code as the topic must not let a mission read."""
    taken = take.take(held(topic="embassy-de"))
    readers = set(Reader.objects.filter(case=taken.case).values_list("office", flat=True))
    assert "embassy-de" not in readers


def test_whoever_does_not_say_what_they_saw_is_shown_what_there_is(stage: None, at: Callable[[str], None]) -> None:
    at("2021-02-05")
    case = file("meeting", "hold", "fgj-chh", "2021-02-04", **HELD).case.ref
    report = {"day": "2021-02-03", "contact": "meeting"}
    for seen in (None, 0, -1, 2, 10**9):
        with pytest.raises(MovedOn):
            take.take(Request("mx-lsn", "meeting", "report", "fgj-chh", "person-fgj-chh", report, case, seen))
    assert take.take(Request("mx-lsn", "meeting", "report", "fgj-chh", "person-fgj-chh", report, case, 1))


@pytest.mark.parametrize("blank", ["\u3164", "\u2800", "\u115f\u1160", "a\u034fb", "\uffa0", "x\ufe0f", "\U000e0100"])
def test_an_answer_that_nobody_can_see_is_none(stage: None, blank: str) -> None:
    assert codes(held(topic=blank)) == ["field.E208"]


def test_a_name_that_no_database_would_look_for_is_nobodys(stage: None, at: Callable[[str], None]) -> None:
    at("2021-02-05")
    client = sign_in_as("fgj-chh")
    page = client.post("/cases/new/mx-lsn/meeting/hold/", {**HELD, "agent": "us-\0hale", "step": "check"})
    assert page.status_code == 200
    assert "field.E209" in page.content.decode()


@pytest.fixture
def mirror(stage: None) -> None:
    """The law of the other state runs on the same node: its host office, and a mission of Mexico with one person."""
    for code, kind, state in (("us-ag", "attorney-general", "US"), ("embassy-mx", "mission", "MX")):
        create_office(code, [f"us-951/{kind}"], state, Both(code, code), zone=str(MEXICO), since=START)
    account = Account.objects.get(username="person-embassy-us")
    Membership.objects.create(account=account, office_id="us-ag", since=START)
    Person.objects.create(code="mx-rios", given_names="Elvira", surnames="Ríos", state="MX", mission="embassy-mx")


def test_who_reads_every_case_of_one_law_sees_no_register_of_another(mirror: None) -> None:
    """The other state's own authority has accounts here for its own law; whom Mexico receives is not its business."""
    client = sign_in_as("us-ag")
    page = client.get("/register/").content.decode()
    assert "Ríos, Elvira" in page
    for name in ("Hale", "Köster", "Núñez"):
        assert name not in page
    assert client.get("/register/people/mx-rios/").status_code == 200
    assert client.get("/register/people/de-koester/").status_code == 404


def test_the_name_of_a_code_is_told_of_nobody_else(mirror: None, at: Callable[[str], None]) -> None:
    """Neither a filter in the address nor a form of the other law gives a name away."""
    at("2021-02-05")
    for office in ("us-ag", "embassy-de", "fgj-son"):
        assert "Janet" not in sign_in_as(office).get("/cases/?person=us-hale").content.decode()


def test_a_form_suggests_whom_the_office_sees_and_finds_others_by_name(stage: None, at: Callable[[str], None]) -> None:
    """A list of everybody would tell any municipal police who works here; a name that many have is no list either."""
    at("2021-02-05")
    Person.objects.create(code="us-other", given_names="Mary", surnames="Hale", state="US", mission="embassy-us")
    client: Client = sign_in_as("fgj-chh")
    path = "/cases/new/mx-lsn/meeting/hold/"
    assert "us-hale" not in client.get(path).content.decode()
    several = client.post(path, {**HELD, "agent": "hale", "step": "check"}).content.decode()
    assert "form.E004" in several
    assert "us-hale" not in several
    assert "us-other" not in several
    FormDraft.objects.all().delete()
    checked = client.post(path, {**HELD, "agent": "janet hale", "step": "check"}).content.decode()
    assert "Janet Hale (us-hale)" in checked
    file("meeting", "hold", "fgj-chh", "2021-02-04", **HELD)
    FormDraft.objects.all().delete()
    assert '<option value="us-hale">' in client.get(path).content.decode()
    assert '<option value="us-other">' in sign_in_as("sre").get(path).content.decode()
