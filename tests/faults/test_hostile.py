"""What no person types into the form of an act: an answer with a reason, never a broken page, never half an act."""

from __future__ import annotations

import json

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cauce.node.cases.bodies import bodies_of, body_of
from cauce.node.cases.models import Act
from tests.faults.filing import HELD
from tests.faults.truth import assert_sound

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


def send(client: Client, body: bytes | str, kind: str = FORM) -> HttpResponse:
    """Send a body to the form of a meeting as it is."""
    return client.post(reverse("open-case", args=["mx-lsn", "meeting", "hold"]), body, content_type=kind)


def encoded(**more: str) -> str:
    """The fields of a good form and others, percent-encoded where they say so themselves."""
    return "&".join(f"{name}={value}" for name, value in (HELD | more).items())


TEXTS = {
    "control characters": ("uno%07dos", "field.E208"),
    "NUL": ("uno%00dos", "field.E208"),
    "right-to-left override": ("uno%E2%80%AEsod", "field.E208"),
    "isolate": ("uno%E2%81%A6dos", "field.E208"),
    "private use": ("%EE%80%80", "field.E208"),
    "too long": ("x" * 5000, "field.E207"),
}


@pytest.mark.parametrize("what", TEXTS)
def test_a_text_that_hides_something_comes_back_with_its_reason(clerk: Client, what: str) -> None:
    """The form is shown again with a code; nothing is filed."""
    text, code = TEXTS[what]
    page = send(clerk, encoded(topic=text))
    assert (page.status_code, code in page.content.decode()) == (200, True)
    assert Act.objects.count() == 1
    assert assert_sound() == 1


@pytest.mark.parametrize("text", ["%ED%A0%80", "%FF%FE", "%C3", "%EF%BF%BD"])
def test_half_of_a_character_is_refused_and_nothing_else_is_lost(clerk: Client, text: str) -> None:
    """A surrogate, or bytes that are no UTF-8, cannot be in an act; nor can the sign that stands for them."""
    page = send(clerk, encoded(topic=f"Robo{text}"))
    assert (page.status_code, "field.E217" in page.content.decode()) == (200, True)
    assert "Robo\ufffd" in page.content.decode(), "what did arrive is still in its field"
    for body in bodies_of(Act.objects.select_related("case")):
        json.loads(body.decode())
    assert assert_sound() == 1


def test_forty_megabytes_get_a_page_that_says_how_much_is_too_much(clerk: Client) -> None:
    """Turned away before anything looks at them, with a code."""
    page = send(clerk, b"topic=" + b"x" * 40_000_000)
    assert page.status_code == 413
    assert "E" in page.content.decode()
    assert Act.objects.count() == 1


def test_ten_thousand_fields_are_too_many(clerk: Client) -> None:
    """The same whether they have names of the form or others."""
    for name in ("topic", "f{}"):
        page = send(clerk, "&".join(f"{name.format(number)}=x" for number in range(10_000)))
        assert 400 <= page.status_code < 500
    assert Act.objects.count() == 1


def test_other_kinds_of_content_file_nothing(clerk: Client) -> None:
    """JSON however deep, XML, nothing at all: no act, and no error of the node's."""
    bodies = (
        (b"[" * 100_000, "application/json"),
        (json.dumps(HELD).encode(), "application/json"),
        (b"<a/>", "text/xml"),
        (b"\0\xff" * 1000, "application/octet-stream"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"a=b", "multipart/form-data"),
        (encoded().encode(), "nonsense"),
        (b"", FORM),
    )
    for body, kind in bodies:
        page = send(clerk, body, kind)
        assert page.status_code < 500, (kind, page.status_code)
    assert Act.objects.count() == 1


def test_of_an_answer_given_twice_one_is_taken(clerk: Client) -> None:
    """As it stands, under one day of the fact."""
    assert send(clerk, encoded() + "&day=2021-02-02").status_code == 302
    act = json.loads(body_of(Act.objects.latest("pk")))
    assert act["fields"] == {name: value for name, value in HELD.items() if name != "step"} | {"day": "2021-02-02"}


@pytest.mark.parametrize("step", ["file", "check", "save"])
def test_a_field_that_nobody_asked_for_is_refused_and_nothing_is_lost(clerk: Client, step: str) -> None:
    """It is named and shown again, beside every answer that the form does have; empty it says nothing."""
    strange = "&by=sre&number=7&case=MX-2021-000001&colour=azul+marino&topic=Robo+de+autos&empty=&a%00b=x"
    page = send(clerk, encoded(step=step) + strange)
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count("[field.E202]") == 5, text
    for kept in ("azul marino", "Robo de autos", "us-hale", "2021-02-03"):
        assert kept in text
    assert "“empty”" not in text
    assert "«empty»" not in text
    assert "\0" not in text
    assert Act.objects.count() == 1
    assert send(clerk, encoded(topic="Robo+de+autos")).status_code == 302, "without them the form is taken"
    act = json.loads(body_of(Act.objects.latest("pk")))
    assert (act["by"], act["number"], act["case"]) == ("fgj-chh", 1, "MX-2021-000002")


@pytest.mark.parametrize(
    "path",
    ["/cases/MX-2021-999999/", "/cases/%00/", "/cases/MX-2021-000001%00/", "/cases/%ED%A0%80/", "/cases/new/x/y/z/",
     "/cases/new/mx-lsn/meeting/dance/", "/cases/MX-2021-000001/acts/999999/", "/cases/MX-2021-000001/dance/",
     "/due/99999999999999999999/", "/cases/?q=%00%ED%A0%80", "/cases/?after=%00", "/due/?owes=%00_%FF",
     "/due/?owes=2021-01-01_99999999999999999999",
     "/due/mx-lsn/%00/2021-01/x/", "/due/mx-lsn/x/2021-01/%ED%A0%80/y/z/",
     "/record/99999999999999999999/", "/record/99999999999999999999/receipt.txt"],
)  # fmt: skip
def test_an_address_that_cannot_be_breaks_nothing(clerk: Client, path: str) -> None:
    """Not there, or shown without what could not be meant."""
    assert clerk.get(path).status_code in (200, 302, 400, 403, 404)
