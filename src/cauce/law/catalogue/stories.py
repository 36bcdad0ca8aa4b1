"""Findings of scenarios (E8)."""

from cauce.law.findings import Kind

NOT_IN_CAST = Kind(
    "pack.E801",
    {"en": "“{name}” is not in the cast.", "es": "«{name}» no está en el reparto."},
    {"en": "Add it to “cast”, or use one of: {known}.", "es": "Agréguelo a «cast» o use alguno de: {known}."},
)
NO_PROCEDURE_SAID = Kind(
    "pack.E802",
    {
        "en": "The act opens the case “{name}” and must say of which procedure.",
        "es": "La actuación abre el expediente «{name}» y debe decir de qué procedimiento.",
    },
    {"en": "Write “procedure”.", "es": "Escriba «procedure»."},
)
NO_EXPECTATION = Kind(
    "pack.E803",
    {"en": "There is no expectation “{name}”.", "es": "No existe la expectativa «{name}»."},
    {"en": "Known: {known}.", "es": "Se conocen: {known}."},
)
NO_CASE = Kind(
    "pack.E804",
    {
        "en": "No act of this story opens the case “{name}”.",
        "es": "Ninguna actuación de esta historia abre el expediente «{name}».",
    },
    {"en": "Correct the name, or add the act.", "es": "Corrija el nombre o agregue la actuación."},
)
OUT_OF_ORDER = Kind(
    "pack.E805",
    {
        "en": "This act is filed on {day}, before the one above it.",
        "es": "Esta actuación se presenta el {day}, antes que la anterior.",
    },
    {
        "en": "Put the acts in the order in which they are filed.",
        "es": "Ponga las actuaciones en el orden en que se presentan.",
    },
)
NO_LAW_YET = Kind(
    "pack.E806",
    {
        "en": "No version of {regime} was in force on {day}.",
        "es": "Ninguna versión de {regime} estaba vigente el {day}.",
    },
    {"en": "Correct the day.", "es": "Corrija el día."},
)
SAME_NAME = Kind(
    "pack.E807",
    {"en": "Two scenarios are called “{name}”.", "es": "Dos escenarios se llaman «{name}»."},
    {"en": "Give each its own sentence.", "es": "Dé a cada uno su propia frase."},
)
NOTHING_EXPECTED = Kind(
    "pack.W808",
    {"en": "The check of {day} asks nothing.", "es": "La comprobación del {day} no pregunta nada."},
    {"en": "Add stage, version, duties, holds or lacks.", "es": "Agregue stage, version, duties, holds o lacks."},
)
