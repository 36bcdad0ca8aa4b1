"""The standings of a person that pages of a case show: what their reader sees on the register, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.node.stage import accredit, file, sign_in_as

pytestmark = pytest.mark.django_db
#: what the chip says of an agent who may work in Chihuahua
TO = "to 31 Dec 2021"
HELD = {"agent": "us-hale", "day": "2021-02-03", "contact": "call", "place": "MX-CHH"}
HOLD = "/cases/new/mx-lsn/communication/hold/"


@pytest.fixture
def there(stage: None, at: Callable[[str], None]) -> None:
    """An agent accredited for one state, and armed."""
    accredit("us-hale", "2021-01-04", "2021-12-31", ("MX-CHH",))
    at("2021-02-05")


def checked(client: Client, **fields: str) -> str:
    """Return the page on which answers are checked before they are filed."""
    page = client.post(HOLD, {"step": "check", **HELD, **fields}).content.decode()
    assert "Check your answers" in page, page
    return page[: page.index("Sign and file")].partition('<dl class="rows"')[2].partition("</dl>")[0]


def test_a_code_that_is_typed_opens_nothing(there: None) -> None:
    """Nothing is filed, so whoever does not see the person on the register is told no standing and no territory."""
    assert TO not in checked(sign_in_as("fgj-chh"))


def test_whoever_sees_the_person_is_told_what_the_procedure_asks(there: None) -> None:
    assert sign_in_as("fgj-chh").get("/register/people/us-hale/").status_code == 404
    file("communication", "hold", "fgj-chh", "2021-02-04", **HELD)
    assert sign_in_as("fgj-chh").get("/register/people/us-hale/").status_code == 200
    assert TO in checked(sign_in_as("fgj-chh"))
    assert TO not in checked(sign_in_as("fgj-son")), "another office shares no case about this person"


def test_a_case_shows_of_a_person_what_its_reader_sees_on_the_register(there: None) -> None:
    ref = file("communication", "hold", "fgj-chh", "2021-02-04", **HELD).case.ref
    for office in ("fgj-chh", "sre", "auditor"):
        assert TO in sign_in_as(office).get(f"/cases/{ref}/").content.decode(), office


def test_a_case_shows_no_standing_that_none_of_its_rules_asks_about(
    there: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A prosecutor who reads a case about an agent does not learn of every standing that the agent has."""
    from cauce.node.register import access

    ref = file("communication", "hold", "fgj-chh", "2021-02-04", **HELD).case.ref
    monkeypatch.setattr(access, "_asked_by", lambda regime, procedure: frozenset())
    assert TO not in sign_in_as("fgj-chh").get(f"/cases/{ref}/").content.decode()
    assert TO in sign_in_as("sre").get(f"/cases/{ref}/").content.decode(), "it reads every accreditation"
