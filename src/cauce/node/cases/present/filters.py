"""Filters that stand in the address: which are on, and the address without each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest

from cauce.law.library import Library, Version
from cauce.node.cases.paging import address, day_in, queries
from cauce.node.cases.present.names import Names, procedure_title, recurring_title
from cauce.node.cases.present.values import day_words
from cauce.node.frame.countries import country
from cauce.node.frame.parts import Filter, Option
from cauce.node.frame.words import pick, say


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a list; `values` has only those that mean something."""

    request: HttpRequest
    values: dict[str, str]
    chosen: Sequence[Filter]

    @property
    def clear(self) -> str:
        """The address without any filter."""
        return self.request.path

    def named(self, names: Names) -> Filters:
        """Return them with the person's name in the place of their code."""
        if not (code := self.values.get("person")):
            return self
        chosen = [replace(each, text=names.subject(code)) if each.text == code else each for each in self.chosen]
        return replace(self, chosen=chosen)

    def having(self, name: str, value: str) -> str:
        """Return the address with one filter more, or without it if it is on."""
        rest = {key: given for key, given in self.values.items() if key != name}
        return address(self.request, rest if self.values.get(name) == value else rest | {name: value})


def filters_of(request: HttpRequest, names: Sequence[str], library: Library) -> Filters:
    """Return the filters of these names that are on, in their order; what means nothing is passed over."""
    given = queries(request)
    shown = {name: _WORDS[name](given[name], library) for name in names if name in given}
    values = {name: given[name] for name, words in shown.items() if words}
    chosen = [
        Filter(shown[name], address(request, {key: value for key, value in values.items() if key != name}))
        for name in values
    ]
    return Filters(request, values, chosen)


def procedure_options(library: Library) -> list[Option]:
    """Return every procedure as a choice, regimes with more than one first as a whole."""
    found = []
    for regime in library.regimes.values():
        found.append(Option(regime.id, pick(regime.file.title)))
        names = dict.fromkeys(name for version in regime.versions for name in version.file.procedures)
        found += [Option(f"{regime.id}/{name}", f"– {procedure_title(library, regime.id, name)}") for name in names]
    return found


def _procedure(value: str, library: Library) -> str:
    regime, _, procedure = value.partition("/")
    if regime not in library.regimes:
        return ""
    return procedure_title(library, regime, procedure) if procedure else pick(library.regimes[regime].file.title)


def rule_in(value: str, library: Library) -> tuple[list[Version], str, str]:
    """Return the versions, the procedure and the rule that `REGIME[@DAY]/PROCEDURE/RULE` names; no version if none."""
    under, procedure, rule = [*value.split("/"), "", ""][:3]
    regime = library.regimes.get(under.partition("@")[0])
    known = [version for version in regime.versions if under in (regime.id, version.id)] if regime else []
    found = [version for version in known if rule in getattr(version.file.procedures.get(procedure), "expects", ())]
    return found, procedure, rule


def _flag(value: str, library: Library) -> str:
    versions, procedure, rule = rule_in(value, library)
    if not versions:
        return ""
    says = pick(versions[-1].file.procedures[procedure].expects[rule].says)
    return say("irregular: {says}", "irregular: {says}", says=says)


def _alike(value: str, library: Library) -> str:
    """Return the rule of duties that are alike, and their day: `2021-09-10/mx-lsn/monthly-report/embassy`, `-/…`."""
    day, _, rest = value.partition("/")
    regime, _, rest = rest.partition("/")
    last = day_in({"day": day}, "day")
    if regime not in library.regimes or (last is None and day != "-"):
        return ""
    title = recurring_title(library, regime, rest.partition("/")[0])
    return f"{title}, {day_words(last)}" if title and last else title


def _one_of(**known: tuple[str, str]) -> Callable[[str, Library], str]:
    return lambda value, library: say(*known[value]) if value in known else ""


def _day(en: str, es: str) -> Callable[[str, Library], str]:
    def words(value: str, library: Library) -> str:
        found = day_in({"day": value}, "day")
        return say(en, es, day=day_words(found)) if found else ""

    return words


_WORDS: dict[str, Callable[[str, Library], str]] = {
    "show": _one_of(
        overdue=("overdue", "vencidos"),
        soon=("due soon", "por vencer"),
        later=("later", "más adelante"),
        silent=("without a last day", "sin fecha"),
    ),
    "list": _one_of(
        owes=("owed by us", "lo que debemos"),
        owed=("owed to us", "lo que nos deben"),
        receipts=("receipts to give", "acuses por dar"),
    ),
    "procedure": _procedure,
    "alike": _alike,
    "q": lambda value, library: say("“{value}”", "«{value}»", value=value),
    "stage": _one_of(open=("open", "en trámite"), closed=("closed", "concluidos")),
    "state": lambda value, library: country(value) if len(value) == 2 and value.isalpha() else "",
    "irregular": _one_of(**{"1": ("with irregularities", "con irregularidades")}),
    "news": _one_of(**{"1": ("with news nobody has seen", "con novedades sin consultar")}),
    "flag": _flag,
    "person": lambda value, library: value,
    "since": _day("opened from {day}", "abiertos desde el {day}"),
    "until": _day("opened up to {day}", "abiertos hasta el {day}"),
}
