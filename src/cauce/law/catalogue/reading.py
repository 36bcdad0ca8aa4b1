"""Findings of reading: what is no YAML, no pack, or not in the shape of one (E1)."""

from cauce.law.findings import Kind

SYNTAX = Kind(
    "pack.E101",
    {"en": "This is not valid YAML: {detail}.", "es": "Esto no es YAML válido: {detail}."},
    {
        "en": "Correct the line; indentation is made of spaces and text with a colon needs quotes.",
        "es": "Corrija la línea; la sangría se hace con espacios y un texto con dos puntos requiere comillas.",
    },
)
DUPLICATE_KEY = Kind(
    "pack.E102",
    {"en": "The key “{detail}” is written twice.", "es": "La clave «{detail}» aparece dos veces."},
    {"en": "Keep one of the two.", "es": "Conserve una de las dos."},
)
ALIAS = Kind(
    "pack.E103",
    {"en": "An anchor or alias of YAML is used here.", "es": "Aquí se usa un ancla o alias de YAML."},
    {
        "en": "Write the value out: a pack says each thing where it stands.",
        "es": "Escriba el valor completo: un paquete dice cada cosa en su lugar.",
    },
)
BAD_KEY = Kind(
    "pack.E104",
    {"en": "A key must be a plain word.", "es": "Una clave debe ser una sola palabra o identificador."},
    {"en": "Write the key as text.", "es": "Escriba la clave como texto."},
)
TOO_DEEP = Kind(
    "pack.E105",
    {"en": "Values are nested more than {detail} levels deep.", "es": "Hay más de {detail} niveles anidados."},
    {"en": "Make the structure flatter.", "es": "Aplane la estructura."},
)
TOO_LARGE = Kind(
    "pack.E106",
    {
        "en": "The file has {detail} bytes; at most 2,000,000 are read.",
        "es": "El archivo tiene {detail} bytes; se leen a lo más 2,000,000.",
    },
    {"en": "Split the file.", "es": "Divida el archivo."},
)
UNREADABLE = Kind(
    "pack.E107",
    {"en": "The file could not be read: {why}.", "es": "No se pudo leer el archivo: {why}."},
    {"en": "Check that it exists and that you may read it.", "es": "Revise que exista y que tenga permiso de lectura."},
)
STRAY_FILE = Kind(
    "pack.E108",
    {
        "en": "This file is no part of a pack and would not be read.",
        "es": "Este archivo no es parte de un paquete y no se leería.",
    },
    {
        "en": "A pack has regime.yaml, territory.yaml, versions/, calendars/, scenarios/: move or remove it.",
        "es": "Un paquete tiene regime.yaml, territory.yaml, versions/, calendars/, scenarios/: muévalo o quítelo.",
    },
)
NO_PACK = Kind(
    "pack.E109",
    {"en": "There is no pack here.", "es": "Aquí no hay ningún paquete."},
    {
        "en": "Give a folder with regime.yaml, calendars/ or territory.yaml, or a directory of such folders.",
        "es": "Indique una carpeta con regime.yaml, calendars/ o territory.yaml, o un directorio de tales carpetas.",
    },
)
TAG = Kind(
    "pack.E110",
    {"en": "A tag of YAML is used here: {detail}.", "es": "Aquí se usa una etiqueta de YAML: {detail}."},
    {"en": "Write the value alone.", "es": "Escriba solo el valor."},
)
UNSEEN = Kind(
    "pack.E117",
    {
        "en": "A text here has a character that cannot be seen or that turns the text around: {detail}.",
        "es": "Un texto tiene aquí un carácter invisible o que invierte el texto: {detail}.",
    },
    {"en": "Type the text again instead of pasting it.", "es": "Escriba el texto de nuevo en lugar de pegarlo."},
)
#: findings by the name that the YAML reader gives to its troubles
TROUBLES = {
    "syntax": SYNTAX,
    "duplicate": DUPLICATE_KEY,
    "alias": ALIAS,
    "tag": TAG,
    "key": BAD_KEY,
    "depth": TOO_DEEP,
    "size": TOO_LARGE,
    "unseen": UNSEEN,
}

UNKNOWN_KEY = Kind(
    "pack.E111",
    {"en": "The key “{key}” is not known here.", "es": "La clave «{key}» no se conoce aquí."},
    {"en": "Known: {near}.", "es": "Se conocen: {near}."},
)
MISSING_KEY = Kind(
    "pack.E112",
    {"en": "The key “{key}” is missing from “{of}”.", "es": "Falta la clave «{key}» en «{of}»."},
    {"en": "Add it.", "es": "Agréguela."},
)
WRONG_VALUE = Kind(
    "pack.E113",
    {
        "en": "“{key}” cannot be “{value}”: {expected} is expected.",
        "es": "«{key}» no puede ser «{value}»: se espera {expected}.",
    },
    {"en": "Correct the value.", "es": "Corrija el valor."},
)
MISSING_TRANSLATION = Kind(
    "pack.E114",
    {"en": "“{key}” has no {lang} text.", "es": "«{key}» no tiene texto en {lang}."},
    {
        "en": "Write both: {{en: …, es: …}}. Nothing is shown in one language only.",
        "es": "Escriba ambos: {{en: …, es: …}}. Nada se muestra en un solo idioma.",
    },
)
NOT_ONE_OF = Kind(
    "pack.E115",
    {"en": "There must be exactly one {what}.", "es": "Debe haber exactamente una {what}."},
    {"en": "One of: {keys}. Written here: {written}.", "es": "Una de: {keys}. Aquí hay: {written}."},
)
SAME_WORDS = Kind(
    "pack.W116",
    {
        "en": "The English and the Spanish text of “{key}” are the same.",
        "es": "El texto en inglés y en español de «{key}» es el mismo.",
    },
    {"en": "Translate it.", "es": "Tradúzcalo."},
)
