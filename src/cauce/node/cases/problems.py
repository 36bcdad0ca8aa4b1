"""What the node finds wrong with an act before the kernel is asked; codes `form.E…` and `access.E…`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cauce.case.errors import Problem
from cauce.node.cases.paging import day_in
from cauce.node.frame import parts
from cauce.node.frame.words import language

PROBLEMS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "access.E001": (
        {
            "en": "You do not act for this office, or no longer.",
            "es": "Usted no actúa por esta oficina, o ya no.",
        },
        {
            "en": "Nothing was recorded. Ask whoever runs this node about your appointment.",
            "es": "No se registró nada. Pregunte por su nombramiento a quien opera este nodo.",
        },
    ),
    "form.E001": (
        {
            "en": "“{title}” names somebody from the register and somebody else too.",
            "es": "«{title}» nombra a alguien del registro y también a otra persona.",
        },
        {"en": "Keep one of the two.", "es": "Deje solo uno de los dos."},
    ),
    "form.E002": (
        {"en": "“{value}” could be several people.", "es": "«{value}» puede ser más de una persona."},
        {"en": "Write the code of one: {known}.", "es": "Escriba la clave de una: {known}."},
    ),
    "form.E003": (
        {
            "en": "“{value}” is not a day of the calendar and was passed over.",
            "es": "«{value}» no es un día del calendario y no se tomó en cuenta.",
        },
        {
            "en": "Write it as year-month-day, such as 2021-02-03.",
            "es": "Escríbalo como año-mes-día, por ejemplo 2021-02-03.",
        },
    ),
    "form.E004": (
        {"en": "“{value}” could be several people.", "es": "«{value}» puede ser más de una persona."},
        {"en": "Write the whole name, or the code.", "es": "Escriba el nombre completo o la clave."},
    ),
}


@dataclass(frozen=True, slots=True)
class FormProblem(Problem):
    """One of PROBLEMS."""

    def text(self, lang: str) -> str:
        """Return what is wrong, in `lang`."""
        return PROBLEMS[self.code][0][lang].format(**self._in(lang))

    def advice(self, lang: str) -> str:
        """Return what to do next, in `lang`."""
        return PROBLEMS[self.code][1][lang].format(**self._in(lang))


def wrong_days(values: Mapping[str, str], names: Iterable[str]) -> list[parts.Problem]:
    """Return what is wrong with days in an address: the page of another day must not pass for the one asked for."""
    wrong = [name for name in names if name in values and day_in(values, name) is None]
    return shown(FormProblem("form.E003", name, {"value": values[name][:60]}) for name in wrong)


def shown(problems: Iterable[Problem]) -> list[parts.Problem]:
    """Return problems as pages show them: words, advice, code."""
    lang = language()
    return [parts.Problem(each.field, f"{each.text(lang)} {each.advice(lang)} [{each.code}]") for each in problems]
