"""What is shown when something is wrong: a code, plain words in the reader's language, and what to do."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from cauce.node.frame import clock, errors, pages
from cauce.node.frame.errors import NodeError
from cauce.node.people import acting

pytestmark = pytest.mark.urls("tests.node.frame.urls")
FORTY_MEGABYTES = 40 * 1024 * 1024


@pytest.fixture(params=["es", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)


@pytest.fixture
def client(lang: str) -> Client:
    """A browser that prefers that language and is shown the page of an error instead of the error."""
    return Client(raise_request_exception=False, headers={"Accept-Language": lang})


@pytest.mark.parametrize(
    ("name", "status", "error"),
    [
        ("bug", 500, pages.Failure),
        ("query", 500, pages.Failure),
        ("locked", 503, errors.DatabaseLocked),
        ("readonly", 503, errors.DatabaseReadOnly),
        ("full", 503, errors.DatabaseFull),
        ("away", 503, errors.DatabaseAway),
        ("not-here", 404, pages.NotHere),
        ("forbidden", 403, pages.Forbidden),
    ],
)
def test_an_error_is_a_page_with_code_words_and_advice(
    client: Client, lang: str, name: str, status: int, error: type[NodeError]
) -> None:
    """In the language of the reader, and with nothing of the program's inside."""
    answer = client.get(f"/fail/{name}/")
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{lang}">' in page
    for words in (error.code, error.says[lang], error.hint[lang]):
        assert words in page
    assert "internal words" not in page
    assert "Traceback" not in page
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_page_of_a_failure_and_the_log_share_a_reference(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """So that whoever runs the node finds what happened."""
    page = client.get("/fail/bug/").content.decode()
    reference = re.findall(r"<code>([0-9a-f]{8})</code>", page)
    assert len(reference) == 1
    assert reference[0] in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_database_that_cannot_is_worth_another_try(client: Client) -> None:
    """And says after how long."""
    assert client.get("/fail/locked/")["Retry-After"] == "30"


def test_an_error_of_the_kernel_keeps_its_own_code(client: Client, lang: str) -> None:
    """And what it quotes is escaped."""
    answer = client.get("/fail/kernel/")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "law.E004" in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<b>x</b>" not in page


def test_no_such_page_and_no_right_to_know_are_the_same_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the address, which the reader wrote and finds again in the way to the other language."""
    noon = datetime(2021, 2, 3, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: noon)  # a page says when it was made
    absent, hidden = client.get("/miss/not-here/"), client.get("/fail/not-here/")
    assert absent.status_code == hidden.status_code == 404
    assert absent.content.replace(b"miss", b"fail") == hidden.content
    assert absent.headers == hidden.headers


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain"])
def test_forty_megabytes_are_turned_away_with_a_page(client: Client, lang: str, kind: str) -> None:
    """Before they are read into memory, with the sizes and what to do."""
    body = b"text=" + b"x" * FORTY_MEGABYTES
    answer = client.generic("POST", "/take/", body, content_type=kind, headers={"Sec-Fetch-Site": "same-origin"})
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "page.E413" in page
    assert "40.0 MB" in page
    assert "1.0 MB" in page
    assert pages.TooLarge.hint[lang] in page


@pytest.mark.parametrize(("size", "status"), [(1024 * 1024 - 5, 200), (1024 * 1024 - 4, 413)])
def test_the_limit_is_one_megabyte_of_the_whole_form(client: Client, size: int, status: int) -> None:
    """The last octet that is taken, and one more."""
    body = b"text=" + b"x" * size
    answer = client.generic("POST", "/take/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == status


def test_too_many_answers_are_told_apart_from_too_much_text(client: Client) -> None:
    """A form of ten thousand fields is no form of ours."""
    answer = client.post("/take/", {f"f{number}": "x" for number in range(10_000)})
    assert answer.status_code == 400
    assert "page.E400" in answer.content.decode()


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded; charset=utf-16",
        "multipart/form-data",
        "multipart/form-data; boundary=\N{LATIN SMALL LETTER E WITH ACUTE}",
    ],
)
def test_a_form_that_cannot_be_read_gets_a_page_too(client: Client, kind: str) -> None:
    """The page gives back what was written, and must not stumble over the same form again."""
    site = {"Sec-Fetch-Site": "same-origin"}
    answer = client.generic("POST", "/take/", b"topic=46", content_type=kind, headers=site)
    assert answer.status_code == 400
    assert "page.E400" in answer.content.decode()


WROTE = {"topic": "forty-six <rifles>", "old-password": "tres tigres", "csrfmiddlewaretoken": "x", "next": "/x/"}


@pytest.mark.parametrize(("site", "kept"), [("same-origin", True), ("cross-site", False), ("none", False), ("", False)])
def test_an_error_gives_back_what_was_written(client: Client, site: str, kept: bool) -> None:
    """In a form of ours, without its passwords; what another site sent is not shown as anybody's words."""
    page = client.post("/fail/locked/", WROTE, headers={"Sec-Fetch-Site": site}).content.decode()
    assert ("forty-six &lt;rifles&gt;" in page) is kept
    assert "tigres" not in page
    assert "csrfmiddlewaretoken" not in page


def test_a_form_that_is_too_old_gives_back_what_was_written(lang: str) -> None:
    """Its session ended, not the work that is in it."""
    strict = Client(enforce_csrf_checks=True, headers={"Accept-Language": lang, "Sec-Fetch-Site": "same-origin"})
    answer = strict.post("/take/", WROTE)
    assert answer.status_code == 403
    assert "forty-six &lt;rifles&gt;" in answer.content.decode()


def test_the_wrong_method_has_a_page_too(client: Client) -> None:
    """And still says which are right."""
    answer = client.get("/take/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "page.E405" in answer.content.decode()


def test_a_host_that_is_not_ours_is_told_nothing(client: Client) -> None:
    """Not even its own name back."""
    answer = client.get("/sign-in/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil" not in answer.content


def test_every_error_has_a_code_of_its_own_and_both_languages() -> None:
    """Codes are stable names; no two errors share one and none is half told."""
    kinds = [
        found
        for module in (errors, pages, acting)
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, NodeError) and found.__module__ == module.__name__
    ]
    codes = [kind.code for kind in kinds]
    assert len(set(codes)) == len(codes) > 20
    for kind in kinds:
        assert set(kind.says) == {"en", "es"}, kind
        assert all(kind.says.values()), kind
