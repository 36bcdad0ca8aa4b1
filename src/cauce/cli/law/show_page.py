"""A version of a law, for a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape

from cauce.cli.output import out
from cauce.cli.words import language, say
from cauce.law.library import Version
from cauce.law.schema import Act, Duty, Procedure, Recurring
from cauce.law.schema.terms import Term

_SURE = {
    "official": ("official text", "texto oficial"),
    "press": ("press or public accounts", "prensa o relatos públicos"),
    "reading": ("an interpretation", "una interpretación"),
    "known": ("background, not read", "antecedente no leído"),
}


class Page:
    """Prints one version; every line of a rule ends with its source and how sure we are of it."""

    def __init__(self, version: Version, console: Console) -> None:
        self.version, self.console, self.lang = version, console, language()

    def text(self, model: Any) -> str:
        """Return one language of a bilingual text."""
        return str(getattr(model, self.lang))

    def head(self, words: str) -> None:
        """Print the head of a section."""
        self.console.print(f"\n[bold]{escape(words)}[/]")

    def line(self, key: str, words: str, rule: Any = None, indent: int = 2) -> None:
        """Print a line for a rule."""
        cited = self._cited(rule.source, getattr(rule, "sure", None)) if rule is not None and rule.source else ""
        self.console.print(f"{' ' * indent}[cyan]{escape(key)}[/]  {escape(words)}{cited}", soft_wrap=True)

    def _cited(self, citations: Sequence[str], override: Any) -> str:
        sure = say(*_SURE[self.version.sure(citations, override)])
        return f" [dim]({escape('; '.join(citations))} · {sure})[/]"

    def kinds(self, names: Sequence[str] | None) -> str:
        """Return the titles of office kinds."""
        offices = self.version.file.offices
        return ", ".join(self.text(offices[name].title) if name in offices else name for name in names or ())


def print_version(version: Version) -> None:
    """Print everything that a version holds, section by section."""
    page = Page(version, out())
    _print_frame(page)
    _print_named(page)
    for name, procedure in version.file.procedures.items():
        _print_procedure(page, name, procedure)
    if version.file.recurring:
        page.head(say("Recurring duties", "Deberes periódicos"))
    for name, rule in version.file.recurring.items():
        page.line(name, f"{page.text(rule.title)}: {term_words(rule.within) or _silence(page, rule)}", rule)


def _print_frame(page: Page) -> None:
    version, regime = page.version, page.version.regime
    until = version.until.isoformat() if version.until else say("no end known", "sin fin conocido")
    page.console.print(f"[bold]{escape(page.text(regime.title))}[/]")
    page.console.print(f"{version.id} · {escape(page.text(version.file.title))} · {version.since} – {until}")
    page.console.print(escape(page.text(version.file.summary)))
    page.head(say("Sources", "Fuentes"))
    for name, source in regime.sources.items():
        page.line(name, f"{source.cite}: {page.text(source.title)} ({say(*_SURE[source.sure])})")
    if regime.unchanged_as_of:
        page.line(
            "=",
            say(
                f"unchanged, as of {regime.unchanged_as_of}", f"sin cambios hasta el texto del {regime.unchanged_as_of}"
            ),
        )
    for entry in regime.history:
        page.line(entry.cite, page.text(entry.touches), indent=4)


def _print_named(page: Page) -> None:
    file = page.version.file
    sections: tuple[tuple[str, dict[str, Any]], ...] = (
        (say("Articles", "Artículos"), dict(file.articles)),
        (say("Offices", "Oficinas"), dict(file.offices)),
        (say("Standings", "Calidades"), dict(file.standings)),
        (say("Readings of an unclear term", "Lecturas de un plazo ambiguo"), dict(file.readings)),
        (say("What the texts leave open", "Lo que los textos dejan abierto"), dict(file.parameters)),
    )
    for head, rules in sections:
        if rules:
            page.head(head)
        for name, rule in rules.items():
            more = getattr(rule, "summary", None) or getattr(rule, "basis", None) or getattr(rule, "silence", None)
            value = getattr(rule, "value", None)
            words = page.text(rule.title) + (f": {page.text(more)}" if more else "") + (f" = {value}" if value else "")
            page.line(name, words, rule)


def _print_procedure(page: Page, name: str, procedure: Procedure) -> None:
    page.head(f"{name}: {page.text(procedure.title)}")
    page.console.print(f"  {escape(page.text(procedure.summary))}", soft_wrap=True)
    for key, act in procedure.acts.items():
        page.line(key, _act_words(page, procedure, act), act)
    for key, expected in procedure.expects.items():
        page.line(f"? {key}", f"{', '.join(expected.of)}: {page.text(expected.says)}", expected)
    for key, duty in procedure.duties.items():
        page.line(f"! {key}", _duty_words(page, duty), duty)


def _act_words(page: Page, procedure: Procedure, act: Act) -> str:
    stages = ", ".join(_stage(page, procedure, stage) for stage in act.from_)
    to = f" → {_stage(page, procedure, act.to)}" if act.to else ""
    doers = page.kinds(act.by) or _seats(page, act)
    return f"{page.text(act.title)} [{doers}; {stages}{to}]"


def _seats(page: Page, act: Act) -> str:
    panel = page.kinds([act.by_seats_of]) if act.by_seats_of else ""
    return say(f"the seats of {panel}", f"integrantes de {panel}")


def _stage(page: Page, procedure: Procedure, name: str) -> str:
    words = {"start": say("start", "inicio"), "any": say("any stage", "cualquier etapa")}
    return words.get(name) or page.text(procedure.stages[name].title)


def _duty_words(page: Page, duty: Duty) -> str:
    term = term_words(duty.within or duty.at_least_before)
    if duty.at_least_before is not None:
        term = say(f"at least {term} before", f"con al menos {term} de anticipación")
    to = f" → {page.kinds(duty.to)}" if duty.to else ""
    return f"{page.text(duty.title)}{to}: {term or _silence(page, duty)}"


def _silence(page: Page, rule: Duty | Recurring) -> str:
    return page.text(rule.silence) if rule.silence else say("no term", "sin plazo")


#: one and many, in English and Spanish
_UNITS = {
    "days": (("day", "día"), ("days", "días")),
    "calendar_days": (("calendar day", "día natural"), ("calendar days", "días naturales")),
    "business_days": (("business day", "día hábil"), ("business days", "días hábiles")),
    "hours": (("hour", "hora"), ("hours", "horas")),
    "weeks": (("week", "semana"), ("weeks", "semanas")),
    "months": (("month", "mes"), ("months", "meses")),
    "years": (("year", "año"), ("years", "años")),
}


def term_words(term: Term | None) -> str:
    """Return a term in words; nothing if there is none."""
    if term is None:
        return ""
    amount = term.amount if isinstance(term.amount, int) else f"⟨{term.amount.parameter}⟩"
    if term.unit == "day_of_month":
        return say(f"day {amount} of the month after", f"día {amount} del mes siguiente")
    return f"{amount} {say(*_UNITS[term.unit][amount != 1])}"
