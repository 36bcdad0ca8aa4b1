"""A law of any size stands on pages that no one of them is too heavy, and every link to a rule finds it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from cauce.node.cases.world import library
from cauce.node.law import pages, sheets, texts
from cauce.node.law.articles import parts_of
from cauce.node.law.heading import Heading, heading_of
from tests.support.looks import LARGEST

pytestmark = pytest.mark.django_db
DAY = date(2021, 9, 30)


def head() -> Heading:
    return heading_of(library().regimes["mx-lsn"], DAY, DAY, "law-regime", library())


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages with little room, as if the law were four times as long."""
    monkeypatch.setattr(sheets, "ROOM", 30_000)


def test_a_law_stands_on_pages_within_their_room(small: None) -> None:
    version = library().regimes["mx-lsn"].in_force(DAY)
    parts = parts_of(version, {}, {}, {}, DAY)
    shown = [pages.laid_out(parts, head(), str(number)) for number in range(1, 40)]
    count = len(shown[0]["sheets"])  # type: ignore[arg-type]
    assert count > 3
    for each in shown[:count]:
        assert sum(len(article.encode()) for article in each["articles"]) <= 30_000  # type: ignore[attr-defined]
    assert shown[count]["sheet"] == shown[0]["sheet"], "a page that there is not is the first"


def test_each_article_and_rule_stands_once_in_its_order(small: None) -> None:
    version = library().regimes["mx-lsn"].in_force(DAY)
    parts = parts_of(version, {}, {}, {}, DAY)
    shared = sheets.sheets_of(parts, lambda part: 500 + 900 * part.number + 100 * len(part.also))
    rules = [rule.anchor for part in parts for _, rule in sheets._rules(part)]
    assert [rule.anchor for sheet in shared for part in sheet.parts for _, rule in sheets._rules(part)] == rules
    pieces = [part for sheet in shared for part in sheet.parts]
    assert [part.key for part in pieces if not part.continued] == [part.key for part in parts]
    assert any(part.continued for part in pieces), "an article too long for a page is cut"
    assert all(before.key == after.key for before, after in pairwise(pieces) if after.continued)
    assert sum(len(part.also) for part in pieces) == sum(len(part.also) for part in parts)


def test_an_article_of_a_thousand_rules_is_cut(small: None) -> None:
    version = library().regimes["mx-lsn"].in_force(DAY)
    part = max(parts_of(version, {}, {}, {}, DAY), key=lambda each: each.number)
    ((title, rule), *_) = sheets._rules(part)
    many = replace(
        part, groups=sheets._grouped([(title, replace(rule, kind="duty", code=f"a.b{n}")) for n in range(1000)])
    )
    shared = sheets.sheets_of([many], lambda each: 500 + 900 * each.number)
    assert len(shared) > 30
    assert sheets.places_of(shared)["a.b999"] == len(shared)


@pytest.mark.parametrize("room", [30_000, sheets.ROOM])
def test_every_link_to_a_rule_finds_it(monkeypatch: pytest.MonkeyPatch, at: Callable[[str], None], room: int) -> None:
    at("2021-09-30")
    monkeypatch.setattr(sheets, "ROOM", room)
    client, seen = Client(headers={"Accept-Language": "es"}), set()
    page = client.get("/law/mx-lsn/").content.decode()
    addresses = dict.fromkeys(re.findall(r'href="(/law/mx-lsn/(?:\?sheet=\d+)?)"', page))
    bodies = {address: client.get(address).content.decode() for address in addresses}
    for address, body in bodies.items():
        for query, anchor in re.findall(r'href="(\?[^"#]*)?#([^"]+)"', body):
            target = address if not query else f"/law/mx-lsn/{query if query != '?' else ''}"
            if anchor not in seen and (query or anchor.startswith(("art-", "meeting", "recurring"))):
                assert f'id="{anchor}"' in bodies[target], f"{address} → {target}#{anchor}"
                seen.add(anchor)
    assert len(seen) > 10
    for code in ("meeting.report", "meeting.authorised", "meeting.hold"):
        answer = client.get(reverse("law-rule", args=["mx-lsn", code]))
        page, _, anchor = answer["Location"].partition("#")
        assert f'id="{anchor}"' in bodies[page.removesuffix("?")], answer["Location"]
        assert client.get(page).status_code == 200


def test_whole_texts_leave_each_page_within_its_limit(tmp_path, at: Callable[[str], None]) -> None:  # type: ignore[no-untyped-def]
    """However much was loaded: an article of half a megabyte, four thousand articles."""
    at("2021-09-30")
    long = "\n".join(f"Párrafo {n} de un artículo inventado que no termina nunca y que nadie lee." for n in range(7000))
    many = "\n".join(f"Artículo {n}.- Este artículo no dice nada." for n in range(200, 4200))
    path = tmp_path / "long.txt"
    path.write_text(f"LEY\nÚltima reforma publicada DOF 14-11-2025\nArtículo 70.- {long}\n{many}\n")
    texts.load(path, library(), "lsn")
    client, seen = Client(headers={"Accept-Language": "es"}), set()
    waiting = ["/law/mx-lsn/", "/law/mx-lsn/words/lsn/", "/law/mx-lsn/words/lsn/70/"]
    while waiting:
        address = waiting.pop()
        seen.add(address)
        body = client.get(address).content
        assert len(body) < LARGEST, f"{address} has {len(body)} bytes"
        found = re.findall(r'href="[^"?#]*(\?[^"#]*sheet=\d+)"', body.decode())
        waiting += sorted(
            {address.partition("?")[0] + href.replace("&amp;", "&") for href in found} - seen - set(waiting)
        )
    assert len(seen) > 6
