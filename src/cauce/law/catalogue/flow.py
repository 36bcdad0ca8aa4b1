"""Findings of procedures: stages, acts, duties and panels that cannot work (E3)."""

from cauce.law.findings import Kind

UNREACHABLE_STAGE = Kind(
    "pack.E301",
    {"en": "No act leads to the stage “{name}”.", "es": "Ninguna actuación lleva a la etapa «{name}»."},
    {
        "en": "Let an act that can be done lead there, or remove the stage.",
        "es": "Haga que una actuación posible lleve a ella, o quítela.",
    },
)
DEAD_END = Kind(
    "pack.W302",
    {
        "en": "No act leads out of the stage “{name}”, and it is not final.",
        "es": "Ninguna actuación sale de la etapa «{name}» y no es final.",
    },
    {"en": "Add an act, or say “final: true”.", "es": "Agregue una actuación o indique «final: true»."},
)
NOBODY_CAN_ACT = Kind(
    "pack.E303",
    {
        "en": "No office can do the act “{name}”: {why}.",
        "es": "Ninguna oficina puede realizar la actuación «{name}»: {why}.",
    },
    {"en": "Correct “by” or “by-seats-of”.", "es": "Corrija «by» o «by-seats-of»."},
)
NEVER_OPEN = Kind(
    "pack.E304",
    {
        "en": "The act “{name}” can never be done: it requires “{missing}”, which cannot be done either.",
        "es": "La actuación «{name}» nunca puede realizarse: requiere «{missing}», que tampoco puede realizarse.",
    },
    {
        "en": "Correct “requires”, or the act that it names.",
        "es": "Corrija «requires» o la actuación que nombra.",
    },
)
OPENS_NOWHERE = Kind(
    "pack.E306",
    {
        "en": "The act “{name}” opens a case but leads to no stage.",
        "es": "La actuación «{name}» abre un expediente pero no lleva a ninguna etapa.",
    },
    {"en": "Write “to”.", "es": "Escriba «to»."},
)
NO_START = Kind(
    "pack.E308",
    {
        "en": "No act opens a case of the procedure “{name}”.",
        "es": "Ninguna actuación abre un expediente del procedimiento «{name}».",
    },
    {"en": "Give an act “from: start”.", "es": "Dé a una actuación «from: start»."},
)
NOBODY_CAN_MEET = Kind(
    "pack.E309",
    {"en": "Nobody can meet the duty “{name}”: {why}.", "es": "Nadie puede cumplir el deber «{name}»: {why}."},
    {"en": "Correct “met-by”, “owes” or the act.", "es": "Corrija «met-by», «owes» o la actuación."},
)
NOT_OPEN_TO_ADDRESSEE = Kind(
    "pack.E311",
    {
        "en": "The act “{act}” acknowledges “{name}”, but the addressee “{office}” cannot do it.",
        "es": "La actuación «{act}» acusa recibo de «{name}», pero la destinataria «{office}» no puede realizarla.",
    },
    {"en": "Add the addressee to “by” of the act.", "es": "Agregue a la destinataria en «by» de la actuación."},
)
NO_ADDRESSEE = Kind(
    "pack.E312",
    {
        "en": "“{name}” is acknowledged, but owed to nobody.",
        "es": "«{name}» lleva acuse de recibo, pero no se debe a nadie.",
    },
    {"en": "Write “to”.", "es": "Escriba «to»."},
)
NEVER_GRANTED = Kind(
    "pack.W316",
    {"en": "No act gives the standing “{name}”.", "es": "Ninguna actuación otorga la calidad «{name}»."},
    {
        "en": "Add “grants” to an act, or remove the standing.",
        "es": "Agregue «grants» a una actuación o quite la calidad.",
    },
)
NO_REFUSAL = Kind(
    "pack.W318",
    {
        "en": "The act “{name}” can be refused, but does not say in plain words why.",
        "es": "La actuación «{name}» puede rechazarse, pero no dice por qué en palabras llanas.",
    },
    {"en": "Write “refusal” in both languages.", "es": "Escriba «refusal» en ambos idiomas."},
)
ERASES_AND_TELLS = Kind(
    "pack.E319",
    {
        "en": "The act “{name}” erases a case and asks for “{field}” ({type}), which can hold what is erased.",
        "es": "La actuación «{name}» suprime un expediente y pide «{field}» ({type}), que puede contener lo suprimido.",
    },
    {
        "en": "Ask for no person and no long text there: that act is kept for good.",
        "es": "No pida ahí personas ni textos largos: esa actuación se conserva para siempre.",
    },
)
NO_PANEL = Kind(
    "pack.E320",
    {"en": "The office kind “{name}” is no panel.", "es": "El tipo de oficina «{name}» no es un órgano colegiado."},
    {"en": "Give it “panel” with its seats.", "es": "Agréguele «panel» con sus lugares."},
)
CHAIR_NOT_SEATED = Kind(
    "pack.E321",
    {
        "en": "The chair “{name}” has no seat in the panel.",
        "es": "La presidencia «{name}» no tiene lugar en el órgano colegiado.",
    },
    {"en": "Add it to “seats”.", "es": "Agréguela a «seats»."},
)
BAD_QUORUM = Kind(
    "pack.E322",
    {
        "en": "A quorum of {quorum} cannot be had of {seats} seats.",
        "es": "Un quórum de {quorum} no es posible con {seats} lugares.",
    },
    {"en": "Correct the quorum or the seats.", "es": "Corrija el quórum o los lugares."},
)
BAD_VOTES = Kind(
    "pack.E323",
    {
        "en": "The field “{name}” has options that are no votes: {odd}.",
        "es": "El campo «{name}» tiene opciones que no son votos: {odd}.",
    },
    {"en": "Votes are for, against, abstain and recuse.", "es": "Los votos son for, against, abstain y recuse."},
)
NOBODY_VOTES = Kind(
    "pack.E324",
    {
        "en": "The votes of “{name}” are asked for, but no act of the procedure is a vote of it.",
        "es": "Se piden los votos de «{name}», pero ninguna actuación del procedimiento es un voto suyo.",
    },
    {"en": "Add an act with “votes”.", "es": "Agregue una actuación con «votes»."},
)
NOT_BY_THESE = Kind(
    "pack.E325",
    {
        "en": "The act “{act}” is never done by an office of kind “{name}”.",
        "es": "Ninguna oficina del tipo «{name}» realiza la actuación «{act}».",
    },
    {"en": "It is done by: {known}.", "es": "La realizan: {known}."},
)
NO_HOLDER = Kind(
    "pack.E326",
    {
        "en": "“holder” means who holds the standing named by “while”, and there is none.",
        "es": "«holder» es quien tiene la calidad indicada en «while», y no la hay.",
    },
    {"en": "Write “while”.", "es": "Escriba «while»."},
)
WRONG_HOLDER = Kind(
    "pack.E327",
    {
        "en": "The standing “{name}” is held by {of}, not by “{holder}”.",
        "es": "La calidad «{name}» corresponde a {of}, no a «{holder}».",
    },
    {"en": "Correct the holder, or “of” of the standing.", "es": "Corrija al titular, o «of» de la calidad."},
)
NAME_TAKEN = Kind(
    "pack.E328",
    {
        "en": "“{name}” is a word of the format and cannot be the name of a {what}.",
        "es": "«{name}» es palabra del formato y no puede nombrar {what}.",
    },
    {"en": "Choose another name.", "es": "Elija otro nombre."},
)
NOT_ONE = Kind(
    "pack.W329",
    {
        "en": "The duty is owed by the one office of kind “{name}”, but there may be several.",
        "es": "El deber corresponde a la única oficina de tipo «{name}», pero puede haber varias.",
    },
    {
        "en": "Say “one: true” of the kind, or who owes in another way.",
        "es": "Indique «one: true» en el tipo, o diga de otra forma quién debe.",
    },
)
NO_OBLIGOR = Kind(
    "pack.E330",
    {
        "en": "“{key}” cannot say who owes a recurring duty: no act gives rise to it.",
        "es": "«{key}» no puede decir a quién obliga un deber periódico: ninguna actuación lo origina.",
    },
    {"en": "Use “office”, or “mission-of: holder”.", "es": "Use «office» o «mission-of: holder»."},
)
