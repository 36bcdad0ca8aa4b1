"""A process killed at any step of an erasure: nothing of it is done, or all of it is after the next start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from cauce.node.cases import bodies, case_keys, erasing, take
from cauce.node.cases.models import Act, Case
from cauce.node.ready import make_ready
from cauce.node.record.store import only_writer
from tests.faults.doomed import Say, killed_at_statement, run_doomed
from tests.faults.test_killed import doom
from tests.faults.truth import assert_derived, assert_sound, everything
from tests.node.stage import file

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Bodega de la calle Zaragoza"
STEPS = (
    (take, "judge"), (erasing, "carry_out"), (erasing, "left_of"), (erasing, "_forget_rows"),
    (erasing, "_forget_standings"), (erasing, "_blank"), (connection, "_commit"), (erasing, "finish"),
    (case_keys, "destroy"), (case_keys, "wipe"), (erasing, "clear_journal"),
)  # fmt: skip


@pytest.fixture
def held(stage: None, at: Callable[[str], None]) -> Case:
    """A meeting with words in it that stand nowhere else."""
    at("2021-03-08")
    told = {"agent": "unlisted: Casimiro", "day": "2021-03-03", "contact": "meeting", "place": "MX-CHH"}
    return file("meeting", "hold", "fgj-chh", "2021-03-03", topic=WORDS, **told).case


def erase(case: Case) -> str:
    taken = file("erasure", "erase", "sre", "2021-03-08", erased_case=case.ref, erasure_ground="order", resolution="1")
    return taken.case.ref


def settle(case: Case, said: list[str], before: dict[str, str]) -> bool:
    """Start the node again; return whether the case is erased, having made sure that it is so wholly or not at all."""
    with transaction.atomic():
        only_writer()  # a server ends what a dead client left open
    make_ready()
    row = Case.objects.get(pk=case.pk)
    keys = case_keys.keys_of([case.key])
    assert_sound()
    assert_derived()
    if not row.erased:
        assert not said
        assert kept() == before
        assert keys
        assert WORDS.encode() in bodies.body_of(Act.objects.select_related("case").get(case=row))
        return False
    assert keys == {}
    assert WORDS.encode() not in files()
    return True


def kept() -> dict[str, str]:
    """What every table holds, but for those into which what was recorded before is signed meanwhile."""
    return {name: held for name, held in everything().items() if name not in ("record_log", "record_checkpoint")}


def files() -> bytes:
    keys = list((settings.CAUCE.data / "keys").glob("cases*"))
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"])
        keys += database.parent.glob(f"{database.name}*")
    return b"".join(path.read_bytes() for path in keys)


def test_killed_before_or_after_any_step(held: Case, capsys: pytest.CaptureFixture[str]) -> None:
    """Until the commit nothing has happened; from then on the case is erased and the next start does the rest."""
    make_ready()
    before, erased = kept(), []
    for owner, name in STEPS:
        for after in (False, True):

            def work(say: Say, owner: object = owner, name: str = name, after: bool = after, case: Case = held) -> None:
                doom(owner, name, after)
                say(erase(case))

            ended = run_doomed(work)
            if settle(held, ended.said, before):
                erased.append((name, after))
                held = _another(held)
                before = kept()
    assert erased[0] == ("_commit", True)
    assert [name for name, _ in erased[1:]] == [name for _, name in STEPS[7:] for _ in range(2)]
    with capsys.disabled():
        print(f"\nkilled before and after each of {len(STEPS)} steps of an erasure", end="")


def _another(case: Case) -> Case:
    told = {"agent": "unlisted: Casimiro", "day": "2021-03-03", "contact": "meeting", "place": "MX-CHH"}
    return file("meeting", "hold", "fgj-chh", "2021-03-03", topic=WORDS, **told).case


def test_killed_before_any_statement(held: Case, capsys: pytest.CaptureFixture[str]) -> None:
    """From the first statement to the last."""
    make_ready()
    before, number = kept(), 0
    while True:
        number += 1

        def work(say: Say, number: int = number) -> None:
            with killed_at_statement(number):
                erase(held)
            say("done")

        if settle(held, run_doomed(work).said, before):
            break
    assert number > 20
    with capsys.disabled():
        print(f"\nkilled before each of {number} statements of an erasure", end="")
