"""What a person at the terminal is told when a command cannot do what was asked: code, words, what to do next."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from typing import Any

from cauce.cli.words import language, say

Words = Mapping[str, str]

#: exit codes, the same for every command
FINE, FOUND, BAD_USE = 0, 1, 2

#: code → what is wrong and what to do next, in both languages
PROBLEMS: dict[str, tuple[Words, Words]] = {
    "cli.E001": (
        {"en": "Something went wrong that was not foreseen: {what}.", "es": "Ocurrió algo imprevisto: {what}."},
        {
            "en": "Nothing was changed by halves. Run again with CAUCE_DEBUG=1 and report what it shows.",
            "es": "Nada quedó a medias. Ejecute de nuevo con CAUCE_DEBUG=1 e informe lo que muestre.",
        },
    ),
    "cli.E002": (
        {"en": "There is no command “{name}”.", "es": "No existe la instrucción «{name}»."},
        {"en": "Known: {known}.", "es": "Se conocen: {known}."},
    ),
    "cli.E003": (
        {"en": "There is no option “{name}”.", "es": "No existe la opción «{name}»."},
        {"en": "See “{command} --help”.", "es": "Consulte «{command} --help»."},
    ),
    "cli.E004": (
        {"en": "“{name}” is missing.", "es": "Falta «{name}»."},
        {"en": "See “{command} --help”.", "es": "Consulte «{command} --help»."},
    ),
    "cli.E005": (
        {"en": "“{name}” cannot be used like this: {why}", "es": "«{name}» no puede usarse así: {why}"},
        {"en": "See “{command} --help”.", "es": "Consulte «{command} --help»."},
    ),
    "cli.E006": (
        {"en": "“{value}” is not a day of the calendar.", "es": "«{value}» no es un día del calendario."},
        {
            "en": "Write it as year-month-day, such as 2021-02-03.",
            "es": "Escríbalo como año-mes-día, por ejemplo 2021-02-03.",
        },
    ),
    "cli.E007": (
        {
            "en": "“{value}” is not a moment with its offset.",
            "es": "«{value}» no es un momento con su diferencia horaria.",
        },
        {"en": "Write it as 2023-03-31T23:30-07:00.", "es": "Escríbalo como 2023-03-31T23:30-07:00."},
    ),
    "cli.E008": (
        {"en": "Say on which day it happened.", "es": "Indique qué día ocurrió."},
        {
            "en": "Use --day, or --moment with --place or --zone; a recurring duty takes --period.",
            "es": "Use --day, o --moment con --place o --zone; un deber periódico lleva --period.",
        },
    ),
    "cli.E009": (
        {
            "en": "“{value}” is not a period of the kind “{every}”.",
            "es": "«{value}» no es un periodo de tipo «{every}».",
        },
        {"en": "Write it like {example}.", "es": "Escríbalo como {example}."},
    ),
    "cli.E010": (
        {"en": "“{value}” sets no parameter.", "es": "«{value}» no fija ningún parámetro."},
        {"en": "Write NAME=NUMBER, such as {example}=10.", "es": "Escriba NOMBRE=NÚMERO, por ejemplo {example}=10."},
    ),
    "cli.E011": (
        {"en": "There is no such path: {path}.", "es": "No existe la ruta: {path}."},
        {"en": "Check the path.", "es": "Revise la ruta."},
    ),
    "cli.E012": (
        {"en": "A term in hours runs from a moment.", "es": "Un plazo en horas corre desde un momento."},
        {"en": "Use --moment instead of --day.", "es": "Use --moment en lugar de --day."},
    ),
    "cli.E013": (
        {
            "en": "This node has no case “{name}”, nor a regime of that name.",
            "es": "Este nodo no tiene el expediente «{name}» ni un régimen con ese nombre.",
        },
        {
            "en": "Cases are named like MX-2021-000132. What recurs stands under its regime: {known}.",
            "es": "Los expedientes se llaman como MX-2021-000132. Lo periódico está bajo su régimen: {known}.",
        },
    ),
    "cli.E014": (
        {
            "en": "{case} has no duty or irregular act “{name}”.",
            "es": "{case} no tiene el deber ni la irregularidad «{name}».",
        },
        {"en": "It has: {known}.", "es": "Tiene: {known}."},
    ),
    "cli.E015": (
        {"en": "No recurring duty stands under “{name}”.", "es": "Ninguna obligación periódica está bajo «{name}»."},
        {
            "en": "Leave parts off the end to see what there is: REGIME/RULE/PERIOD/WHO/WHOM.",
            "es": "Quite partes del final para ver qué hay: RÉGIMEN/REGLA/PERIODO/QUIÉN/SOBRE-QUIÉN.",
        },
    ),
}


class BadUse(Exception):
    """The command was asked for something that it cannot do."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(f"{code}: {self.text('en')}")

    def text(self, lang: str) -> str:
        """Return what is wrong, in `lang`."""
        return PROBLEMS[self.code][0][lang].format(**self.values)

    def advice(self, lang: str) -> str:
        """Return what to do next, in `lang`."""
        return PROBLEMS[self.code][1][lang].format(**self.values)


