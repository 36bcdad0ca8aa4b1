"""What everybody sees of the record: checkpoint, witnesses and their health, growth, policies, the verifier's page."""

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from cauce.record import parse_policy
from tests.node.record.audiences import ADDRESS, NEIGHBOUR, PAPER, UNIVERSITY, publish, write_policies

if TYPE_CHECKING:
    from cauce.node.cases.take import Taken

TOP = Path(__file__).parents[3]
ERROR = "connection refused by 10.1.2.3"


@pytest.fixture
def audiences(call: "Taken", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The telephone call of a node with policies; called, it changes settings."""
    from django.conf import settings

    def configure(**changes: object) -> None:
        monkeypatch.setattr(settings, "CAUCE", replace(settings.CAUCE, **changes))  # type: ignore[arg-type]

    configure(record_policies=write_policies(tmp_path / "policies"))
    return configure


def heard_of(name: str, size: int = 0, ago: int | None = None, why: str = "") -> None:
    """Keep how it went with a witness, which last cosigned so many seconds ago."""
    from cauce.node.frame import clock
    from cauce.node.record.models import Witness

    now = clock.real()
    ok_at = None if ago is None else now - timedelta(seconds=ago)
    Witness.objects.create(name=name, size=size, since=now, tried_at=now, ok_at=ok_at, why=why)


def page_of(client: Client | None = None, lang: str = "en") -> str:
    client = client or Client()
    return client.get("/record/", headers={"Accept-Language": lang}).content.decode()


def status() -> dict[str, object]:
    found: dict[str, object] = json.loads(Client().get("/record/status.json").content)
    return found


def test_witnesses_are_shown_with_their_state_in_words(audiences: Callable[..., None]) -> None:
    publish(5, [NEIGHBOUR])
    heard_of("neighbour", 5, 1)
    heard_of("paper", 4, 3600, ERROR)
    page, found = page_of(), status()
    for words in ("cosigned the current checkpoint", "silent", "has never cosigned", "the public quorum is reached"):
        assert words in page
    assert "hay quórum público" in page_of(lang="es")
    states = {each["name"]: (each["state"], each["size"]) for each in found["witnesses"]}  # type: ignore[attr-defined]
    assert states == {"neighbour": ("current", 5), "paper": ("silent", 4), "university": ("never", 0)}
    assert (found["size"], found["mode"], found["quorum_reached"]) == (5, "open", True)


@pytest.mark.parametrize(
    ("ago", "why", "state"),
    [(10, "", "behind"), (10, ERROR, "behind"), (3600, "", "behind"), (3600, ERROR, "silent")],
)
def test_a_witness_is_silent_only_if_it_failed_and_has_for_a_while(
    audiences: Callable[..., None], ago: int, why: str, state: str
) -> None:
    """One that had nothing to cosign for an hour, and is just being asked, is not."""
    publish(5, [PAPER])
    heard_of("neighbour", 4, ago, why)
    found = {each["name"]: each["state"] for each in status()["witnesses"]}  # type: ignore[attr-defined]
    assert found["neighbour"] == state


def test_neither_addresses_nor_errors_are_for_everybody(
    audiences: Callable[..., None], sign_in: Callable[..., Client]
) -> None:
    publish(5)
    heard_of("paper", 4, 3600, ERROR)
    for client in (Client(), sign_in("embassy-us")):
        for path in ("", "status.json", "policy/public", "checkpoint"):
            text = client.get(f"/record/{path}").content.decode()
            assert ADDRESS not in text
            assert ERROR not in text
    page = page_of(sign_in("sre"))
    assert f"{ADDRESS}/paper" in page
    assert ERROR in page


def test_a_halted_record_says_so_to_everybody(audiences: Callable[..., None]) -> None:
    """Who cannot enter any more, since entering is recorded too, has to be told somewhere."""
    from cauce.node.record import store

    publish(5, [NEIGHBOUR])
    assert status()["halted"] == ""
    store.halt("node.E018")
    assert "This record is halted (node.E018)" in page_of()
    assert "Esta bitácora está detenida (node.E018)" in page_of(lang="es")
    assert status()["halted"] == "node.E018"


def test_a_halted_node_with_an_older_database_takes_back_nothing_that_was_seen(
    audiences: Callable[..., None],
) -> None:
    """The published folder has the larger tree: a smaller one after it would look like a lie to every monitor."""
    from cauce.node.record import store
    from cauce.node.record.files import published
    from cauce.node.record.models import Log

    publish(5, [NEIGHBOUR])
    newer = Log.objects.get().published
    published().advance(newer, lambda _: False)
    publish(3, [NEIGHBOUR])
    store.halt("node.E018")
    assert Client().get("/record/checkpoint").content.decode() == newer
    assert status()["size"] == 5


def test_without_its_quorum_an_open_node_says_that_it_publishes_all_the_same(audiences: Callable[..., None]) -> None:
    publish(5, [UNIVERSITY])
    assert "checkpoints are published all the same" in page_of()
    assert status()["quorum_reached"] is False


def test_a_closed_node_whose_witnesses_fail_says_that_nothing_is_published(audiences: Callable[..., None]) -> None:
    """What stands there was cosigned by enough; that no more comes follows from how the witnesses answer."""
    audiences(record_closed=True)
    publish(5, [NEIGHBOUR])
    heard_of("neighbour", 5, 60)
    assert status()["quorum_reached"] is True
    from cauce.node.record.models import Witness

    Witness.objects.update(why=ERROR)
    assert (status()["quorum_reached"], status()["mode"]) == (False, "closed")
    assert status()["witnesses"][0]["state"] == "current"  # type: ignore[index]
    Witness.objects.all().delete()
    heard_of("neighbour", 5, 3600, ERROR)
    assert status()["witnesses"][0]["state"] == "silent"  # type: ignore[index]
    assert "nothing more is published" in page_of()
    assert "no se publica nada más" in page_of(lang="es")


def test_what_is_signed_and_not_yet_published_is_not_shown(call: "Taken") -> None:
    from cauce.node.record.models import Log

    publish(4)
    signed = Log.objects.get().checkpoint.splitlines()[2]
    assert signed not in page_of()
    assert status()["size"] == 4


def test_a_checkpoint_that_is_damaged_in_the_database_is_the_nodes_own_trouble(call: "Taken") -> None:
    """Not a mistake of whoever asks."""
    from cauce.node.record.models import Log

    publish(4)
    Log.objects.update(published="torn")
    for path in ("", "status.json"):
        answer = Client().get(f"/record/{path}")
        assert answer.status_code == 503
        assert b"node.E013" in answer.content


@pytest.mark.django_db
def test_before_the_first_entry_there_is_a_state_too() -> None:
    found = status()
    assert (found["size"], found["published_at"], found["witnesses"]) == (0, None, [])
    assert "Nothing has been published yet" in page_of()


def test_programs_elsewhere_may_read_what_is_public(call: "Taken") -> None:
    for path in ("checkpoint", "vkey", "policy/public", "status.json"):
        answer = Client().get(f"/record/{path}")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"] == "no-cache"


def test_a_policy_is_given_as_a_verifier_takes_it(audiences: Callable[..., None]) -> None:
    for audience, quorum in (("public", "some"), ("court", "both"), ("mission", "neighbour")):
        answer = Client().get(f"/record/policy/{audience}")
        policy = parse_policy(answer.content)
        assert (policy.quorum, policy.logs[0].key.name) == (quorum, "cauce.example/mx")
        assert {each.url for each in policy.witnesses} == {""}
        assert f'href="/record/policy/{audience}"' in page_of()
    assert Client().get("/record/policy/nobody").status_code == 404


def test_the_page_costs_few_queries(
    audiences: Callable[..., None], django_assert_max_num_queries: Callable[..., object]
) -> None:
    publish(5, [NEIGHBOUR])
    page_of()
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        page_of()
    with django_assert_max_num_queries(4):  # type: ignore[attr-defined]
        status()


@pytest.fixture
def grown(stage: None) -> None:
    """A record with checkpoints of four days."""
    from cauce.node.record.models import Checkpoint

    for size, at in ((3, "2026-11-01T23:59"), (4, "2026-11-20T00:00"), (10, "2026-11-20T23:59"), (12, "2026-11-23T12")):
        Checkpoint.objects.create(size=size, note="", at=datetime.fromisoformat(at).replace(tzinfo=UTC))


def test_growth_is_counted_by_days_in_utc(grown: None) -> None:
    from cauce.node.record.chart import growth

    found = growth(date(2026, 11, 24))
    assert found
    assert found.days[0].day == date(2026, 11, 1)
    by_day = {each.day.day: (each.added, each.size) for each in found.days}
    assert (by_day[1], by_day[20], by_day[21], by_day[23], by_day[24]) == ((3, 3), (7, 10), (0, 10), (2, 12), (0, 12))
    assert (found.most.day.day, found.added) == (20, 12)


def test_growth_shows_what_fits_and_at_least_a_week(grown: None) -> None:
    from cauce.node.record.chart import growth
    from cauce.node.record.models import Checkpoint

    late = growth(date(2026, 12, 10))
    assert late
    assert (late.days[0].day, late.added) == (date(2026, 11, 11), 9)
    Checkpoint.objects.filter(size__lt=12).delete()
    early = growth(date(2026, 11, 24))
    assert early
    assert [each.day.day for each in early.days] == [18, 19, 20, 21, 22, 23, 24]
    assert growth(date(2026, 11, 22)) is None


def test_the_drawing_has_a_table_and_says_whether_it_is_filled_up(audiences: Callable[..., None]) -> None:
    publish(5, [NEIGHBOUR])
    page = page_of()
    assert page.count("<rect") == 1
    assert 'role="img"' in page
    assert "Entries published, day by day" in page
    assert "adds no entries that stand for nothing" in page
    audiences(record_cadence=60)
    assert "published every 60 seconds" in page_of()
    assert "se publica cada 60 segundos" in page_of(lang="es")


@pytest.mark.parametrize(
    ("path", "name"), [("", "index.html")] + [(name, name) for name in ("index.html", "verify.css", "verify.js")]
)
def test_the_verifiers_page_is_the_one_of_the_repository(db: None, path: str, name: str) -> None:
    answer = Client().get(f"/record/verify/{path}")
    assert answer.content == (TOP / "verifier" / "web" / name).read_bytes()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_wheel_brings_the_verifiers_page_where_the_node_looks_for_it() -> None:
    from cauce.node.record import verifier_page

    wheel = tomllib.loads((TOP / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    brought = Path(verifier_page.__file__).with_name("verifier").relative_to(TOP / "src").as_posix()
    assert wheel["force-include"] == {"verifier/web": brought}
    assert {path.name for path in (TOP / "verifier" / "web").iterdir()} == set(verifier_page.KINDS)
