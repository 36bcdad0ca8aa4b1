"""
Making every derived table again from the acts, and saying whether it came out the same.

Acts, entries, erasures and the directory are read; nothing of them is written. What people did to their own view
(notices seen, drafts) is not derived and stays.

Which number a row has says nothing of an act: recurring duties are numbered by when somebody looked. So rows are
compared by what they say. If all came out the same, the tables stay as they were, numbers and all; if anything did
not, every table is written anew and numbered from 1, and the same acts always give the same bytes
(docs/decisions/0013-numbers-of-derived-rows.md).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import connection, models, transaction

from cauce.case.act import Act, digest, read_act
from cauce.case.state import CaseState, step
from cauce.node.cases import bodies, derive, erasing, recur
from cauce.node.cases.models import Act as StoredAct
from cauce.node.cases.models import (
    Case,
    Duty,
    DutyFor,
    Erasure,
    Flag,
    LastDay,
    Reader,
    Reported,
    Setting,
    Stamp,
    Tally,
    Waiting,
    Word,
)
from cauce.node.cases.sql import run
from cauce.node.cases.world import library, touch, world
from cauce.node.record.store import only_writer
from cauce.node.register.models import End, Standing

#: what is derived, with what orders its rows whatever their keys: names of columns, across relations
TABLES: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (
    (Case, ("ref",)),
    (Duty, ("case__ref", "key")),
    (DutyFor, ("duty__case__ref", "duty__key", "office", "side")),
    (LastDay, ("duty__case__ref", "duty__key", "because_case", "because_number")),
    (Reported, ("case__ref", "period", "office")),
    (Waiting, ("case__ref", "act", "office")),
    (Reader, ("case__ref", "office")),
    (Word, ("case__ref", "word")),
    (Flag, ("case__ref", "number", "rule")),
    (Tally, ("under", "procedure", "rule")),
    (Setting, ("case", "number", "kind", "name")),
    (Standing, ("case", "number", "holder", "standing")),
    (End, ("standing__case", "standing__number", "standing__holder", "standing__standing", "case", "number")),
)
_FIXED = frozenset({"id", "pk"})


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A table as it was and as it came out: rows, and the SHA-256 of what they say, in a fixed order."""

    table: str
    rows: int
    before: str
    after: str

    @property
    def same(self) -> bool:
        """Return whether every row came out as it was."""
        return self.before == self.after


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> list[Rebuilt]:
    """Make every derived table again, in one transaction: whoever reads meanwhile sees the old ones or the new."""
    with transaction.atomic():
        only_writer()
        before = {model: content(model, order) for model, order in TABLES}
        place = transaction.savepoint()
        after = _made_again(progress)
        if after == before:
            transaction.savepoint_rollback(place)
        else:
            transaction.savepoint_commit(place)
    return [Rebuilt(model._meta.db_table, after[model][0], before[model][1], after[model][1]) for model, _ in TABLES]


#: rows of a table, and the SHA-256 of what they say
Content = tuple[int, str]


def _made_again(progress: Callable[[int, int], None]) -> dict[type[models.Model], Content]:
    known = dict(Stamp.objects.filter(name__startswith="recurring/").values_list("name", "value"))
    _clear()
    _replay(progress)
    _recur(known)
    return {model: content(model, order) for model, order in TABLES}


def _clear() -> None:
    for model, _ in reversed(TABLES):
        if model is not Case:  # acts hang on it: its columns are written anew instead
            model._default_manager.all().delete()
            run(_NUMBER_FROM_1[connection.vendor].format(table=model._meta.db_table))
    Case.objects.update(irregular=0, subject="", state="", topic="")
    Stamp.objects.filter(name__startswith="recurring/").delete()
    touch("settings")


def _replay(progress: Callable[[int, int], None]) -> None:
    total = StoredAct.objects.count()
    states: dict[str, CaseState] = {}
    cases = {case.ref: case for case in Case.objects.all()}
    erasures = {row.case_id: row for row in Erasure.objects.all()}
    for done, (body, act) in enumerate(_acts(), 1):
        state = step(states.setdefault(act.case, CaseState()), act)
        now = world()
        if act.number == 1:
            _opened(act)
        case = cases[act.case]
        if case.pk in erasures:
            erasing.follow_left(erasures[case.pk], case, act, state, now)
        else:
            derive.follow(derive.case_row(case, act, state, digest(body), now, case.key), act, state, now)
        if done % 100 == 0 or done == total:
            progress(done, total)


def _opened(act: Act) -> None:
    opened_on = date.fromisoformat(act.judgement.filed)
    Case.objects.filter(ref=act.case).update(
        regime=act.regime, procedure=act.procedure, opener=act.by, opened_on=opened_on
    )


def _acts() -> Iterator[tuple[bytes, Act]]:
    rows = StoredAct.objects.order_by("entry").values_list("case__key", "case__ref", "number", "body").iterator()
    while some := list(islice(rows, _AT_ONCE)):
        for body in bodies.open_all(some):
            yield body, read_act(body)


#: acts that are opened together
_AT_ONCE = 500


def _recur(known: dict[str, str]) -> None:
    for regime in library().regimes.values():
        until = known.get(f"recurring/{regime.id}")
        if until is not None:
            recur.refresh(regime, date.fromisoformat(until), world(), None)
            Stamp.objects.create(name=f"recurring/{regime.id}", value=until)


#: in the transaction, which may be rolled back: no setval on PostgreSQL, and no lock on the table that readers meet
_NUMBER_FROM_1 = {
    "sqlite": "UPDATE sqlite_sequence SET seq = 0 WHERE name = '{table}'",
    "postgresql": "ALTER SEQUENCE {table}_id_seq RESTART WITH 1",
}


def content(model: type[models.Model], order: tuple[str, ...]) -> Content:
    """Return how many rows a table has, and the SHA-256 of what they say, keys of the database left out."""
    columns = [field.name for field in model._meta.concrete_fields if not field.is_relation]
    names = list(dict.fromkeys([*order, *(name for name in columns if name not in _FIXED)]))
    hashed, rows = hashlib.sha256(), 0
    for row in model._default_manager.order_by(*order).values_list(*names).iterator():
        hashed.update(json.dumps(row, default=str, ensure_ascii=False).encode() + b"\n")
        rows += 1
    return rows, hashed.hexdigest()
