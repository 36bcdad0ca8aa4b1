"""The answer of `cauce law due`, for a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from rich.markup import escape
from rich.table import Table

from cauce.cli.law.due_answer import Answer
from cauce.cli.output import both, err, out
from cauce.cli.words import language, say
from cauce.law.calendars import WEEKDAYS


def print_answer(answer: Answer) -> None:
    """Print who owes what, and the last day under every reading with its days and its ground."""
    out().print(f"[bold]{words_of(answer.rule.title)}[/] · {answer.version.id} · {', '.join(answer.rule.source)}")
    if "silent" in answer.data:
        _print_silence(answer.data["silent"])
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for head in (say("Reading", "Lectura"), say("Last day", "Último día"), say("Counted", "Computados"),
                 say("Skipped", "Omitidos")):  # fmt: skip
        table.add_column(head)
    for name, found in answer.data.items():
        table.add_row(
            _title(answer, name), weekday(found["last_day"]), _days(found.get("counted", [])), _skipped(found)
        )
    out().print(table)
    _print_grounds(answer)
    zone = answer.question.library.regime(answer.question.regime).file.zone
    err().print(
        say(
            f"Filings are dated in {zone}: a last day ends at midnight there.",
            f"Lo que se presenta se fecha en {zone}: el último día termina allí a la medianoche.",
        )
    )


def warn(answer: Answer) -> None:
    """Say on stderr that nothing was owed on the day, where the duty only came later."""
    if answer.hypothetical:
        since = answer.version.since
        err().print(
            say(
                f"Nothing was owed that day: the duty is law from {since}. Counted under that version all the same.",
                f"Nada se debía ese día: el deber rige desde el {since}. Se computa de todos modos, según esa versión.",
            )
        )


def words_of(text: Any) -> str:
    """Return a bilingual text in the language in use, safe to print."""
    return escape(both(text, language()))


def _title(answer: Answer, name: str) -> str:
    reading = answer.version.file.readings.get(name)
    return f"{name}: {words_of(reading.title)}" if reading else say("the text is clear", "el texto es claro")


def weekday(day: str) -> str:
    """Return a day with its weekday, such as `Saturday 2021-02-06`."""
    return f"{WEEKDAYS[date.fromisoformat(day).weekday()][1][language()]} {day}"


def _days(days: list[str]) -> str:
    return ", ".join(day[5:] for day in days) if len(days) <= 6 else say(f"{len(days)} days", f"{len(days)} días")


def _skipped(found: dict[str, Any]) -> str:
    lang = language()
    lines = [
        f"{each['day'][5:]} {', '.join(why['title'][lang] for why in each['why'])}" for each in found.get("skipped", [])
    ]
    if found.get("rolled_from"):
        why = ", ".join(each["title"][lang] for each in found["rolled_why"])
        lines.insert(
            0, say(f"rolls from {found['rolled_from'][5:]}, {why}", f"se recorre del {found['rolled_from'][5:]}, {why}")
        )
    return "\n".join(lines) or "–"


def _print_grounds(answer: Answer) -> None:
    for name in answer.data:
        reading = answer.version.file.readings.get(name)
        if reading is not None:
            out().print(f"\n[bold]{name}[/] {say('rests on', 'se apoya en')}: {words_of(reading.basis)}")
            out().print(f"  {say('against it', 'en contra')}: {words_of(reading.weakness)}")


def _print_silence(silent: dict[str, Any]) -> None:
    says = silent["says"]
    out().print(says[language()] if says else say("The texts give no term.", "Los textos no fijan plazo."))
    if silent["parameter"]:
        name = silent["parameter"]
        hint = say(f"To try a value: --parameter {name}=NUMBER", f"Para probar un valor: --parameter {name}=NÚMERO")
        err().print(hint)
