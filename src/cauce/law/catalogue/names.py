"""Findings of names: something used that is declared nowhere, or used as what it is not (E2)."""

from cauce.law.findings import Kind


def _undeclared(code: str, en: str, es: str, where: str) -> Kind:
    return Kind(
        code,
        {"en": f"There is no {en} “{{name}}”.", "es": f"No existe {es} «{{name}}»."},
        {
            "en": f"Declare it under {where}, or use one of: {{known}}.",
            "es": f"Declárelo en {where} o use alguno de: {{known}}.",
        },
    )


NO_OFFICE = _undeclared("pack.E201", "kind of office", "el tipo de oficina", "offices")
NO_FIELD = _undeclared("pack.E202", "field", "el campo", "fields")
NO_STAGE = _undeclared("pack.E203", "stage", "la etapa", "stages")
NO_ACT = _undeclared("pack.E204", "act", "la actuación", "acts")
NO_STANDING = _undeclared("pack.E205", "standing", "la calidad", "standings")
NO_PARAMETER = _undeclared("pack.E206", "parameter", "el parámetro", "parameters")
NO_READING = _undeclared("pack.E207", "reading", "la lectura", "readings")
NO_CALENDAR = _undeclared("pack.E208", "calendar", "el calendario", "calendars/")
NO_DUTY = _undeclared("pack.E209", "duty", "el deber", "duties")
NO_PROCEDURE = _undeclared("pack.E210", "procedure", "el procedimiento", "procedures")
NO_REGIME = _undeclared("pack.E212", "regime", "el régimen", "regime.yaml")
NO_ZONE = Kind(
    "pack.E213",
    {"en": "There is no time zone “{name}”.", "es": "No existe el huso horario «{name}»."},
    {"en": "Use an IANA name such as America/Mexico_City.", "es": "Use un nombre IANA, como America/Mexico_City."},
)
WRONG_TYPE = Kind(
    "pack.E221",
    {
        "en": "The field “{name}” is of type {type}; here it must be {wanted}.",
        "es": "El campo «{name}» es de tipo {type}; aquí debe ser {wanted}.",
    },
    {"en": "Use another field, or change its type.", "es": "Use otro campo o cambie su tipo."},
)
NOT_IN_ACT = Kind(
    "pack.E222",
    {"en": "The act “{act}” has no field “{name}”.", "es": "La actuación «{act}» no tiene el campo «{name}»."},
    {"en": "Its fields: {known}.", "es": "Sus campos: {known}."},
)
NOT_REQUIRED = Kind(
    "pack.E223",
    {
        "en": "The field “{name}” of the act “{act}” may be left empty, and here its value is needed.",
        "es": "El campo «{name}» de la actuación «{act}» puede quedar vacío y aquí se necesita su valor.",
    },
    {"en": "Move it from “optional” to “fields”.", "es": "Páselo de «optional» a «fields»."},
)
BAD_FIELD = Kind(
    "pack.E224",
    {
        "en": "The key “{key}” does not go with a field of type {type}.",
        "es": "La clave «{key}» no corresponde a un campo de tipo {type}.",
    },
    {"en": "Remove the key or change the type.", "es": "Quite la clave o cambie el tipo."},
)
NO_OPTIONS = Kind(
    "pack.E225",
    {"en": "A field of type choice needs “options”.", "es": "Un campo de tipo choice necesita «options»."},
    {
        "en": "List its values, each with its name in both languages.",
        "es": "Enumere sus valores, cada uno con su nombre en ambos idiomas.",
    },
)
NO_OPTION = Kind(
    "pack.E226",
    {"en": "The field “{name}” has no option “{value}”.", "es": "El campo «{name}» no tiene la opción «{value}»."},
    {"en": "Its options: {known}.", "es": "Sus opciones: {known}."},
)
TWICE_IN_ACT = Kind(
    "pack.E227",
    {"en": "The act lists the field “{name}” twice.", "es": "La actuación enumera dos veces el campo «{name}»."},
    {"en": "Keep it either in “fields” or in “optional”.", "es": "Déjelo solo en «fields» o solo en «optional»."},
)
MISPLACED_KEY = Kind(
    "pack.E228",
    {"en": "“{key}” has no meaning without “{needs}”.", "es": "«{key}» no tiene sentido sin «{needs}»."},
    {"en": "Remove it, or write “{needs}” too.", "es": "Quítela o escriba también «{needs}»."},
)
