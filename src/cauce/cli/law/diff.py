"""`cauce law diff`: what a reform changed, rule by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cauce.cli.law.common import AsJson, Packs, RegimeId, load, read_day
from cauce.cli.words import language, say

if TYPE_CHECKING:
    from cauce.law.diff import Change
    from cauce.law.library import Version
    from cauce.node.law.compared import Altered

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
    """Print what the page that compares two versions shows, in the same words."""
    from rich.markup import escape

    from cauce.cli.output import err, out
    from cauce.node.frame.words import speaking
    from cauce.node.law.compared import compare

    console, lang = out(), language()
    console.print(f"[bold]{before.id} → {after.id}[/]")
    console.print(getattr(after.file.summary, lang), markup=False)
    with speaking(lang):
        compared = compare(before, after)
    for section in compared.sections:
        console.print(f"\n[bold]{escape(section.title)}[/]")
        for each in section.differences:
            sign, colour = _SIGNS[each.kind]
            part = f" ({each.part})" if each.part else ""
            console.print(f"  [{colour}]{sign} {escape(each.title)}[/]{escape(part)}  [dim]{escape(each.code)}[/]")
            for altered in each.altered:
                old, new = (_short(altered, left_out) for left_out in ("new", "gone"))
                console.print(f"      {altered.key}: {old} → {new}", markup=False)
    count = len(changes)
    err().print(say(f"{count} rules differ.", f"Difieren {count} reglas."))


#: how a kind of change is shown, in letters and in colour
_SIGNS = {"added": ("+", "green"), "removed": ("−", "red"), "changed": ("~", "yellow")}


def _short(altered: Altered, left_out: str) -> str:
    text = "".join(bit.text for bit in altered.bits if bit.kind != left_out) or "–"
    return text if len(text) <= 160 else f"{text[:159]}…"
