"""`cauce law diff`: what a reform changed, rule by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cauce.cli.law.common import AsJson, Packs, RegimeId, load, read_day
from cauce.cli.words import language, say

if TYPE_CHECKING:
    from cauce.law.diff import Change
    from cauce.law.library import Version

HELP = ("Compare the law of two days.", "Compara la ley de dos días.")
_Day = Annotated[str, typer.Argument(metavar=say("DAY", "DÍA"), help=say("YYYY-MM-DD", "AAAA-MM-DD"))]


def command(regime: RegimeId, first: _Day, second: _Day, packs: Packs = None, as_json: AsJson = False) -> int:
    """Print the differences between the versions in force on two days."""
    from cauce.cli.output import print_json
    from cauce.law.diff import diff_versions

    library = load(packs)
    before, after = (library.in_force(regime, read_day(day)) for day in (first, second))
    changes = diff_versions(before, after)
    if as_json:
        print_json({"before": before.id, "after": after.id, "changes": [change.to_json() for change in changes]})
    else:
        _print(before, after, changes)
    return 0


def _print(before: Version, after: Version, changes: list[Change]) -> None:
    from rich.markup import escape

    from cauce.cli.output import err, out

    console, lang = out(), language()
    console.print(f"[bold]{before.id} → {after.id}[/]")
    console.print(getattr(after.file.summary, lang), markup=False)
    section = ""
    for change in changes:
        head = ".".join(change.path[:-1])
        if head != section:
            section = head
            console.print(f"\n[bold]{head}[/]")
        colour = {"added": "green", "removed": "red", "changed": "yellow"}[change.kind]
        console.print(f"  [{colour}]{_SIGNS[change.kind]} {change.path[-1]}[/]  {escape(change.titles[lang])}")
        if change.kind == "changed":
            for key in change.keys:
                console.print(f"      {key}: {_short(change.before, key)} → {_short(change.after, key)}", markup=False)
    count = len(changes)
    err().print(say(f"{count} rules differ.", f"Difieren {count} reglas."))


_SIGNS = {"added": "+", "removed": "−", "changed": "~"}


def _short(rule: dict[str, Any] | None, key: str) -> str:
    value = (rule or {}).get(key)
    if isinstance(value, dict) and set(value) == {"en", "es"}:
        value = value[language()]
    text = "–" if value is None else _flat(value)
    return text if len(text) <= 160 else f"{text[:159]}…"


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flat(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(_flat, value)) + "]" if isinstance(value, list) else str(value)
