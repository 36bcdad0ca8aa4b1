"""What the public page of the record shows, as rows and tables; every time is real, and in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings

from cauce.node.frame import dates
from cauce.node.frame.dates import number
from cauce.node.frame.parts import Chip, Column, Row, Table
from cauce.node.frame.words import Both, language, say
from cauce.node.record.chart import Growth
from cauce.node.record.models import Checkpoint
from cauce.node.record.refusals import in_words
from cauce.node.record.standing import Seen, Standing, State
from cauce.record.policy import NONE, Cosigned, show

STATES: dict[State, Chip] = {
    "current": Chip(Both("cosigned the current checkpoint", "firmó el punto de control actual"), "met"),
    "behind": Chip(Both("behind: cosigned an earlier one", "atrasado: firmó uno anterior"), "soon"),
    "silent": Chip(Both("silent", "no responde"), "late"),
    "never": Chip(Both("has never cosigned", "nunca ha firmado"), "late"),
}


def utc(moment: datetime | None) -> str:
    """Return a moment in words, in UTC; a dash for none."""
    return dates.instant(moment.astimezone(UTC), language()) if moment else "–"


def head_rows(now: Standing, key: str) -> list[Row]:
    """Return the published checkpoint and the key that checks it."""
    if now.head is None:
        return [
            Row(say("Entries", "Entradas"), number(0)),
            Row(say("Key that checks it", "Llave de verificación"), key),
        ]
    return [
        Row(say("Name of the record", "Nombre de la bitácora"), now.head.origin),
        Row(say("Entries", "Entradas"), number(now.head.size)),
        Row(say("Published", "Publicado"), utc(now.published_at)),
        Row(say("Root (SHA-256)", "Raíz (SHA-256)"), now.head.root.hex()),
        Row(say("Key that checks it", "Llave de verificación"), key),
    ]


def gauge(now: Standing) -> tuple[Chip, str]:
    """Return whether the public quorum is reached, and what follows from it."""
    if now.quorum == NONE:
        return Chip(say("no quorum required", "no se exige quórum")), say(
            "The public policy requires no witness. Whoever wants to be sure that everybody is shown the same history "
            "has to compare checkpoints.",
            "La política pública no exige ningún testigo. Quien quiera estar seguro de que a todos se les muestra la "
            "misma historia debe comparar puntos de control.",
        )
    if now.reached:
        return Chip(say("the public quorum is reached", "hay quórum público"), "met"), say(
            "As many witnesses as the public policy requires have seen the history that this checkpoint stands for.",
            "Los testigos que exige la política pública vieron la historia que este punto de control representa.",
        )
    chip = Chip(say("the public quorum is not reached", "no hay quórum público"), "late")
    if settings.CAUCE.record_closed:
        return chip, say(
            "This node is set to “closed”: nothing more is published, and no receipt is given, until enough witnesses "
            "sign what comes next, whoever signed what stands here. What is filed is stored and safe.",
            "Este nodo está en modo «cerrado»: no se publica nada más ni se da acuse hasta que suficientes testigos "
            "firmen lo que sigue, aunque hayan firmado lo que aquí consta. Lo que se presenta queda a salvo.",
        )
    return chip, say(
        "This node is set to “open”: checkpoints are published all the same. A receipt under this one does not satisfy "
        "the public policy; it can be had again when the witnesses have signed.",
        "Este nodo está en modo «abierto»: los puntos de control se publican de todos modos. Un acuse basado en "
        "este no cumple la política pública; puede pedirse de nuevo cuando los testigos hayan firmado.",
    )


def witness_table(witnesses: Iterable[Seen]) -> Table:
    """Return the witnesses as everybody may see them."""
    columns = [
        Column(say("Witness", "Testigo")),
        Column(say("State", "Estado")),
        Column(say("Entries cosigned", "Entradas firmadas"), "number"),
        Column(say("Last cosigned", "Última firma")),
    ]
    rows: list[list[object]] = [[each.name, STATES[each.state], each.size, utc(each.ok_at)] for each in witnesses]
    empty = say("No policy of this node names a witness.", "Ninguna política de este nodo nombra testigos.")
    return Table(say("What each has cosigned", "Qué ha firmado cada uno"), columns, rows, empty)


def told_rows(witnesses: Iterable[Seen]) -> list[Row]:
    """Return where the witnesses are and what kept them, for the offices whose node asks them."""
    return [Row(each.name, f"{show(each.witness.url) or '–'}\n{_kept(each)}".strip()) for each in witnesses]


def _kept(seen: Seen) -> str:
    if seen.row is None:
        return say("is not asked", "no se le pregunta")
    if not seen.row.why:
        return ""
    return say(
        "did not cosign: {why}, {at}", "no firmó: {why}, {at}", why=in_words(seen.row.why), at=utc(seen.row.tried_at)
    )


def checkpoint_table(rows: Iterable[Checkpoint]) -> Table:
    """Return checkpoints as they were published."""
    columns = [
        Column(say("Entries", "Entradas"), "number"),
        Column(say("Published", "Publicado")),
        Column(say("Witnesses that cosigned", "Testigos que firmaron"), "number"),
    ]
    empty = say("Nothing has been published yet.", "Aún no se ha publicado nada.")
    shown = [[row.size, utc(row.at), row.cosigned] for row in rows]
    return Table(say("Last checkpoints", "Últimos puntos de control"), columns, shown, empty)


def growth_table(found: Growth) -> Table:
    """Return what the drawing of the growth says, the last day first."""
    columns = [
        Column(say("Day (UTC)", "Día (UTC)")),
        Column(say("Entries published", "Entradas publicadas"), "number"),
        Column(say("Entries at its end", "Entradas al final"), "number"),
    ]
    rows = [[each.day, each.added, each.size] for each in reversed(found.days)]
    return Table(say("Entries published, day by day", "Entradas publicadas, día por día"), columns, rows)


def cosigner_table(cosigned: Iterable[Cosigned]) -> Table:
    """Return who cosigned the checkpoint of a receipt, and when."""
    columns = [Column(say("Witness", "Testigo")), Column(say("Cosigned", "Firmó"))]
    rows = [[show(one.name), utc(datetime.fromtimestamp(one.at, UTC))] for one in cosigned]
    empty = say("No witness has signed this checkpoint.", "Ningún testigo ha firmado este punto de control.")
    return Table(say("Who cosigned it", "Qué testigos lo firmaron"), columns, rows, empty)
