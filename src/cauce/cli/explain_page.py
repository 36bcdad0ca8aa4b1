"""The answer of `cauce explain`, for a person, in the words of the pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.markup import escape
from rich.table import Table

from cauce.cli.law.due_page import weekday
from cauce.cli.output import err, out
from cauce.node.cases.explained import Found
from cauce.node.cases.present.acts import flag_of
from cauce.node.cases.present.clocks import Card, ReadingLine, card_of
from cauce.node.cases.present.law import Basis
from cauce.node.cases.present.names import Names, procedure_title
from cauce.node.frame.days import KINDS
from cauce.node.frame.words import pick, say
from cauce.node.people.directory import directory


class Page:
    """Prints what was found: a list, or one explanation."""

    def __init__(self, found: Found) -> None:
        self.found = found
        around = found.world
        self.names = Names(directory(), around.library).learn(duty.about for duty in found.duties.values())

    def list(self) -> None:
        """Print all that can be explained, a line each."""
        found = self.found
        title = found.world.library.regime(found.regime).file.title
        if found.case is not None:
            title_of_case = procedure_title(found.world.library, found.regime, found.case.procedure)
            out().print(f"[bold]{escape(found.name)}[/] · {escape(title_of_case)}")
        else:
            out().print(f"[bold]{escape(found.name)}[/] · {escape(pick(title))}")
        if found.case is not None and found.case.erased:
            err().print(
                say(
                    "What this case said was erased by law. Its duties went with it; what its acts offended is left.",
                    "El contenido de este expediente se suprimió conforme a la ley, y con él sus deberes; queda lo que "
                    "faltó en sus actuaciones.",
                )
            )
        elif not found.names:
            err().print(
                say(
                    "Nothing is owed in it, and no act is irregular.",
                    "Nada se debe en él y ninguna actuación es irregular.",
                )
            )
        if not found.names:
            return
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for name in found.duties:
            table.add_row(*map(escape, self._line(name)))
        for name, flagged in found.flags.items():
            flag = flag_of(flagged.under, flagged.procedure, flagged.flag, found.world)
            cited = flag.basis.cite if flag.basis else ""
            table.add_row(escape(name), say("Irregular", "Irregular"), "", escape(flag.says), escape(cited))
        out().print(table)
        case = found.case.ref if found.case else ""
        err().print(say("More: ", "Más: ") + " ".join(part for part in ("cauce explain", case, found.names[0]) if part))

    def _line(self, name: str) -> tuple[str, ...]:
        card = self._card(name)
        last = card.last_day.isoformat() if card.last_day else "–"
        return (name.removesuffix("/"), pick(card.chip.text), last, card.title, card.basis.cite if card.basis else "")

    def one(self, name: str) -> None:
        """Print one explanation."""
        if name in self.found.duties:
            self._duty(name)
        else:
            self._flag(name)

    def _card(self, name: str) -> Card:
        found = self.found
        return card_of(found.duties[name], found.world, self.names, found.today)

    def _duty(self, name: str) -> None:
        found, duty = self.found, self.found.duties[name]
        card = card_of(duty, found.world, self.names, found.today, found.earlier(name))
        status = f"{pick(card.chip.text)}{f' ({card.left})' if card.left else ''}"
        out().print(f"[bold]{escape(card.title)}[/] · {escape(duty.under)}")
        _rows(
            (say("Owed by", "Lo debe"), f"{card.owes} ({duty.owes})"),
            (say("About", "Sobre"), self.names.subject(duty.about) if duty.about else ""),
            (say("Last day", "Último día"), _last_day(card)),
            (say("On {day}", "Al {day}", day=found.today.isoformat()), status),
        )
        _print_basis(card.basis)
        _print_days(card)
        _print_readings(card)
        for line in card.lines:
            out().print(f"  {escape(line)}")

    def _flag(self, name: str) -> None:
        found, flagged = self.found, self.found.flags[name]
        flag = flag_of(flagged.under, flagged.procedure, flagged.flag, found.world)
        out().print(f"[bold]{escape(flag.says)}[/] · {escape(flagged.under)}")
        _rows((say("Act", "Actuación"), f"{found.name}, {flagged.number}"))
        _print_basis(flag.basis)
        words = say(
            "The act was taken and is valid as a record; the law asks for something it lacks.",
            "La actuación se recibió y consta; le falta algo que la ley pide.",
        )
        out().print(f"  {words}")


def _last_day(card: Card) -> str:
    """Return the last day, with the hour at which a term in hours ends."""
    return _joined((weekday(card.last_day.isoformat()), card.hour), ", ") if card.last_day else ""


def _rows(*rows: tuple[str, str]) -> None:
    """Print rows with a label; those that say nothing are left out."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for label, text in rows:
        if text:
            table.add_row(label, escape(text))
    out().print(table)


