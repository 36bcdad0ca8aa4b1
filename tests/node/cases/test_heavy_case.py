"""A case with long answers stands on as many pages as it needs, and no act is passed over."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from cauce.node.cases.present.stretch import SIZE
from tests.node.stage import file, sign_in_as
from tests.support.looks import LARGEST

pytestmark = pytest.mark.django_db


def test_a_case_of_long_texts_stays_within_the_limit(stage: None, at: Callable[[str], None]) -> None:
    """As long as a text may be, of a character that takes five in the markup."""
    at("2021-03-30")
    told = {"agent": "us-hale", "day": "2021-02-03", "contact": "call", "place": "MX-CHH"}
    case = file("communication", "hold", "fgj-chh", "2021-02-04", **told).case
    for number in range(44):
        long = {"corrected_act": "1", "explanation": f"{number:02}" + "&" * 998}
        file("communication", "correct", "fgj-chh", f"2021-02-{number // 4 + 5:02}", case=case.ref, **long)
    client, address, seen = sign_in_as("fgj-chh"), f"/cases/{case.ref}/", dict[str, list[int]]()
    waiting = [""]
    while waiting:
        query = waiting.pop()
        body = client.get(address + query).content
        assert len(body) < LARGEST, f"{address}{query} has {len(body)} bytes"
        seen[query] = [int(number) for number in re.findall(r'id="act-(\d+)"', body.decode())]
        waiting += set(re.findall(r'href="(\?up-to=\d+)"', body.decode())) - seen.keys() - set(waiting)
    assert {number for shown in seen.values() for number in shown} == set(range(1, 46))
    assert len(seen) > 2
    assert max(map(len, seen.values())) < SIZE
    assert all(shown == list(range(shown[0], shown[-1] + 1)) for shown in seen.values()), "each page is a stretch"
