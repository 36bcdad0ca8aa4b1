"""What acts say is sealed where it is stored, each case with a key of its own that lies apart from the database."""

from __future__ import annotations

import os
import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from cauce.node.cases import case_keys, erasing, take
from cauce.node.cases.bodies import SEALED, acts_where, body_of
from cauce.node.cases.errors import BodyDamaged, CaseKeyMissing, ErasedSince
from cauce.node.cases.models import Act, Case, Erasure
from cauce.node.cases.rebuild import rebuild
from tests.node.stage import file

WORDS = "Bodega de la calle Zaragoza"


def hold(topic: str = WORDS) -> Case:
    """A meeting about something that nobody else says."""
    told = {"agent": "us-hale", "day": "2021-03-03", "contact": "meeting", "place": "MX-CHH", "topic": topic}
    return file("meeting", "hold", "fgj-chh", "2021-03-03", **told).case


def stored(case: Case, number: int = 1) -> Act:
    return Act.objects.select_related("case").get(case__ref=case.ref, number=number)


def test_what_is_stored_of_an_act_cannot_be_read_without_its_cases_key(stage: None) -> None:
    row = stored(hold())
    assert bytes(row.body)[:1] == SEALED
    assert WORDS.encode() in body_of(row)
    assert WORDS.encode() not in bytes(row.body)
    case_keys.destroy(row.case.key, row.case.ref, "2021-03-04T10:00:00Z", "MX-2021-000009#1")
    with pytest.raises(ErasedSince) as old:
        body_of(row)
    assert "MX-2021-000009#1" in old.value.text("es")


def test_every_case_has_a_key_of_its_own_also_one_that_never_came_to_be(stage: None) -> None:
    """A transaction that fails leaves its key to nobody: two cases with one key would be erased together."""
    drawn = {hold().key for _ in range(3)}
    with transaction.atomic():
        drawn.add(hold().key)
        transaction.set_rollback(True)
    drawn.add(hold().key)
    assert len(drawn) == 5


def test_a_row_cannot_stand_in_for_another(stage: None) -> None:
    """Neither an act of another case, nor another act of the same, nor a changed one."""
    case, other = hold(), hold("Otra cosa")
    file("meeting", "report", "fgj-chh", "2021-03-04", case=case.ref, day="2021-03-03", contact="meeting")
    first, second = stored(case, 1), stored(case, 2)
    for body in (bytes(stored(other).body), bytes(second.body), bytes(first.body)[:-1], SEALED, b""):
        Act.objects.filter(pk=first.pk).update(body=body)
        with pytest.raises(BodyDamaged):
            body_of(stored(case, 1))
    Act.objects.filter(pk=first.pk).update(body=first.body)
    Case.objects.filter(pk=other.pk).update(key=1)
    with pytest.raises(CaseKeyMissing):
        body_of(stored(other))


def test_nothing_is_written_where_the_key_is_gone(stage: None) -> None:
    case = hold()
    case_keys.destroy(case.key, case.ref, "", "")
    told = {"case": case.ref, "day": "2021-03-03", "contact": "meeting"}
    with pytest.raises(ErasedSince):
        file("meeting", "report", "fgj-chh", "2021-03-04", **told)
    assert Act.objects.filter(case=case).count() == 1


def test_only_the_nodes_own_user_reads_the_file_of_keys(stage: None) -> None:
    hold()
    for path in case_keys.path().parent.glob("cases.sqlite3*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_of_a_destroyed_key_nothing_is_left_in_its_file_or_beside_it(stage: None) -> None:
    cases = [hold() for _ in range(40)]
    keys = case_keys.keys_of([case.key for case in cases])
    for case in cases[10:20]:
        assert case_keys.destroy(case.key, case.ref, "2021-03-04T10:00:00Z", "x#1")
    left = b"".join(path.read_bytes() for path in case_keys.path().parent.glob("cases.sqlite3*"))
    for place, case in enumerate(cases):
        assert (keys[case.key] in left) is not (10 <= place < 20)


def test_a_key_destroyed_by_another_process_opens_nothing_here(stage: None) -> None:
    """No process keeps a key longer than a reading takes."""
    case = hold()
    assert acts_where("case_case.ref = %s", [case.ref], "case_act.number")
    with sqlite3.connect(case_keys.path()) as other:
        other.execute("DELETE FROM case_key WHERE number = ?", (case.key,))
    other.close()
    with pytest.raises(CaseKeyMissing):
        take.load_state(case)


def test_a_reader_keeps_the_journal_and_the_next_look_takes_away_what_was_left(stage: None) -> None:
    case = hold()
    key = case_keys.keys_of([case.key])[case.key]
    reader = sqlite3.connect(case_keys.path(), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM case_key").fetchone()
    case_keys._connection().execute("PRAGMA busy_timeout=50")
    assert not case_keys.destroy(case.key, case.ref, "", "")
    assert case_keys.keys_of([case.key]) == {}
    assert any(key in path.read_bytes() for path in case_keys.path().parent.glob("cases.sqlite3*"))
    reader.close()
    erasure = Erasure(case=case, by_case="MX-2021-000009", by_number=1, at=datetime(2021, 3, 4, tzinfo=UTC))
    assert not erasing.finish(erasure)
    assert erasing.finish(erasure)
    assert not any(key in path.read_bytes() for path in case_keys.path().parent.glob("cases.sqlite3*"))
    case_keys.close()


def test_the_tables_are_made_again_from_sealed_acts(stage: None) -> None:
    hold()
    assert all(table.same for table in rebuild())


@pytest.mark.django_db(transaction=True)
def test_a_copy_of_the_database_without_the_keys_tells_nothing_of_what_acts_say(stage: None, tmp_path: Path) -> None:
    """What pages are made from is another matter: see how backups are kept."""
    if connection.vendor != "sqlite":
        pytest.skip("the embedded database is a file")
    row = stored(hold())
    body, key = body_of(row), case_keys.keys_of([row.case.key])[row.case.key]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "copy.sqlite3")])
    copied = (tmp_path / "copy.sqlite3").read_bytes()
    assert bytes(row.body) in copied
    assert body not in copied
    assert key not in copied
    assert os.path.dirname(case_keys.path()) != os.path.dirname(connection.settings_dict["NAME"])
