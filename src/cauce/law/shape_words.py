"""What a value of a pack should have been, in words of both languages."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

Words = dict[str, str]

#: rules of the form "exactly one of these", by the name under which the models raise them
RULES: dict[str, dict[str, object]] = {
    "one-unit": {
        "what": {"en": "unit of a term", "es": "unidad del plazo"},
        "keys": "days, calendar-days, business-days, hours, weeks, months, years, day-of-month",
    },
    "one-condition": {
        "what": {"en": "leading key of a condition", "es": "clave principal de la condición"},
        "keys": "done, standing, field, actor, sender, duty, carried, parameter, stage, never",
    },
    "one-actor": {
        "what": {"en": "way to say who may do it", "es": "forma de decir quién puede hacerlo"},
        "keys": "by, by-seats-of",
    },
    "one-obligor": {
        "what": {"en": "way to say who owes", "es": "forma de decir quién debe"},
        "keys": "office, actor, field, mission-of, opener",
    },
    "one-direction": {
        "what": {"en": "direction of the term", "es": "dirección del plazo"},
        "keys": "within, at-least-before",
    },
}

_PATTERNS: dict[str, Words] = {
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": {
        "en": "an id: lower-case letters and digits joined by hyphens",
        "es": "un identificador: minúsculas y cifras unidas por guiones",
    },
    r"^[A-Z]{2}$": {"en": "a country code such as MX", "es": "una clave de país, como MX"},
    r"^[A-Z]{2}(-[A-Z0-9]{1,3}(-[A-Z0-9]{1,5})?)?$": {
        "en": "a place code such as MX, MX-CHH or MX-CHH-037",
        "es": "una clave de lugar, como MX, MX-CHH o MX-CHH-037",
    },
    r"^[a-z][a-z0-9-]*( .{1,120})?$": {
        "en": "a citation: a key of sources and, after a space, the place in it",
        "es": "una cita: una clave de sources y, tras un espacio, el lugar en ella",
    },
    r"^[01][0-9]-[0-3][0-9]$": {"en": "a month and day, MM-DD", "es": "mes y día, MM-DD"},
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": {"en": "a time, HH:MM", "es": "una hora, HH:MM"},
    r"^[A-Z]{2,6}$": {"en": "two to six capital letters", "es": "de dos a seis letras mayúsculas"},
    r"^((state|mission) of )?[a-z][a-z0-9]*(-[a-z0-9]+)*$": {
        "en": "a field, “actor”, “state of …” or “mission of …”",
        "es": "un campo, «actor», «state of …» o «mission of …»",
    },
}

_TYPES: dict[str, Words] = {
    "int_type": {"en": "a whole number", "es": "un número entero"},
    "float_type": {"en": "a number", "es": "un número"},
    "string_type": {"en": "text (put it in quotes)", "es": "texto (entrecomíllelo)"},
    "bool_type": {"en": "true or false", "es": "true o false"},
    "date_type": {"en": "a day, YYYY-MM-DD", "es": "un día, AAAA-MM-DD"},
    "list_type": {"en": "a list", "es": "una lista"},
    "dict_type": {"en": "a map of keys", "es": "un mapa de claves"},
    "model_type": {"en": "a map of keys", "es": "un mapa de claves"},
    "model_attributes_type": {"en": "a map of keys", "es": "un mapa de claves"},
    "string_too_short": {"en": "a text that is not empty", "es": "un texto que no esté vacío"},
    "missing": {"en": "that it is there", "es": "que exista"},
}

_LIMITS: dict[str, tuple[str, Words]] = {
    "greater_than_equal": ("ge", {"en": "at least {}", "es": "al menos {}"}),
    "less_than_equal": ("le", {"en": "at most {}", "es": "a lo más {}"}),
    "too_short": ("min_length", {"en": "at least {} item", "es": "al menos {} elemento"}),
    "string_too_long": ("max_length", {"en": "at most {} characters", "es": "a lo más {} caracteres"}),
    "literal_error": ("expected", {"en": "one of {}", "es": "uno de {}"}),
}


def words_for(detail: ErrorDetails) -> Words:
    """Return what the place should have held."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _LIMITS:
        name, words = _LIMITS[kind]
        return {lang: text.format(_listed(context[name], lang)) for lang, text in words.items()}
    if kind == "string_pattern_mismatch" and context["pattern"] in _PATTERNS:
        return _PATTERNS[context["pattern"]]
    return _TYPES.get(kind, {"en": detail["msg"], "es": detail["msg"]})


def _listed(value: Any, lang: str) -> str:
    text = str(value).replace("'", "")
    return text.replace(" or ", " o ") if lang == "es" else text
