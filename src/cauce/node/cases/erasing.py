"""
Carrying out the erasure of a case.

Everything in the database happens in the transaction of the act that erases: what its acts say is replaced by what the
law leaves of it, and every row made from it goes. Only when that is durable the key is destroyed, with which copies of
the database could still be read. A process that is killed in between leaves a key behind; whoever looks at the case
next, or starts the node, destroys it (`finish`).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from django.db import connection, transaction

from cauce.case.act import Act, Erased, canonical
from cauce.case.erasure import digest_of, left_of, stays
from cauce.case.facts import World
from cauce.case.state import CaseState
from cauce.node.cases import bodies, case_keys, flags, recur, search, standings
from cauce.node.cases.errors import CaseKeysAway
from cauce.node.cases.models import Case, Duty, Erasure, FormDraft, Notice, Reader, Waiting, Word
from cauce.node.cases.sql import ask, insert, run
from cauce.node.cases.world import touch
from cauce.node.cases.world import world as current_world
from cauce.node.record.models import Entry
from cauce.node.record.store import only_deriver
from cauce.node.register.models import End, Standing

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lost:
    """What goes with a case, so that whoever erases it knows before."""

    acts: int
    #: duties that are still to be done
    open_duties: int
    #: standings of persons: regime, standing and holder
    standings: tuple[tuple[str, str, str], ...]


def lost_with(case: Case, world: World) -> Lost:
    """Return what the erasure of a case would take away."""
    still = Duty.objects.filter(case=case, seen_by__live=True).distinct().count()
    held = tuple((row.regime, row.standing, row.holder) for row in _of_persons(case.ref, world))
    return Lost(case.number, still, held)


def carry_out(act: Act, erased: Erased, world: World) -> None:
    """Erase what a case says, in the transaction of the act that orders it; once that is durable, destroy its key."""
    case = Case.objects.get(ref=erased.case)
    if case.erased:  # the tables are made again from what is left
        return
    acts = bodies.acts_where("case_case.id = %s", [case.pk], "case_act.number")
    left = left_of(acts, world.library, world.directory)
    if digest_of(left) != erased.left:
        raise AssertionError("what is left is not what was judged")  # and nothing is erased
    for each in left:
        body = bodies.leave(canonical(each))
        run("UPDATE case_act SET body = %s WHERE case_id = %s AND number = %s", (body, case.pk, each.number))
    offices = sorted(office for (office,) in ask("SELECT office FROM case_reader WHERE case_id = %s", (case.pk,)))
    erasure = Erasure.objects.create(
        case=case,
        by_case=act.case,
        by_number=act.number,
        under=act.judgement.under,
        procedure=act.procedure,
        kind=act.act,
        ground=erased.ground,
        at=datetime.fromisoformat(act.at),
        readers=offices,
    )
    _forget_rows(case)
    _forget_standings(case, date.fromisoformat(act.judgement.filed), world)
    _blank(case)
    told = [(office, case, case.number, erasure.at, "") for office in offices if office != act.by]
    insert(Notice, ("office", "case", "act", "at", "seen_by"), told)
    transaction.on_commit(partial(_finish_or_tell, erasure))


def _forget_rows(case: Case) -> None:
    Duty.objects.filter(case=case).delete()
    for model in (Waiting, Word, Notice):
        model._default_manager.filter(case=case).delete()
    FormDraft.objects.filter(case_ref=case.ref).delete()
    search.index_reference(case)


def _forget_standings(case: Case, filed: date, world: World) -> None:
    """Take what the case gave to persons, and ended of them, off the register; what recurs because of it goes too."""
    rows = _of_persons(case.ref, world)
    for row in rows:
        row.delete()
    ends = [row for row in End.objects.filter(case=case.ref).select_related("standing")
            if not stays(row.standing.holder, world.directory)]  # fmt: skip
    for end in ends:
        end.delete()
    if rows:
        touch("settings")
        recur.after_forgetting(case.regime, {row.holder for row in rows}, filed, current_world())


def _of_persons(ref: str, world: World) -> list[Standing]:
    rows = Standing.objects.filter(case=ref).order_by("id")
    return [row for row in rows if not stays(row.holder, world.directory)]


def _blank(case: Case) -> None:
    case.erased, case.closed = True, True
    case.subject = case.state = case.topic = ""
    case.save(update_fields=("erased", "closed", "subject", "state", "topic"))


def follow_left(erasure: Erasure, case: Case, act: Act, state: CaseState, world: World) -> None:
    """Make again the rows that follow from what is left of an act, for `cauce rebuild`."""
    case.stage, case.number, case.moved_at = state.stage, act.number, datetime.fromisoformat(act.at)
    case.irregular += bool(act.judgement.flags)
    case.head = _head(case, act.number)
    case.save(update_fields=("stage", "number", "moved_at", "irregular", "head"))
    standings.apply(act, world)
    flags.write(case, act)
    recur.after(case, act, state, world)
    if act.number == 1:
        search.index_reference(case)
        insert(Reader, ("case", "office", "moved_at"), [(case, office, case.moved_at) for office in erasure.readers])
    Reader.objects.filter(case=case).update(moved_at=case.moved_at)
    _blank(case)


def _head(case: Case, number: int) -> str:
    """Return the digest of an act whose bytes are gone: the record has it."""
    ((entry,),) = ask("SELECT entry FROM case_act WHERE case_id = %s AND number = %s", (case.pk, number))
    return bytes(Entry.objects.get(pk=entry).digest).hex()


def finish(erasure: Erasure) -> bool:
    """
    Destroy the key of an erased case if it is still there, and what journals have of the erased rows.

    Returns whether nothing was left to do. Errors: CaseKeysAway.
    """
    case = erasure.case
    if not case_keys.keys_of([case.key]):
        return case_keys.wipe_rest()
    moment = erasure.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    case_keys.destroy(case.key, case.ref, moment, f"{erasure.by_case}#{erasure.by_number}")
    clear_journal()
    return False


def finish_all() -> int:
    """
    Destroy every key that an erasure left behind; returns how many there were.

    What a copy of the database from before an erasure brought back with it goes again. Errors: CaseKeysAway.
    """
    erasures = {row.case.key: row for row in Erasure.objects.select_related("case")}
    behind = case_keys.keys_of(erasures.keys()) if erasures else {}
    for number in behind:
        finish(erasures[number])
    if _forget_again() or erasures:
        case_keys.wipe()
        clear_journal()
    return len(behind)


def _forget_again() -> int:
    """
    Forget what was made from acts that nobody can read any more, because their key was destroyed.

    The database does not know of it: it is older than the erasure, which is lost with what else came after the copy.
    """
    gone = case_keys.all_gone()
    back = list(Case.objects.filter(key__in=gone, erased=False).exclude(subject="", topic="", state="")) if gone else []
    if back:
        with transaction.atomic():
            only_deriver()
            for case in back:
                _forget_rows(case)
                _forget_standings(case, date.fromisoformat(gone[case.key].at[:10]), current_world())
                case.subject = case.state = case.topic = ""
                case.save(update_fields=("subject", "state", "topic"))
    return len(back)


def clear_journal() -> None:
    """Cut the journal of the embedded database off: it has the rows as they were. PostgreSQL keeps its own."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _finish_or_tell(erasure: Erasure) -> None:
    """Finish what was committed. If the file of keys fails now, the act stands, and the next look finishes it."""
    FormDraft.objects.filter(case_ref=erasure.case.ref).delete()  # what somebody kept before they could know of it
    try:
        finish(erasure)
    except CaseKeysAway:
        log.exception("The key of %s was not destroyed yet; the next look at the case does it.", erasure.case.ref)
