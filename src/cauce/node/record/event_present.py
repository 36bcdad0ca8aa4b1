"""What the pages about events show, as rows and tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from cauce.node.frame import clock, dates
from cauce.node.frame.parts import Column, Receipt, Row, Table
from cauce.node.frame.words import language, pick, say
from cauce.node.people.acting import Acting
from cauce.node.people.models import Account
from cauce.node.record.models import Event, Reading
from cauce.record.event import event_digest


def file_name(event: Event) -> str:
    """Return under which name an event and its receipt are kept: `event-4955`."""
    return f"event-{event.entry}"


def told(event: Event) -> dict[str, Any]:
    """Return the body of an event."""
    found: dict[str, Any] = json.loads(bytes(event.body)).get("body", {})
    return found


def readings_table(rows: Sequence[Reading], acting: Acting) -> Table:
    """Return who has read a case: when, which office, who, what, and the receipt of the batch."""
    people = _people(acting, {(row.office, row.account) for row in rows})
    columns = [
        Column(say("When", "Cuándo")),
        Column(say("Office", "Oficina")),
        Column(say("Person", "Persona")),
        Column(say("What", "Qué")),
        Column(say("Receipt", "Acuse")),
    ]
    cells = [
        [
            _instant(row.at, acting),
            _office(acting, row.office),
            people.get(row.account, row.account),
            _what(row),
            _receipt(row.entry),
        ]
        for row in rows
    ]
    empty = say("Nobody has read this case yet.", "Nadie ha consultado aún este expediente.")
    return Table(say("Readings, the latest first", "Consultas, primero la más reciente"), columns, cells, empty)


def _what(row: Reading) -> str:
    words = {
        "case": ("the case, page", "el expediente, página"),
        "act": ("act {n}, page", "actuación {n}, página"),
        "standing": (
            "what act {n} gave or ended, in the register",
            "lo que otorgó o terminó la actuación {n}, en el registro",
        ),
        "form": ("a form of the case, page", "un formulario del expediente, página"),
        "receipt-page": ("receipt of act {n}, page", "acuse de la actuación {n}, página"),
        "receipt": ("receipt of act {n}, download", "acuse de la actuación {n}, descarga"),
        "receipt-paper": ("receipt of act {n} on paper, download", "acuse de la actuación {n} en papel, descarga"),
        "signed-act": ("act {n} with its signature, download", "actuación {n} con su firma, descarga"),
    }
    en, es = words.get(row.what, (row.what, row.what))
    text = say(en, es, n=row.number)
    return say("{it}, {n} times", "{it}, {n} veces", it=text, n=row.times) if row.times > 1 else text


def _receipt(entry: int | None) -> object:
    if entry is None:
        return say("follows within a minute", "llega en un minuto")
    return Receipt(entry, reverse("entry", args=[entry]))


def _people(acting: Acting, known: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the names of those who act for offices of the reader's own state; of others, the account alone is told."""
    offices = acting.directory.offices
    own = {account for code, account in known if (office := offices.get(code)) and office.state == acting.office.state}
    return dict(Account.objects.filter(username__in=own).values_list("username", "full_name")) if own else {}


def _office(acting: Acting, code: str) -> str:
    found = acting.directory.office(code)
    return pick(found.title) if found else code


def _instant(moment: datetime, acting: Acting) -> str:
    return dates.instant(moment.astimezone(clock.zone_of(acting.office.zone)), language())


def own_table(events: Sequence[Event], acting: Acting) -> Table:
    """Return what the record has of an office itself: who began to act for it, its keys, passwords that were set."""
    bodies = [told(event) for event in events]
    people = _people(acting, {(acting.office.code, name) for body in bodies for name in _accounts(body)})
    columns = [
        Column(say("When", "Cuándo")),
        Column(say("What", "Qué")),
        Column(say("Who", "Quién")),
        Column(say("Receipt", "Acuse")),
    ]
    cells = [
        [
            _instant(event.at, acting),
            _happened(event.kind, body),
            ", ".join(people.get(name, name) for name in _accounts(body)) or "–",
            _receipt(event.entry),
        ]
        for event, body in zip(events, bodies, strict=True)
    ]
    empty = say("Nothing has been recorded yet.", "Aún no se ha asentado nada.")
    return Table(say("The latest first", "Primero lo más reciente"), columns, cells, empty)


def _accounts(body: dict[str, Any]) -> list[str]:
    if "account" in body:
        return [body["account"]]
    return list(dict.fromkeys(change["code"] for change in body.get("changes", ())))


def _happened(kind: str, body: dict[str, Any]) -> str:
    if kind == "sign-in":
        return say("Began to act for the office", "Empezó a actuar por la oficina")
    if kind == "key":
        keys = ", ".join(each["key"] for each in body["keys"])
        return say("Key of the office: {keys}", "Llave de la oficina: {keys}", keys=keys)
    if body.get("by"):
        return say("Chose a new password", "Eligió una contraseña nueva")
    return say("Was given a password by whoever runs the node", "Recibió una contraseña de quien opera el nodo")


def event_rows(event: Event, acting: Acting) -> list[Row]:
    """Return what an event is: kind, case, moment, what was hashed."""
    kinds = {
        "readings": say("Readings of a case", "Consultas de un expediente"),
        "sign-in": say("Somebody began to act for the office", "Alguien empezó a actuar por la oficina"),
        "key": say("Key of the office", "Llave de la oficina"),
        "directory": say("Change in the directory", "Cambio en el directorio"),
    }
    rows = [Row(say("Event", "Suceso"), kinds.get(event.kind, event.kind))]
    if ref := told(event).get("case"):
        rows.append(Row(say("Case", "Expediente"), ref, href=reverse("readings", args=[ref])))
    return [
        *rows,
        Row(say("Recorded", "Asentado"), _instant(event.at, acting)),
        Row(say("Entry", "Entrada"), str(event.entry)),
        Row(say("Digest of the event (SHA-256)", "Huella del suceso (SHA-256)"), event_digest(bytes(event.body)).hex()),
    ]
