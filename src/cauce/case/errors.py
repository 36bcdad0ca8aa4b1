"""Why an act is not taken. Only what cannot be true is refused; what breaks a rule is taken and flagged."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

#: code → what is wrong and what to do next, in both languages
PROBLEMS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "act.E101": (
        {"en": "There is no regime “{name}” here.", "es": "Aquí no hay ningún régimen «{name}»."},
        {"en": "Choose one of: {known}.", "es": "Elija uno de: {known}."},
    ),
    "act.E102": (
        {
            "en": "The law in force on {day} has no procedure “{name}”.",
            "es": "La ley vigente el {day} no prevé el procedimiento «{name}».",
        },
        {
            "en": "Check the day of the fact, or choose one of: {known}.",
            "es": "Revise el día del hecho o elija uno de: {known}.",
        },
    ),
    "act.E103": (
        {
            "en": "The law in force on {day} has no act “{name}” in this procedure.",
            "es": "La ley vigente el {day} no prevé la actuación «{name}» en este procedimiento.",
        },
        {"en": "Acts of the procedure: {known}.", "es": "Actuaciones del procedimiento: {known}."},
    ),
    "act.E104": (
        {
            "en": "There is no office “{name}” in the directory.",
            "es": "No hay ninguna oficina «{name}» en el directorio.",
        },
        {"en": "Choose an office from the directory.", "es": "Elija una oficina del directorio."},
    ),
    "act.E105": (
        {
            "en": "Your office has no right to this act: “{title}”.",
            "es": "Su oficina no está facultada para esta actuación: «{title}».",
        },
        {"en": "It belongs to: {offices}.", "es": "Corresponde a: {offices}."},
    ),
    "act.E106": (
        {
            "en": "“{title}” is not open while the case is at “{stage}”.",
            "es": "«{title}» no procede mientras el expediente está en «{stage}».",
        },
        {"en": "Open now: {known}.", "es": "Proceden ahora: {known}."},
    ),
    "act.E107": (
        {
            "en": "“{title}” was already done and can be done only once.",
            "es": "«{title}» ya se realizó y solo procede una vez.",
        },
        {"en": "To change it, file a correction.", "es": "Para modificarla, presente una corrección."},
    ),
    "act.E108": (
        {"en": "A condition of validity is missing: {says}", "es": "Falta una condición de validez: {says}"},
        {
            "en": "The act can be recorded once the condition is met.",
            "es": "La actuación podrá registrarse cuando se cumpla la condición.",
        },
    ),
    "act.E109": (
        {
            "en": "No version that we know was in force on {day}: {name}.",
            "es": "Ninguna versión conocida estaba vigente el {day}: {name}.",
        },
        {"en": "Check the day of the fact.", "es": "Revise el día del hecho."},
    ),
    "act.E110": (
        {"en": "This regime does not bind {name}.", "es": "Este régimen no obliga a {name}."},
        {"en": "It applies to: {known}.", "es": "Se aplica a: {known}."},
    ),
    "act.E111": (
        {"en": "The case moved on while you were writing.", "es": "El expediente avanzó mientras usted escribía."},
        {"en": "See what changed; what you wrote is kept.", "es": "Vea qué cambió; lo que escribió se conserva."},
    ),
    "act.E112": (
        {
            "en": "The clock of this node stands before the case's last act.",
            "es": "El reloj de este nodo está antes de la última actuación del expediente.",
        },
        {
            "en": "Nothing was recorded. Tell the operator to set the clock.",
            "es": "No se registró nada. Avise a quien opera este nodo para que ajuste el reloj.",
        },
    ),
    "act.E113": (
        {"en": "This case belongs to another procedure.", "es": "Este expediente corresponde a otro procedimiento."},
        {
            "en": "Open the case and choose among the acts that it offers.",
            "es": "Abra el expediente y elija entre las actuaciones que ofrece.",
        },
    ),
    "act.E301": (
        {
            "en": "This is no signed act: it must be JSON with “act”, “key” and “signature”, each once.",
            "es": "Esto no es una actuación firmada: debe ser JSON con «act», «key» y «signature», una vez cada uno.",
        },
        {
            "en": "Download the act again from its page.",
            "es": "Descargue de nuevo la actuación desde su página.",
        },
    ),
    "act.E302": (
        {
            "en": "The key or the signature is not written as base64 of the right length.",
            "es": "La llave o la firma no está escrita en base64 de la longitud debida.",
        },
        {
            "en": "A key has 32 bytes and a signature 64: copy them whole.",
            "es": "Una llave tiene 32 bytes y una firma 64: cópielas completas.",
        },
    ),
    "act.E303": (
        {
            "en": "This is no act in the format cauce/act/v1.",
            "es": "Esto no es una actuación en el formato cauce/act/v1.",
        },
        {
            "en": "Ask the office that sent it for the original; a later format needs a later version of the program.",
            "es": "Pida el original a la oficina que la envió; un formato posterior requiere una versión posterior "
            "del programa.",
        },
    ),
    "act.E304": (
        {
            "en": "The act is not written in its one form, so its digest cannot be trusted.",
            "es": "La actuación no está escrita en su forma única, por lo que su huella no es confiable.",
        },
        {
            "en": "Use the bytes as they were signed; do not reformat them.",
            "es": "Use los bytes tal como se firmaron; no les dé otro formato.",
        },
    ),
    "act.E305": (
        {
            "en": "The signature does not fit: the act was changed, or somebody else's key is given.",
            "es": "La firma no corresponde: la actuación fue modificada o se indica la llave de alguien más.",
        },
        {
            "en": "Do not rely on this act. Ask the office that signed it for the original.",
            "es": "No confíe en esta actuación. Pida el original a la oficina que la firmó.",
        },
    ),
    "act.E306": (
        {
            "en": "Act {number} of the case does not rest on the act before it.",
            "es": "La actuación {number} del expediente no se apoya en la anterior.",
        },
        {
            "en": "An act was replaced or is missing. Compare the receipts of both acts.",
            "es": "Una actuación fue sustituida o falta. Compare los acuses de ambas.",
        },
    ),
    "act.E307": (
        {
            "en": "Act {number} of the case is missing or out of order.",
            "es": "La actuación {number} del expediente falta o está fuera de orden.",
        },
        {
            "en": "Ask for every act of the case, from the first on.",
            "es": "Pida todas las actuaciones del expediente, desde la primera.",
        },
    ),
    "act.E308": (
        {
            "en": "Act {number} belongs to another case.",
            "es": "La actuación {number} corresponde a otro expediente.",
        },
        {"en": "Check the acts of one case at a time.", "es": "Revise las actuaciones de un expediente a la vez."},
    ),
    "act.E309": (
        {
            "en": "Act {number} says that it was filed before the act that precedes it.",
            "es": "La actuación {number} dice haberse presentado antes que la que le precede.",
        },
        {
            "en": "Ask the node that took it how its clock was set.",
            "es": "Pregunte al nodo que la recibió cómo estaba ajustado su reloj.",
        },
    ),
    "act.E114": (
        {
            "en": "Act {number} was done by another office.",
            "es": "La actuación {number} la realizó otra oficina.",
        },
        {
            "en": "Only the office that did an act corrects it; report what you know in an act of your own.",
            "es": "Solo la oficina que la realizó puede corregirla; informe lo que sepa en una actuación propia.",
        },
    ),
    "act.E115": (
        {
            "en": "The office “{name}” does not exist on {day}.",
            "es": "La oficina «{name}» no existe el {day}.",
        },
        {
            "en": "Act for the office that took its place, or ask the operator to correct its dates.",
            "es": "Actúe por la oficina que la sustituyó o pida al operador que corrija sus fechas.",
        },
    ),
    "act.E116": (
        {
            "en": "“{case}” cannot be erased by this act: it is a case of another regime, or this very one.",
            "es": "Esta actuación no puede suprimir «{case}»: es un expediente de otro régimen o este mismo.",
        },
        {
            "en": "Name a case of the same regime.",
            "es": "Indique un expediente del mismo régimen.",
        },
    ),
    "act.E117": (
        {"en": "The case {case} is erased already.", "es": "El expediente {case} ya está suprimido."},
        {
            "en": "Open it to see by which act and on what ground.",
            "es": "Ábralo para ver mediante qué actuación y con qué fundamento.",
        },
    ),
    "act.E118": (
        {
            "en": "The case {case} settled by what rule others are judged, or records an erasure: it stays.",
            "es": "El expediente {case} fijó con qué regla se juzga a otros o hace constar una supresión: se conserva.",
        },
        {
            "en": "Such acts hold no data of persons. If one does, correct it in that case.",
            "es": "Esas actuaciones no contienen datos de personas. Si alguna los contiene, corríjala ahí mismo.",
        },
    ),
    "act.E119": (
        {
            "en": "An act of the case {case} ended a standing that another case gave: erased, it would return.",
            "es": "Una actuación del expediente {case} terminó una calidad otorgada en otro; al suprimirlo, la calidad "
            "volvería.",
        },
        {
            "en": "Erase the case that gave the standing first.",
            "es": "Suprima antes el expediente que otorgó la calidad.",
        },
    ),
    "act.E120": (
        {
            "en": "The content of this case was erased by law; no further act is taken in it.",
            "es": "El contenido de este expediente se suprimió conforme a la ley; ya no admite actuaciones.",
        },
        {
            "en": "Open a new case for what comes now.",
            "es": "Abra un expediente nuevo para lo que siga.",
        },
    ),
    "field.E201": (
        {"en": "“{title}” is missing.", "es": "Falta «{title}»."},
        {"en": "Fill it in.", "es": "Complételo."},
    ),
    "field.E202": (
        {"en": "This form has no field “{name}”.", "es": "Este formulario no tiene el campo «{name}»."},
        {"en": "Leave it out.", "es": "Omítalo."},
    ),
    "field.E203": (
        {"en": "“{title}” is not a day of the calendar.", "es": "«{title}» no es un día del calendario."},
        {
            "en": "Write it as year-month-day, such as 2021-02-03.",
            "es": "Escríbalo como año-mes-día, por ejemplo 2021-02-03.",
        },
    ),
    "field.E204": (
        {"en": "“{title}” lies before “{other}”.", "es": "«{title}» es anterior a «{other}»."},
        {"en": "Check both days.", "es": "Revise ambas fechas."},
    ),
    "field.E205": (
        {"en": "“{title}” lies in the future.", "es": "«{title}» está en el futuro."},
        {"en": "Report what has happened; check the day.", "es": "Informe lo ya ocurrido; revise el día."},
    ),
    "field.E206": (
        {
            "en": "“{value}” is not one of the answers to “{title}”.",
            "es": "«{value}» no es una de las respuestas a «{title}».",
        },
        {"en": "Choose one of: {known}.", "es": "Elija una de: {known}."},
    ),
    "field.E207": (
        {
            "en": "“{title}” is too long: {length} characters.",
            "es": "«{title}» es demasiado largo: {length} caracteres.",
        },
        {"en": "Use at most {max}.", "es": "Use {max} como máximo."},
    ),
    "field.E208": (
        {
            "en": "“{title}” has characters that cannot be seen or that turn the text around.",
            "es": "«{title}» tiene caracteres invisibles o que invierten el texto.",
        },
        {"en": "Type the text again instead of pasting it.", "es": "Escriba el texto de nuevo en lugar de pegarlo."},
    ),
    "field.E209": (
        {"en": "“{value}” is not on the register.", "es": "«{value}» no está en el registro."},
        {
            "en": "Choose somebody from the register, or describe the person as not registered.",
            "es": "Elija a alguien del registro o describa a la persona como no registrada.",
        },
    ),
    "field.E210": (
        {
            "en": "“{value}” is not a place that this node knows.",
            "es": "«{value}» no es un lugar que este nodo conozca.",
        },
        {"en": "Choose a place from the list, or a country.", "es": "Elija un lugar de la lista o un país."},
    ),
    "field.E211": (
        {"en": "“{title}” is not a number from {min} to {max}.", "es": "«{title}» no es un número de {min} a {max}."},
        {"en": "Correct the number.", "es": "Corrija el número."},
    ),
    "field.E212": (
        {
            "en": "“{value}” is not an office that can stand in “{title}”.",
            "es": "«{value}» no es una oficina que pueda figurar en «{title}».",
        },
        {"en": "Choose an office from the list.", "es": "Elija una oficina de la lista."},
    ),
    "field.E213": (
        {"en": "“{value}” is not a month.", "es": "«{value}» no es un mes."},
        {"en": "Write it as year-month, such as 2021-02.", "es": "Escríbalo como año-mes, por ejemplo 2021-02."},
    ),
    "field.E214": (
        {"en": "“{value}” is not known in “{title}”.", "es": "«{value}» no se conoce en «{title}»."},
        {"en": "Choose one of: {known}.", "es": "Elija uno de: {known}."},
    ),
    "field.E215": (
        {"en": "“{value}” is not a time of day.", "es": "«{value}» no es una hora."},
        {"en": "Write it as 16:40.", "es": "Escríbala como 16:40."},
    ),
    "field.E216": (
        {
            "en": "“{title}” does not hold the kind of answer that the form asks for.",
            "es": "«{title}» no contiene el tipo de respuesta que pide el formulario.",
        },
        {"en": "Fill the field again.", "es": "Vuelva a llenar el campo."},
    ),
    "field.E217": (
        {
            "en": "“{title}” has a character that did not arrive: “�” stands in its place.",
            "es": "«{title}» tiene un carácter que no llegó: en su lugar está «�».",
        },
        {
            "en": "Write that character again; text is sent as UTF-8.",
            "es": "Escriba de nuevo ese carácter; el texto se envía en UTF-8.",
        },
    ),
    "field.E218": (
        {
            "en": "“{value}” is not a case that your office may read.",
            "es": "«{value}» no es un expediente que su oficina pueda consultar.",
        },
        {
            "en": "Write the whole reference, such as MX-2021-000132.",
            "es": "Escriba la referencia completa, por ejemplo MX-2021-000132.",
        },
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason for a refusal. `values` may hold bilingual texts ({"en", "es"}) as well as plain words."""

    code: str
    field: str = ""
    values: dict[str, object] = dataclasses.field(default_factory=dict)

    def text(self, lang: str) -> str:
        """Return what is wrong, in `lang`."""
        return PROBLEMS[self.code][0][lang].format(**self._in(lang))

    def advice(self, lang: str) -> str:
        """Return what to do next, in `lang`."""
        return PROBLEMS[self.code][1][lang].format(**self._in(lang))

    def _in(self, lang: str) -> dict[str, object]:
        return {key: value[lang] if isinstance(value, dict) else value for key, value in self.values.items()}


class BadAct(Exception):
    """Bytes that are no act in its one form, a signature that does not fit, or a chain that is broken."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.code = problem.code
        super().__init__(f"{problem.code}: {problem.text('en')}")


class Refused(Exception):
    """The act cannot be taken; nothing was changed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{problem.code}: {problem.text('en')}" for problem in problems))