def _print_basis(basis: Basis | None) -> None:
    if basis is None:
        out().print(f"  {say('This node no longer has that law.', 'Este nodo ya no tiene esa norma.')}")
        return
    _rows(
        (say("Rule", "Regla"), basis.rule),
        (say("Source", "Fuente"), f"{basis.cite}: {basis.titles}"),
        (say("Rank", "Rango"), basis.rank),
        (say("How sure", "Certeza"), basis.sure),
        *((say("Note", "Nota"), note) for note in basis.notes),
    )


def _print_days(card: Card) -> None:
    """Print every day of the count by the reading that governs, and the last days by the others."""
    if card.counted is None:
        return
    out().print(f"\n[bold]{escape(pick(card.counted.caption))}[/]")
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for day, mark in sorted(card.counted.marks.items()):
        number = str(mark.number) if mark.number is not None else ""
        words = (pick(KINDS[mark.kind]) if mark.kind in KINDS else "", pick(mark.why))
        table.add_row(weekday(day.isoformat()), number, escape(_joined(words, ": ")))
    out().print(table)


def _print_readings(card: Card) -> None:
    if not card.readings:
        return
    out().print(f"\n[bold]{say('Every reading', 'Cada lectura')}[/]")
    for reading in card.readings:
        governs = say("governs", "rige") if reading.governs else ""
        words = (reading.title, weekday(reading.last_day.isoformat()), reading.calendar, governs)
        out().print(f"  {escape(_joined(words, ' · '))}")
        _print_grounds(reading)
    out().print()
    if card.adopted is not None:
        adopted = card.adopted
        chosen = say(
            "The reading was adopted by {office}, from {day} ({case}, act {n}).",
            "La lectura fue adoptada por {office}, desde el {day} ({case}, actuación {n}).",
            office=adopted.office, day=adopted.since.isoformat(), case=adopted.case, n=adopted.number,
        )  # fmt: skip
        out().print(f"  {escape(chosen)}")
    elif len(card.readings) > 1:
        nobody = say(
            "Nobody has adopted a reading; until then the first of the version governs.",
            "Nadie ha adoptado una lectura; mientras tanto rige la primera de la versión.",
        )
        out().print(f"  {nobody}")
    _print_earlier(card)


def _print_grounds(reading: ReadingLine) -> None:
    if reading.basis:
        cited = f" ({reading.cite})" if reading.cite else ""
        out().print(f"    {say('rests on', 'se apoya en')}: {escape(reading.basis + cited)}")
        out().print(f"    {say('against it', 'en contra')}: {escape(reading.weakness)}")


def _print_earlier(card: Card) -> None:
    for each in card.earlier:
        before = say(
            "Before {case}, act {n}, the answer was: {day}.",
            "Antes de {case}, actuación {n}, la respuesta era: {day}.",
            case=each.case, n=each.number, day=_day(each.last_day),
        )  # fmt: skip
        out().print(f"  {escape(before)}")


def _day(day: date | None) -> str:
    return weekday(day.isoformat()) if day else say("no last day", "sin vencimiento")


def _joined(parts: Iterable[str], between: str) -> str:
    return between.join(part for part in parts if part)
