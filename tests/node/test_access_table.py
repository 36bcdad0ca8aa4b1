"""Role by page: who may open what. No right to know and no such thing are the same answer."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from cauce.node.cases import recur
from cauce.node.cases.models import Act, Duty
from cauce.node.cases.present.dues import href_of
from cauce.node.cases.world import library
from cauce.node.frame import clock
from cauce.node.law import texts
from cauce.node.record.loop import settle
from cauce.node.record.models import Event
from cauce.node.record.readings import flush_readings, record_reading
from cauce.node.witness.alarms import FORK, raise_alarm
from cauce.node.witness.models import Alarm
from tests.node.cases.forms import without_tokens
from tests.node.law.test_texts import LAW
from tests.node.stage import accredit, file, sign_in_as

pytestmark = pytest.mark.django_db

#: a case of the prosecutor of Chihuahua about an agent of the United States, whose mission has nothing to do in it
OWNER, ADDRESSEE, MISSION = "fgj-chh", "sre", "embassy-us"
COLLEAGUE, OUTSIDER, AUDITOR = "fgj-son", "embassy-de", "auditor"
ROLES = (OWNER, ADDRESSEE, MISSION, COLLEAGUE, OUTSIDER, AUDITOR)
NOBODY = "nobody"

#: page → what each role gets, in the order of ROLES, and whoever is not signed in
PAGES = {
    "/due/": "200 200 200 200 200 200 302",
    "/docket/": "200 200 200 200 200 200 302",
    "/cases/": "200 200 200 200 200 200 302",
    "/cases/new/": "200 200 200 200 200 200 302",
    "/cases/new/mx-lsn/communication/hold/": "200 200 403 200 403 403 302",
    "/cases/new/mx-lsn/accreditation/request/": "403 403 200 403 200 403 302",
    "/cases/{case}/": "200 200 404 404 404 200 302",
    "/cases/{case}/acts/1/": "200 200 404 404 404 200 302",
    "/cases/{case}/acts/9/": "404 404 404 404 404 404 302",
    "/cases/{case}/report/": "200 200 404 404 404 403 302",
    "/cases/{case}/acknowledge/": "403 403 404 404 404 403 302",
    "/cases/{case}/dance/": "404 404 404 404 404 404 302",
    "{duty}": "404 200 200 404 404 404 302",
    # the record: whose act it is, nobody else is told by any of its four pages
    "/record/": "200 200 200 200 200 200 200",
    "/record/checkpoint": "200 200 200 200 200 200 200",
    "/record/vkey": "200 200 200 200 200 200 200",
    "/record/policy/public": "200 200 200 200 200 200 200",
    "/record/policy/court": "404 404 404 404 404 404 404",
    "/record/status.json": "200 200 200 200 200 200 200",
    "/record/verify/": "200 200 200 200 200 200 200",
    "/record/verify/verify.js": "200 200 200 200 200 200 200",
    "/record/verify/index.html": "200 200 200 200 200 200 200",
    "/record/words/": "200 200 200 200 200 200 200",
    "/record/words/?entry=0": "302 302 302 302 302 302 302",
    "/record/words/{entry}/": "200 200 200 200 200 200 200",
    "/record/words/999/": "404 404 404 404 404 404 404",
    "/record/{entry}/": "200 200 404 404 404 200 302",
    "/record/{entry}/receipt.txt": "200 200 404 404 404 200 302",
    "/record/{entry}/receipt.txt?for=court": "404 404 404 404 404 404 302",
    "/record/{entry}/receipt.pdf": "200 200 404 404 404 200 302",
    "/record/{entry}/act.json": "200 200 404 404 404 200 302",
    "/record/{entry}/event.json": "404 404 404 404 404 404 302",
    # an event: to the office whose case was read, and not even to others that may read the case
    "/record/readings/{case}/": "200 404 404 404 404 404 302",
    "/record/readings/{settled}/": "404 200 404 404 404 404 302",
    "/record/readings/MX-2021-999999/": "404 404 404 404 404 404 302",
    "/record/{event}/": "200 404 404 404 404 404 302",
    "/record/{event}/receipt.txt": "200 404 404 404 404 404 302",
    "/record/{event}/event.json": "200 404 404 404 404 404 302",
    "/record/{event}/act.json": "404 404 404 404 404 404 302",
    "/record/sign-ins/": "200 200 200 200 200 200 302",
    "/record/999/": "404 404 404 404 404 404 302",
    "/record/999/receipt.txt": "404 404 404 404 404 404 302",
    "/record/999/receipt.pdf": "404 404 404 404 404 404 302",
    "/record/999/act.json": "404 404 404 404 404 404 302",
    "/record/999/event.json": "404 404 404 404 404 404 302",
    # alarms: for the offices of the host state, nothing is there for anybody else
    "/record/alarms/": "200 200 404 200 404 200 302",
    "/record/alarms/{alarm}/evidence.txt": "200 200 404 200 404 200 302",
    "/record/alarms/{alarm}/seen/": "405 405 405 405 405 405 302",
    "/record/alarms/999/evidence.txt": "404 404 404 404 404 404 302",
    # the witness: for programs, whoever sent them
    "/witness/vkey": "200 200 200 200 200 200 200",
    "/witness/latest": "404 404 404 404 404 404 404",
    f"/witness/{'0' * 64}/checkpoint": "404 404 404 404 404 404 404",
    "/witness/add-checkpoint": "405 405 405 405 405 405 405",
    # the register: a state sees its own, whoever shares a case sees whom it is about, whoever reads all sees all
    "/register/": "200 200 200 200 200 200 302",
    "/register/?on=2020-06-01&known=2021-01-01": "200 200 200 200 200 200 302",
    "/register/missions/": "200 200 200 200 200 200 302",
    "/register/offices/": "200 200 200 200 200 200 302",
    "/register/states/": "200 200 200 200 200 200 302",
    "/register/people/us-hale/": "200 200 200 404 404 200 302",
    "/register/people/us-hale/?on=2020-06-01": "200 200 200 404 404 200 302",
    "/register/people/us-nunez/": "404 200 200 404 404 200 302",
    "/register/people/de-koester/": "404 200 404 404 200 200 302",
    "/register/people/nobody/": "404 404 404 404 404 404 302",
    # the law is public, and so is what an act has settled; only its host's offices open the case that settles it
    "/law/": "200 200 200 200 200 200 200",
    "/law/mx-lsn/": "200 200 200 200 200 200 200",
    "/law/mx-lsn/?at=2019-01-01": "200 200 200 200 200 200 200",
    "/law/mx-lsn/rules/meeting.report/": "302 302 302 302 302 302 302",
    "/law/mx-lsn/open/": "200 200 200 200 200 200 200",
    "/law/mx-lsn/sources/": "200 200 200 200 200 200 200",
    "/law/mx-lsn/compare/": "200 200 200 200 200 200 200",
    "/law/mx-lsn/words/lsn/": "200 200 200 200 200 200 200",
    "/law/mx-lsn/words/lsn/70/": "200 200 200 200 200 200 200",
    "/law/mx-lsn/words/lsn/999/": "404 404 404 404 404 404 404",
    "/law/mx-lsn/words/decree-2020/": "404 404 404 404 404 404 404",
    "/law/nowhere/": "404 404 404 404 404 404 404",
    "/cases/new/mx-lsn/settings/adopt-reading/": "403 200 403 403 403 403 302",
    "/cases/new/mx-lsn/settings/set-parameter/": "403 200 403 403 403 403 302",
    "/cases/new/mx-lsn/settings/declare-days/": "403 200 403 403 403 403 302",
    "/cases/{settled}/": "404 200 404 404 404 200 302",
    "/cases/{settled}/acts/1/": "404 200 404 404 404 200 302",
    # the frame and the people: open to all, or to whoever is signed in
    "/": "302 302 302 302 302 302 302",
    "/language/?to=en": "302 302 302 302 302 302 302",
    "/patterns/": "404 404 404 404 404 404 404",
    "/sign-in/": "200 200 200 200 200 200 200",
    "/sign-out/": "200 200 200 200 200 200 200",
    "/office/": "200 200 200 200 200 200 302",
    "/password/": "200 200 200 200 200 200 302",
}
#: forms that are sent
POSTS = {
    "/cases/new/mx-lsn/communication/hold/": "200 200 200 200 200 200 403",
    "/cases/{case}/report/": "200 200 404 404 404 200 403",
    "/cases/{case}/acknowledge/": "200 200 404 404 404 200 403",
    "/cases/{case}/": "200 200 404 404 404 200 403",
    "/record/{entry}/act.json": "405 405 405 405 405 405 403",
    "/record/readings/{case}/": "405 405 405 405 405 405 403",
    "/record/alarms/{alarm}/seen/": "302 302 404 302 404 302 403",
    "/record/alarms/999/seen/": "404 404 404 404 404 404 403",
    "/witness/add-checkpoint": "400 400 400 400 400 400 400",
    "/register/": "405 405 405 405 405 405 403",
    "/register/people/us-hale/": "405 405 405 405 405 405 403",
    "/law/mx-lsn/": "405 405 405 405 405 405 405",
    "/due/": "200 200 200 200 200 200 403",
    "{duty}": "404 200 200 404 404 404 403",
}
#: patterns that have no row: those of the demonstration's entrances, which no other node has
WITHOUT_ROW = {"entrances"}


@pytest.fixture
def there(stage: None, at: Callable[[str], None], tmp_path: Path) -> dict[str, object]:
    """
    A case, its entry and that of who read it, one that settled a reading, what a mission owes for an agent and month.

    An invented text stands for the words of the law.
    """
    at("2021-02-05")
    (tmp_path / "law.txt").write_text(LAW)
    texts.load(tmp_path / "law.txt", library(), "lsn")
    told = {"agent": "us-hale", "day": "2021-02-03", "contact": "call", "place": "MX-CHH"}
    case = file("communication", "hold", OWNER, "2021-02-04", **told).case
    document = {"first_day": "2021-02-04", "document": "Acuerdo 1", "reading": "rolled"}
    settled = file("settings", "adopt-reading", ADDRESSEE, "2021-02-04", **document).case
    accredit("us-nunez", "2021-01-20", "2021-12-31")
    recur.catch_up()
    duty = href_of(Duty.objects.get(case=None, about="us-nunez"))
    entry = case.acts.values_list("entry", flat=True).get()
    record_reading(case.ref, ADDRESSEE, "person-sre", clock.now(), "case")
    flush_readings()
    settle()
    event = Event.objects.get(kind="readings").entry
    raise_alarm(FORK, "log.example", "two checkpoints")
    alarm = Alarm.objects.values_list("pk", flat=True).get()
    there = {"case": case.ref, "settled": settled.ref, "duty": duty, "entry": entry}
    return {**there, "alarm": alarm, "event": event}


def browser(role: str) -> Client:
    return Client() if role == NOBODY else sign_in_as(role)


def table() -> Iterator[tuple[str, str, str]]:
    for method, pages in (("get", PAGES), ("post", POSTS)):
        for path, codes in pages.items():
            yield method, path, codes


def test_who_may_open_what(there: dict[str, object]) -> None:
    """The whole table at once: the stage is set once, and everyone signs in once for each row, as some sign out."""
    wrong = []
    for method, path, codes in table():
        found = [getattr(browser(role), method)(path.format(**there)).status_code for role in (*ROLES, NOBODY)]
        if " ".join(map(str, found)) != codes:
            wrong.append(f"{method} {path}: {' '.join(map(str, found))}, not {codes}")
    assert not wrong, "\n".join(wrong)


def test_every_address_of_the_node_has_a_row(there: dict[str, object]) -> None:
    """A new page is one that somebody may open and somebody may not: say who, in the table above."""
    named = {resolve(urlsplit(path.format(**there)).path).url_name for path in PAGES}
    assert set(names(get_resolver().url_patterns)) - WITHOUT_ROW == named


def names(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str | None]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield pattern.name


@pytest.mark.parametrize("role", [MISSION, COLLEAGUE, OUTSIDER])
def test_a_case_that_is_not_theirs_is_one_that_does_not_exist(there: dict[str, object], role: str) -> None:
    client, ref = browser(role), str(there["case"])
    for path in ("/cases/{}/", "/cases/{}/report/", "/cases/{}/acts/1/"):
        for method in (client.get, client.post):
            theirs, none = method(path.format(ref)), method(path.format("MX-2021-999999"))
            assert same(theirs, ref) == same(none, "MX-2021-999999")
            assert none.status_code == 404


def same(response: HttpResponse, ref: str) -> tuple[int, str]:
    """Return what tells one answer from another: the status and the page, but for the address itself."""
    return response.status_code, unquote(without_tokens(response)).replace(ref, "…")


def test_nobody_files_for_an_office_that_is_not_theirs(there: dict[str, object]) -> None:
    sent = {"step": "file", "token": "t" * 20, "seen": "1", "day": "2021-02-03", "contact": "call"}
    before = Act.objects.count()
    for role in (MISSION, COLLEAGUE, OUTSIDER, AUDITOR, NOBODY):
        browser(role).post(f"/cases/{there['case']}/report/", sent)
    assert Act.objects.count() == before


def test_a_duty_of_others_is_one_that_does_not_exist(there: dict[str, object]) -> None:
    client = browser(OUTSIDER)
    duty = str(there["duty"])
    theirs, none = client.get(duty), client.get("/due/mx-lsn/monthly-report/2021-01/embassy-us/nobody/")
    assert same(theirs, duty) == same(none, "/due/mx-lsn/monthly-report/2021-01/embassy-us/nobody/")
