"""A receipt for an audience: under a checkpoint that its witnesses cosigned, and what is shown until there is one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from cauce.record import SigningKey, format_verifier_key, parse_receipt
from tests.node.record.audiences import NEIGHBOUR, PAPER, UNIVERSITY, publish, write_policies

if TYPE_CHECKING:
    from cauce.node.cases.take import Taken

BOTH = (NEIGHBOUR, UNIVERSITY)


@pytest.fixture
def node(
    call: "Taken", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign_in: Callable[..., Client]
) -> Callable[..., Client]:
    """The telephone call, fifth of nine entries, on a node with policies; called, a prosecutor who may read it."""
    from django.conf import settings

    from cauce.node.record.loop import settle
    from tests.node.stage import file

    for day in ("2021-02-05", "2021-02-06", "2021-02-07", "2021-02-08"):
        file("communication", "hold", "fgj-son", day, agent="us-hale", day=day, contact="call", place="MX-SON")
    settle()
    folder = write_policies(tmp_path / "policies")

    def configure(**changes: object) -> Client:
        conf = replace(settings.CAUCE, record_policies=folder, **changes)  # type: ignore[arg-type]
        monkeypatch.setattr(settings, "CAUCE", conf)
        return sign_in("fgj-chh")

    return configure


def size_of(client: Client, audience: str = "", path: str = "receipt.txt") -> int:
    answer = client.get(f"/record/4/{path}{audience and '?for='}{audience}")
    assert answer.status_code == 200
    return int(parse_receipt(answer.content.decode()).checkpoint.splitlines()[1])


def test_the_newest_checkpoint_that_the_audience_needs_is_taken(node: Callable[..., Client]) -> None:
    client = node()
    publish(5, BOTH)
    publish(6, BOTH)
    publish(7, [NEIGHBOUR])
    publish(8, [PAPER])
    publish(9)
    assert (size_of(client, "court"), size_of(client, "mission"), size_of(client, "public")) == (6, 7, 8)
    assert size_of(client) == 8


def test_a_checkpoint_that_does_not_cover_the_entry_is_not_taken(node: Callable[..., Client]) -> None:
    client = node()
    publish(4, BOTH)
    publish(9, [NEIGHBOUR])
    assert size_of(client, "court") == 9  # the best there is


def test_an_earlier_checkpoint_is_proved_from_the_files_of_the_latest(
    node: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The short files of its own size may be gone: made again, a record has those of its last size only."""
    from django.conf import settings

    from cauce.node.record import trees

    client = node()
    publish(6, BOTH)
    publish(9)
    for short in (settings.CAUCE.data / "record" / "tile" / "0" / "000.p").iterdir():
        if short.name != "9":
            short.unlink()
    monkeypatch.setattr(trees, "entries", lambda start, end: [])  # the tree is not grown anew
    assert size_of(client, "court") == 6


def test_a_closed_node_gives_no_receipt_before_the_quorum(node: Callable[..., Client], call: "Taken") -> None:
    client = node(record_closed=True)
    publish(4, BOTH)
    for path in ("receipt.txt", "receipt.pdf"):
        answer = client.get(f"/record/4/{path}?for=court")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        assert "is on its way" in answer.content.decode()
        assert 'href="/record/4/?for=court"' in answer.content.decode()
    page = client.get("/record/4/")
    assert page.status_code == 200
    assert "stored and safe" in page.content.decode()
    done = client.get(f"/cases/{call.case.ref}/acts/1/").content.decode()
    assert "Its receipt follows in moments" in done
    assert 'class="rec"' not in done
    publish(9, BOTH)
    assert size_of(client, "court") == 9
    assert "the receipt proves it" in client.get(f"/cases/{call.case.ref}/acts/1/").content.decode()


def test_a_closed_node_waits_for_the_audience_and_not_only_for_the_public(node: Callable[..., Client]) -> None:
    client = node(record_closed=True)
    publish(9, [PAPER])
    assert size_of(client) == 9
    assert client.get("/record/4/receipt.txt?for=court").status_code == 503


