"""Findings of sources: what a rule rests on (E6)."""

from cauce.law.findings import Kind

NO_SOURCE = Kind(
    "pack.E601",
    {"en": "There is no source “{name}”.", "es": "No existe la fuente «{name}»."},
    {"en": "Declare it under sources, or use one of: {known}.", "es": "Declárela en sources o use alguna de: {known}."},
)
RULE_WITHOUT_SOURCE = Kind(
    "pack.E602",
    {"en": "“{of}” has no source.", "es": "«{of}» no tiene fuente."},
    {
        "en": "Write “source” with a key of sources and the place in it: lsn 70 ¶2.",
        "es": "Escriba «source» con una clave de sources y el lugar en ella: lsn 70 ¶2.",
    },
)
NO_ARTICLE = Kind(
    "pack.W603",
    {
        "en": "“{citation}” points to an article that has no summary here.",
        "es": "«{citation}» remite a un artículo que aquí no tiene resumen.",
    },
    {
        "en": "Add it under articles, or correct the citation.",
        "es": "Agréguelo en articles o corrija la cita.",
    },
)
UNUSED_SOURCE = Kind(
    "pack.W604",
    {"en": "Nothing cites the source “{name}”.", "es": "Nada cita la fuente «{name}»."},
    {"en": "Cite it or remove it.", "es": "Cítela o quítela."},
)
ONLY_KNOWN = Kind(
    "pack.W605",
    {
        "en": "“{of}” rests on background that was not read, yet it flags, grants or binds.",
        "es": "«{of}» descansa en antecedentes que no se leyeron y, sin embargo, señala, otorga u obliga.",
    },
    {
        "en": "Find the text, or make it a parameter or a note.",
        "es": "Localice el texto, o conviértalo en parámetro o nota.",
    },
)