#: how many findings of a pack that was not loaded are shown at once
_SHOWN = 5


def tell(problem: Any) -> None:
    """Print an error that has a code, words and a hint to the words' stream."""
    lang = language()
    print(f"{problem.code}: {problem.text(lang)}", file=sys.stderr)
    for finding in getattr(problem, "findings", ())[:_SHOWN]:
        print(f"  {finding.file}:{finding.line}: {finding.code} {finding.text(lang)}", file=sys.stderr)
    if hint := problem.advice(lang):
        print(f"→ {hint}", file=sys.stderr)


def tell_unexpected(err: BaseException) -> None:
    """Print what nobody foresaw, without a traceback unless it is asked for."""
    if os.environ.get("CAUCE_DEBUG"):
        raise err
    tell(BadUse("cli.E001", what=f"{type(err).__name__}: {err}".rstrip(": ")))


def from_usage(err: Any, known: str) -> BadUse:
    """Return what the library of the command line found wrong, in our own words."""
    context = getattr(err, "ctx", None)
    command = context.command_path if context is not None else "cauce"
    kind = type(err).__name__
    if kind == "NoSuchOption":
        return BadUse("cli.E003", name=err.option_name, command=command)
    name = _name_of(err)
    if kind == "MissingParameter":
        return BadUse("cli.E004", name=name, command=command)
    if "No such command" in str(err):
        return BadUse("cli.E002", name=str(err).split("'")[1], known=known)
    return BadUse("cli.E005", name=name, why=_why(str(err)), command=command)


#: what the library of the command line says → the same in both languages
_WHYS = (
    (r"greater than or equal to (.+)$", "it is at least {0}.", "vale {0} o más."),
    (r"less than or equal to (.+)$", "it is at most {0}.", "vale {0} o menos."),
    (r"valid integer", "it is a whole number.", "es un número entero."),
    (r"requires an argument", "its value is missing.", "falta su valor."),
    (r"does not take a value", "it takes no value.", "no lleva valor."),
    (r"extra arguments?(?:\(s\))? \((.+)\)$", "“{0}” is too much.", "sobra «{0}»."),
    (r"is not one of (.+?)\.?$", "it is one of {0}.", "es uno de {0}."),
)


def _why(message: str) -> str:
    for pattern, en, es in _WHYS:
        if found := re.search(pattern, message):
            return say(en, es).format(*found.groups())
    return message


def _name_of(err: Any) -> str:
    param = getattr(err, "param", None)
    if param is None:
        return str(getattr(err, "option_name", "cauce"))
    return str(param.metavar or param.opts[0]) if param.param_type_name == "argument" else str(param.opts[0])
