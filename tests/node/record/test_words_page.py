"""The public page of an entry's words: open to all, of published entries only, in both languages on every page."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from cauce.node.record import words
from cauce.node.record.models import Entry
from cauce.node.record.store import head
from cauce.node.record.words import number_in
from cauce.record import commit, entry_words, parse_checkpoint, parse_note, parse_receipt
from tests.node.stage import same_page

if TYPE_CHECKING:
    from cauce.node.cases.take import Taken

CASE_WORDS = re.compile(r"MX-\d{4}-\d{6}|fgj-chh|Chihuahua")


@pytest.mark.parametrize("lang", ["es", "en"])
def test_anybody_sees_the_words_of_an_entry_in_both_languages(call: "Taken", lang: str) -> None:
    page = Client(headers={"Accept-Language": lang}).get(f"/record/words/{call.entry.index}/")
    text, entry = page.content.decode(), commit(bytes(call.entry.nonce), bytes(call.entry.digest))
    found = entry_words("cauce.example/mx", call.entry.index, entry)
    for one, other in zip(found[::2], found[1::2], strict=True):
        assert f'<td lang="es">{one.es} · {other.es}</td>' in text
        assert f'<td lang="en">{one.en} · {other.en}</td>' in text
    assert entry.hex() in text
    assert ("covers 5 entries" if lang == "en" else "abarca 5 entradas") in text


def test_the_page_tells_nothing_that_the_log_does_not(call: "Taken") -> None:
    text = Client().get(f"/record/words/{call.entry.index}/").content.decode()
    secrets = (bytes(call.entry.nonce).hex(), bytes(call.entry.digest).hex())
    assert not any(secret in text for secret in secrets)
    assert not CASE_WORDS.search(text.replace("cauce.example/mx", ""))


def test_an_entry_that_waits_for_its_checkpoint_is_one_that_does_not_exist(call: "Taken") -> None:
    waiting = head().size
    Entry.objects.create(index=waiting, nonce=b"n" * 32, digest=b"d" * 32)
    there, none = (Client().get(f"/record/words/{index}/") for index in (waiting, 999))
    assert there.status_code == none.status_code == 404
    assert same_page(there).replace(str(waiting), "999") == same_page(none).replace(str(waiting), "999")


@pytest.mark.parametrize(
    ("lang", "said"), [("es", "no tiene la entrada 9,999; tiene 5 "), ("en", "has no entry 9,999; it has 5,")]
)
def test_whoever_asks_for_an_entry_that_is_not_there_is_told_so_and_asked_again(
    call: "Taken", lang: str, said: str
) -> None:
    answer = Client(headers={"Accept-Language": lang}).get("/record/words/", {"entry": "9,999"}, follow=True)
    text = answer.content.decode()
    assert answer.status_code == 404
    assert said in text
    assert "node.E034" in text
    assert 'value="9999"' in text


@pytest.mark.django_db
def test_before_the_first_entry_there_are_no_words() -> None:
    assert Client().get("/record/words/0/").status_code == 404


def test_the_page_of_the_receipt_and_the_public_page_say_the_same(
    call: "Taken", sign_in: Callable[..., Client]
) -> None:
    client, rows = sign_in("fgj-chh"), re.compile(r'<td lang="es">(.*?)</td>')
    own = rows.findall(client.get(f"/record/{call.entry.index}/").content.decode())
    public = rows.findall(Client().get(f"/record/words/{call.entry.index}/").content.decode())
    assert len(own) == 7
    assert own == public


def test_they_follow_from_what_is_public(call: "Taken", sign_in: Callable[..., Client]) -> None:
    """The entry on the page is the one that the receipt proves, and the record's name that of its checkpoint."""
    read = parse_receipt(sign_in("sre").get(f"/record/{call.entry.index}/receipt.txt").content.decode())
    found = words.published(call.entry.index)
    assert found.entry == commit(read.nonce, read.digest)
    assert found.origin == parse_checkpoint(parse_note(read.checkpoint).text).origin


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *(("4710", 4710), ("4,710", 4710), (" 4 710 ", 4710), ("4.710", 4710), ("0", 0)),
        *(("", None), ("-1", None), ("4a", None), ("٤", None), ("1" * 16, None)),
    ],
)
def test_a_number_is_read_as_the_paper_prints_it(typed: str, number: int | None) -> None:
    assert number_in(typed) == number


@pytest.mark.django_db
def test_a_number_leads_to_its_words() -> None:
    answer = Client().get("/record/words/", {"entry": "4,710"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/record/words/4710/")


@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "said"), [("es", "no es un número de entrada"), ("en", "is no number of an entry")])
def test_what_is_no_number_is_given_back_with_what_to_do(lang: str, said: str) -> None:
    text = Client(headers={"Accept-Language": lang}).get("/record/words/", {"entry": "<b>abc"}).content.decode()
    assert said in text
    assert "node.E033" in text
    assert 'value="&lt;b&gt;abc"' in text
    assert "node.E033" not in Client().get("/record/words/").content.decode()
