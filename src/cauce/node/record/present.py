"""What the pages of the record show, as rows and tables."""

from __future__ import annotations

from hashlib import sha256

from cauce.case.act import Act
from cauce.case.clock import version_of
from cauce.law.library import Library
from cauce.node.cases.bodies import body_of
from cauce.node.cases.models import Act as StoredAct
from cauce.node.cases.present.links import address
from cauce.node.cases.present.names import act_title, procedure_title
from cauce.node.frame import clock, dates
from cauce.node.frame.parts import Column, Row, Table
from cauce.node.frame.words import LANGUAGES, language, pick, say, speaking
from cauce.node.people.directory import Directory
from cauce.node.people.keys import key_id
from cauce.node.record.climb import Climb, Step
from cauce.node.record.models import Entry
from cauce.node.record.paper import Subject, Told
from cauce.record import Receipt, commit


def file_name(row: StoredAct) -> str:
    """Return under which name an act and its receipt are kept: `MX-2021-000123-4`."""
    return f"{row.case.ref}-{row.number}"


def act_rows(row: StoredAct, act: Act, directory: Directory, library: Library) -> list[Row]:
    """Return what the act is: title, case, office, moment, and what was hashed and signed."""
    version, office = version_of(act.judgement.under, library), directory.office(act.by)
    there = address("case", row.case.ref)
    local = row.at.astimezone(clock.zone_of(office.zone if office else ""))
    return [
        Row(say("Act", "Actuación"), act_title(version, act.procedure, act.act), href=f"{there}#act-{row.number}"),
        Row(
            say("Case", "Expediente"),
            f"{row.case.ref} · {procedure_title(library, act.regime, act.procedure)}",
            href=there,
        ),
        Row(say("Office", "Oficina"), pick(office.title) if office else act.by),
        Row(say("Filed", "Presentada"), dates.instant(local, language())),
        Row(say("Act’s digest (SHA-256)", "Huella de la actuación (SHA-256)"), row_digest(row)),
        Row(
            say("Signed with key", "Firmada con la llave"),
            say(
                "{id}, Ed25519, of that office",
                "{id}, Ed25519, de esa oficina",
                id=key_id(bytes(row.key)),
            ),
        ),
    ]


def paper_subject(row: StoredAct, act: Act, directory: Directory, library: Library) -> Subject:
    """Return what the paper receipt says of the act: what its page says, in both languages."""
    version, office = version_of(act.judgement.under, library), directory.office(act.by)
    local = row.at.astimezone(clock.zone_of(office.zone if office else ""))
    told = {}
    for lang in LANGUAGES:
        with speaking(lang):
            told[lang] = Told(
                act_title(version, act.procedure, act.act),
                procedure_title(library, act.regime, act.procedure),
                pick(office.title) if office else act.by,
                dates.instant(local, lang),
            )
    return Subject(file_name(row), row.case.ref, told, row.at)


def row_digest(row: StoredAct) -> str:
    """Return the SHA-256 of the act's canonical bytes, in hexadecimal."""
    if row.case.erased:  # its bytes are gone; what the record committed to is still there
        return bytes(Entry.objects.get(pk=row.entry).digest).hex()
    return sha256(body_of(row)).hexdigest()


def leaf_rows(receipt: Receipt, way: Climb) -> list[Row]:
    """Return how the leaf is made of nonce and digest."""
    return [
        Row(say("Nonce, 32 random bytes", "Nonce, 32 bytes al azar"), receipt.nonce.hex()),
        Row(say("Digest of the act", "Huella de la actuación"), receipt.digest.hex()),
        Row(
            say("Entry: the two hashed together", "Entrada: la huella de ambos juntos"),
            commit(receipt.nonce, receipt.digest).hex(),
        ),
        Row(say("Leaf: the entry in the tree", "Hoja: la entrada en el árbol"), way.leaf),
    ]


def steps_table(way: Climb) -> Table:
    """Return the way to the root as a table, a level a row."""
    columns = [
        Column(say("Step", "Paso"), "number"),
        Column(say("Neighbour", "Vecino")),
        Column(say("Its hash, from the receipt", "Su huella, del acuse"), "code"),
        Column(say("Both together", "Ambos juntos"), "code"),
    ]
    rows = [[step.number, _beside(step), step.neighbour, step.together] for step in way.steps]
    empty = say(
        "This is the only entry so far: its leaf is the root.", "Es la única entrada hasta ahora: su hoja es la raíz."
    )
    return Table(say("From the leaf to the root", "De la hoja a la raíz"), columns, rows, empty)


def _beside(step: Step) -> str:
    if step.side == "left":
        return say("left: {it}", "izquierda: {it}", it=entries_words(step.entries))
    return say("right: {it}", "derecha: {it}", it=entries_words(step.entries))


def entries_words(entries: str) -> str:
    """Return “entry 6” or “entries 0–3”."""
    if "–" in entries:
        return say("entries {it}", "entradas {it}", it=entries)
    return say("entry {it}", "entrada {it}", it=entries)