def test_the_page_says_for_whom_and_who_cosigned(node: Callable[..., Client]) -> None:
    from cauce.node.record.models import Checkpoint

    client = node()
    publish(6, BOTH)
    publish(9, [PAPER])
    page = client.get("/record/4/?for=court").content.decode()
    assert 'href="/record/4/receipt.txt?for=court"' in page
    assert 'href="/record/4/receipt.pdf?for=court"' in page
    assert '<a href="?for=court" aria-current="true">' in page
    assert "enough for its policy" in page
    for words in ("neighbour", "university", "14 Nov 2023, 22:13 UTC"):
        assert words in page
    assert "still lacks signatures" not in page
    Checkpoint.objects.filter(size=6).delete()
    page = client.get("/record/4/?for=court").content.decode()
    assert "not yet enough for its policy" in page
    assert "still lacks signatures of witnesses" in page  # beside what saves it, with what to do
    assert '<a href="?for=court">open this page again</a>' in page
    assert "paper" in page


def test_before_the_record_is_published_it_does_not_lead_to_words_that_nobody_sees(node: Callable[..., Client]) -> None:
    client = node()
    publish(4, BOTH)
    page = client.get("/record/4/").content.decode()
    assert "/record/words/4/" not in page
    assert "once the record is next published" in page
    publish(9, BOTH)
    assert 'href="/record/words/4/"' in client.get("/record/4/").content.decode()


def test_where_there_is_only_the_public_nothing_is_to_choose(call: "Taken", sign_in: Callable[..., Client]) -> None:
    page = sign_in("fgj-chh").get("/record/4/").content.decode()
    assert "Receipt for:" not in page
    assert "its policy requires no witness" in page


def test_an_audience_without_a_policy_is_not_there(node: Callable[..., Client]) -> None:
    client = node()
    for path in ("", "receipt.txt", "receipt.pdf"):
        assert client.get(f"/record/4/{path}?for=nobody").status_code == 404


def test_the_receipt_of_an_event_is_for_an_audience_too(node: Callable[..., Client], call: "Taken") -> None:
    from cauce.node.frame import clock
    from cauce.node.record.loop import settle
    from cauce.node.record.models import Event
    from cauce.node.record.readings import flush_readings, record_reading

    client = node()
    record_reading(call.case.ref, "sre", "person-sre", clock.now(), "case")
    flush_readings()
    settle()
    own = Event.objects.get(kind="readings").entry
    publish(own + 1, BOTH)
    settle()
    receipt = client.get(f"/record/{own}/receipt.txt?for=court").content.decode()
    assert int(parse_receipt(receipt).checkpoint.splitlines()[1]) == own + 1
    assert client.get(f"/record/{own}/receipt.txt?for=nobody").status_code == 404
    page = client.get(f"/record/{own}/?for=court").content.decode()
    assert f'href="/record/{own}/receipt.txt?for=court"' in page
    assert "enough for its policy" in page
    assert "still lacks signatures" not in page
    publish(own + 1, [PAPER])
    assert "still lacks signatures of witnesses" in client.get(f"/record/{own}/?for=court").content.decode()


def test_an_event_is_shown_before_it_has_a_receipt(node: Callable[..., Client], call: "Taken") -> None:
    """On a closed node it comes with the quorum; what was recorded is there."""
    from cauce.node.frame import clock
    from cauce.node.record.models import Event
    from cauce.node.record.readings import flush_readings, record_reading

    client = node(record_closed=True)
    record_reading(call.case.ref, "sre", "person-sre", clock.now(), "case")
    flush_readings()
    page = client.get(f"/record/{Event.objects.get(kind='readings').entry}/")
    assert page.status_code == 200
    assert "What was recorded" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "key", "good"),
    [
        ("neighbour", NEIGHBOUR, True),
        ("else", UNIVERSITY, True),
        ("neighbour", UNIVERSITY, False),
        ("else", PAPER, False),
    ],
)
def test_a_name_stands_for_one_witness_in_all_policies(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, key: SigningKey, good: bool
) -> None:
    """By its name it is kept what came of asking a witness, and whom the public policy trusts."""
    from django.conf import settings

    from cauce.node.record.errors import BadPolicyFile
    from cauce.node.record.policies import policies

    folder = write_policies(tmp_path / "policies")
    (folder / "court.policy").unlink()
    (folder / "zoo.policy").write_text(f"witness {name} {format_verifier_key(key.verifier)}\nquorum none\n")
    monkeypatch.setattr(settings, "CAUCE", replace(settings.CAUCE, record_policies=folder))
    if good:
        assert set(policies()) == {"public", "mission", "zoo"}
    else:
        with pytest.raises(BadPolicyFile) as refused:
            policies()
        assert "zoo.policy" in refused.value.text("en")
        assert name in refused.value.text("es")
