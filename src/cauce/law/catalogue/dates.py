"""Findings of time and order: versions, cycles, calendars and territories (E5, E7)."""

from cauce.law.findings import Kind

FILE_NAME = Kind(
    "pack.E501",
    {"en": "The file says “{said}” but is called “{name}”.", "es": "El archivo dice «{said}», pero se llama «{name}»."},
    {"en": "Give both the same name.", "es": "Deles el mismo nombre."},
)
OVERLAP = Kind(
    "pack.E502",
    {
        "en": "The version ends on {until}, when the one of {next} is already in force.",
        "es": "La versión termina el {until}, cuando la del {next} ya está vigente.",
    },
    {"en": "Leave “until” out, or end it before.", "es": "Omita «until» o termine antes."},
)
GAP = Kind(
    "pack.E503",
    {
        "en": "No version is in force between {until} and {next}.",
        "es": "Ninguna versión está vigente entre el {until} y el {next}.",
    },
    {
        "en": "Leave “until” out. If nothing was in force, say so with a version of its own.",
        "es": "Omita «until». Si nada estuvo vigente, dígalo con una versión propia.",
    },
)
AMENDS_UNKNOWN = Kind(
    "pack.E504",
    {"en": "There is no version of {day} to amend.", "es": "No hay versión del {day} que reformar."},
    {"en": "Name a version in the same folder.", "es": "Indique una versión de la misma carpeta."},
)
AMENDS_CYCLE = Kind(
    "pack.E505",
    {
        "en": "The versions amend each other in a circle, through {day}.",
        "es": "Las versiones se reforman en círculo, por la del {day}.",
    },
    {"en": "A version amends an earlier one.", "es": "Una versión reforma a otra anterior."},
)
AMENDS_LATER = Kind(
    "pack.E506",
    {
        "en": "The version amends one that begins later, on {day}.",
        "es": "La versión reforma a otra que inicia después, el {day}.",
    },
    {"en": "A version amends an earlier one.", "es": "Una versión reforma a otra anterior."},
)
NO_VERSIONS = Kind(
    "pack.E507",
    {"en": "The regime “{name}” has no version.", "es": "El régimen «{name}» no tiene ninguna versión."},
    {"en": "Add versions/YYYY-MM-DD.yaml.", "es": "Agregue versions/AAAA-MM-DD.yaml."},
)
TAKEN = Kind(
    "pack.E508",
    {"en": "“{name}” is already used by {other}.", "es": "«{name}» ya lo usa {other}."},
    {
        "en": "Ids of regimes, calendars, territories and prefixes are unique.",
        "es": "Los identificadores de regímenes, calendarios, territorios y prefijos son únicos.",
    },
)
ENDS_BEFORE_START = Kind(
    "pack.E509",
    {
        "en": "It ends on {until}, before it begins on {since}.",
        "es": "Termina el {until}, antes de iniciar el {since}.",
    },
    {"en": "Correct one of the days.", "es": "Corrija uno de los días."},
)
REPEALS_NOTHING = Kind(
    "pack.W510",
    {"en": "“{key}: null” repeals nothing.", "es": "«{key}: null» no deroga nada."},
    {"en": "Check the name of the key.", "es": "Revise el nombre de la clave."},
)
CIRCLE = Kind(
    "pack.E511",
    {"en": "“{key}” runs in a circle: {round}.", "es": "«{key}» forma un círculo: {round}."},
    {"en": "Break the circle.", "es": "Rompa el círculo."},
)
BAD_CLOSED_DAY = Kind(
    "pack.E701",
    {
        "en": "A closed day is “on” a day of the year, or the “nth” “weekday” of a “month”, or listed under “dates”.",
        "es": "Un día inhábil es «on» un día del año, el «nth» «weekday» de un «month», o figura en «dates».",
    },
    {"en": "Write one of the three, whole.", "es": "Escriba una de las tres formas, completa."},
)
NO_SUCH_DAY = Kind(
    "pack.E702",
    {"en": "There is no day {value} in any year.", "es": "Ningún año tiene el día {value}."},
    {"en": "Write month and day, MM-DD.", "es": "Escriba mes y día, MM-DD."},
)
OUTSIDE_COVERS = Kind(
    "pack.E703",
    {
        "en": "{value} lies outside the days that the calendar covers.",
        "es": "{value} queda fuera de los días que cubre el calendario.",
    },
    {"en": "Extend “covers”, or correct the day.", "es": "Amplíe «covers» o corrija el día."},
)
NO_PLACE = Kind(
    "pack.E711",
    {"en": "There is no place “{name}”.", "es": "No existe el lugar «{name}»."},
    {"en": "Declare it in territory.yaml.", "es": "Declárelo en territory.yaml."},
)
FOREIGN_PLACE = Kind(
    "pack.E712",
    {"en": "The place “{name}” does not belong to {country}.", "es": "El lugar «{name}» no pertenece a {country}."},
    {"en": "Codes begin with that of the country.", "es": "Las claves inician con la del país."},
)
NO_CONTAINER = Kind(
    "pack.E713",
    {"en": "The place “{name}” lies in nothing.", "es": "El lugar «{name}» no está en ningún otro."},
    {"en": "Write “in”; only the country itself has none.", "es": "Escriba «in»; solo el país mismo no lo lleva."},
)
NO_TERRITORY = Kind(
    "pack.W714",
    {
        "en": "There is no territory of {country}, so its places and their days cannot be told.",
        "es": "No hay territorio de {country}, así que no se conocen sus lugares ni sus días.",
    },
    {"en": "Add territory.yaml.", "es": "Agregue territory.yaml."},
)
