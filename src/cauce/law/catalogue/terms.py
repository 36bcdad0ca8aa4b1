"""Findings of terms, readings and parameters (E4)."""

from cauce.law.findings import Kind

READING_WITHOUT_CALENDAR = Kind(
    "pack.E401",
    {
        "en": "The reading “{name}” needs a calendar: it counts business days or rolls.",
        "es": "La lectura «{name}» necesita un calendario: cuenta días hábiles o recorre el vencimiento.",
    },
    {"en": "Write “calendar”.", "es": "Escriba «calendar»."},
)
TERM_WITHOUT_CALENDAR = Kind(
    "pack.E402",
    {
        "en": "This term needs a calendar: it counts business days or rolls.",
        "es": "Este plazo necesita un calendario: cuenta días hábiles o recorre el vencimiento.",
    },
    {"en": "Write “calendar”.", "es": "Escriba «calendar»."},
)
NO_FIRST_DAY = Kind(
    "pack.E403",
    {
        "en": "The term does not say whether the day it runs from is day one.",
        "es": "El plazo no dice si el día del que parte es el primero.",
    },
    {
        "en": "Write “first-day: counted” or “first-day: not-counted”.",
        "es": "Escriba «first-day: counted» o «first-day: not-counted».",
    },
)
NO_READINGS = Kind(
    "pack.E404",
    {
        "en": "A bare “days” is counted under readings, and the version has none.",
        "es": "Un «days» sin más se computa según lecturas, y la versión no tiene ninguna.",
    },
    {
        "en": "Declare “readings”, or write calendar-days or business-days where the text says which.",
        "es": "Declare «readings», o escriba calendar-days o business-days si el texto dice cuáles.",
    },
)
IDLE_KEY = Kind(
    "pack.W405",
    {"en": "“{key}” does nothing in a term of {unit}.", "es": "«{key}» no surte efecto en un plazo de {unit}."},
    {"en": "Remove it.", "es": "Quítela."},
)
NOT_CONFIRMED = Kind(
    "pack.E406",
    {
        "en": "The parameter “{name}” has a value but no text that confirms it.",
        "es": "El parámetro «{name}» tiene un valor, pero ningún texto que lo confirme.",
    },
    {
        "en": "Write “confirmed”, or leave the value to the operator of a node.",
        "es": "Escriba «confirmed» o deje el valor a quien opera el nodo.",
    },
)
CONFIRMS_NOTHING = Kind(
    "pack.E407",
    {
        "en": "“{key}” says something of a value, and there is none.",
        "es": "«{key}» se refiere a un valor, y no lo hay.",
    },
    {"en": "Write “value” or remove the key.", "es": "Escriba «value» o quite la clave."},
)
OUT_OF_BOUNDS = Kind(
    "pack.E408",
    {"en": "{value} does not lie between {min} and {max}.", "es": "{value} no está entre {min} y {max}."},
    {"en": "Correct the value or the bounds.", "es": "Corrija el valor o los límites."},
)
WRONG_PARAMETER = Kind(
    "pack.E409",
    {
        "en": "The parameter “{name}” is of type {type}; here it must be {wanted}.",
        "es": "El parámetro «{name}» es de tipo {type}; aquí debe ser {wanted}.",
    },
    {"en": "Use another parameter, or change its type.", "es": "Use otro parámetro o cambie su tipo."},
)
NO_TERM = Kind(
    "pack.W410",
    {
        "en": "“{name}” has no term and does not say that the texts are silent.",
        "es": "«{name}» no tiene plazo y no dice que los textos callan.",
    },
    {"en": "Write “within”, or “silence” in both languages.", "es": "Escriba «within», o «silence» en ambos idiomas."},
)
NOT_SILENT = Kind(
    "pack.W411",
    {
        "en": "“{name}” has a term, so “silence” is never shown.",
        "es": "«{name}» tiene plazo, así que «silence» nunca se muestra.",
    },
    {"en": "Remove “silence”.", "es": "Quite «silence»."},
)
BAD_PERIOD = Kind(
    "pack.E412",
    {"en": "“{value}” is no {every}.", "es": "«{value}» no es un periodo de tipo {every}."},
    {"en": "Write it like {example}.", "es": "Escríbalo como {example}."},
)
BAD_UNIT = Kind(
    "pack.E413",
    {"en": "A term of {unit} cannot be used here.", "es": "Un plazo de {unit} no puede usarse aquí."},
    {"en": "Use one of: {known}.", "es": "Use alguno de: {known}."},
)
