"""Role by page: who may open what. No right to know and no such thing are the same answer."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client

from cauce.node.cases import recur
from cauce.node.cases.models import Act, Duty
from cauce.node.cases.present.dues import href_of
from tests.node.cases.forms import without_tokens
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
}
#: forms that are sent
POSTS = {
    "/cases/new/mx-lsn/communication/hold/": "200 200 200 200 200 200 403",
    "/cases/{case}/report/": "200 200 404 404 404 200 403",
    "/cases/{case}/acknowledge/": "200 200 404 404 404 200 403",
}
TABLE = [(method, path, codes) for method, pages in (("get", PAGES), ("post", POSTS)) for path, codes in pages.items()]


@pytest.fixture
def there(stage: None, at: Callable[[str], None]) -> dict[str, object]:
    """The case, and the page of what a mission owes for an agent and month."""
    at("2021-02-05")
    told = {"agent": "us-hale", "day": "2021-02-03", "contact": "call", "place": "MX-CHH"}
    case = file("communication", "hold", OWNER, "2021-02-04", **told).case
    accredit("us-nunez", "2021-01-20", "2021-12-31")
    recur.catch_up()
    return {"case": case.ref, "duty": href_of(Duty.objects.get(case=None, about="us-nunez"))}


def browser(role: str) -> Client:
    return Client() if role == NOBODY else sign_in_as(role)


@pytest.mark.parametrize(("method", "path", "codes"), TABLE)
def test_who_may_open_what(there: dict[str, object], method: str, path: str, codes: str) -> None:
    wanted = dict(zip((*ROLES, NOBODY), map(int, codes.split()), strict=True))
    found = {role: getattr(browser(role), method)(path.format(**there)).status_code for role in wanted}
    assert found == wanted


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
