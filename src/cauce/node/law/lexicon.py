"""What the keys and the ids of a pack are called, so that a comparison can be read by whoever never saw a pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.law import schema
from cauce.law.errors import LawError
from cauce.law.library import Version
from cauce.node.cases.present.law import SURE, cite
from cauce.node.frame.words import Both, language, pick, say

#: the keys of a pack, as a reader calls them
KEYS: Mapping[str, Both] = {
    "about": Both("about the person in", "sobre la persona en"),
    "acknowledged-by": Both("receipt", "acuse"),
    "act": Both("act", "actuación"),
    "actor": Both("office that acts", "oficina que actúa"),
    "adopts": Both("adopts a reading", "adopta una lectura"),
    "after": Both("after", "después de"),
    "among": Both("among", "entre"),
    "aside": Both("off the usual way", "fuera del curso ordinario"),
    "at-end": Both("when the term ends", "al vencer el plazo"),
    "at-least": Both("at least", "al menos"),
    "at-least-business-days": Both("working days in it at least", "días hábiles que comprende al menos"),
    "at-least-before": Both("time ahead", "anticipación"),
    "at-most": Both("at most", "a lo más"),
    "basis": Both("ground", "fundamento"),
    "business-days": Both("working days", "días hábiles"),
    "by": Both("by", "por"),
    "by-day": Both("not later than", "a más tardar"),
    "by-each": Both("by each of", "por cada una de"),
    "by-seats-of": Both("by the members of", "por los integrantes de"),
    "calendar": Both("calendar", "calendario"),
    "calendar-days": Both("calendar days", "días naturales"),
    "cancels": Both("ends the duties", "deja sin efecto los deberes"),
    "carried": Both("carried by the votes of", "aprobado por los votos de"),
    "chair": Both("chair", "preside"),
    "case": Both("the case in", "el expediente en"),
    "choice": Both("vote in", "voto en"),
    "confirmed": Both("confirmed by", "confirmado por"),
    "consequence": Both("consequence", "consecuencia"),
    "corrects": Both("corrects", "corrige"),
    "count": Both("days that count", "días que cuentan"),
    "counted-from": Both("counted from", "cuenta desde"),
    "dated-by": Both("day of the fact", "día del hecho"),
    "day-of-month": Both("day of the month", "día del mes"),
    "days": Both("days", "días"),
    "declares-days": Both("closes or opens days", "declara días inhábiles o hábiles"),
    "decides": Both("decides", "resuelve"),
    "done": Both("done before", "realizado antes"),
    "duty": Both("duty", "deber"),
    "during": Both("on", "el"),
    "ends": Both("ends standing", "termina calidad"),
    "erases": Both("erases the content of", "suprime el contenido de"),
    "every": Both("how often", "periodicidad"),
    "extends": Both("gives more time", "prorroga"),
    "final": Both("closes the case", "cierra el expediente"),
    "for": Both("for", "por"),
    "field": Both("answer", "respuesta"),
    "fields": Both("required answers", "respuestas obligatorias"),
    "first-day": Both("first day", "primer día"),
    "from": Both("open in stage", "abierta en la etapa"),
    "given": Both("given", "indicada"),
    "grants": Both("gives standing", "otorga calidad"),
    "good": Both("a permission", "es permiso"),
    "ground": Both("on the ground in", "con el fundamento en"),
    "headline": Both("headline", "encabezado"),
    "help": Both("help", "ayuda"),
    "held-by": Both("held by", "de"),
    "hours": Both("hours", "horas"),
    "in-host": Both("in the host state", "en el Estado receptor"),
    "is": Both("belongs to", "pertenece a"),
    "kinds": Both("kinds of office", "tipos de oficina"),
    "later-than": Both("later than", "posterior a"),
    "lead": Both("time ahead", "anticipación"),
    "max": Both("at most", "máximo"),
    "met-by": Both("met by", "se cumple con"),
    "min": Both("at least", "mínimo"),
    "missing-day": Both("where the month lacks the day", "si el mes no tiene ese día"),
    "mission-of": Both("mission of", "misión de"),
    "months": Both("months", "meses"),
    "never": Both("never holds", "nunca se cumple"),
    "not-before": Both("not before", "no antes de"),
    "on": Both("last day in", "último día en"),
    "on-register": Both("on the register", "consta en el registro"),
    "one": Both("there is only one", "solo hay una"),
    "opener": Both("the office that opened the case", "la oficina que abrió el expediente"),
    "of": Both("of", "de"),
    "office": Both("office", "oficina"),
    "once": Both("how often", "cuántas veces"),
    "optional": Both("optional answers", "respuestas opcionales"),
    "options": Both("choices", "opciones"),
    "owes": Both("owed by", "lo debe"),
    "panel": Both("how the group decides", "cómo decide el grupo"),
    "parameter": Both("value left open", "valor abierto"),
    "past": Both("not in the future", "no futuro"),
    "period": Both("period in", "periodo en"),
    "per": Both("one for each", "uno por cada"),
    "procedure": Both("procedure", "procedimiento"),
    "quorum": Both("quorum", "quórum"),
    "readers": Both("read by", "pueden consultarlo"),
    "readings": Both("readings", "lecturas"),
    "reading": Both("reading in", "lectura en"),
    "received": Both("received on", "recibido el"),
    "refusal": Both("words of the refusal", "texto del rechazo"),
    "requires": Both("requires", "requiere"),
    "resumes": Both("clock runs again for", "reanuda el plazo de"),
    "rule": Both("rule of votes", "regla de votación"),
    "roll": Both("closed last day", "vencimiento inhábil"),
    "says": Both("in words", "en palabras"),
    "saying": Both("saying", "que diga"),
    "seats": Both("members", "integrantes"),
    "sender": Both("sending state", "Estado acreditante"),
    "senders": Both("only for", "solo para"),
    "sets": Both("sets a value", "fija un valor"),
    "silence": Both("while unset", "mientras no se fije"),
    "since": Both("from", "desde"),
    "source": Both("source", "fuente"),
    "span": Both("within", "dentro de"),
    "stage": Both("stage", "etapa"),
    "stands": Both("stands as", "está"),
    "standing": Both("standing", "calidad"),
    "stops": Both("stops the clock of", "suspende el plazo de"),
    "subject": Both("about", "sobre"),
    "summary": Both("summary", "resumen"),
    "sure": Both("confidence", "certeza"),
    "that": Both("must hold", "debe cumplirse"),
    "title": Both("name", "nombre"),
    "to": Both("to", "a"),
    "type": Both("kind", "tipo"),
    "unless": Both("excused when", "se dispensa cuando"),
    "until": Both("until", "hasta"),
    "value": Both("value", "valor"),
    "votes": Both("vote", "voto"),
    "weakness": Both("against it", "en contra"),
    "weeks": Both("weeks", "semanas"),
    "as": Both("as", "como"),
    "articles": Both("articles", "artículos"),
    "when": Both("asked when", "se pide cuando"),
    "while": Both("while", "mientras"),
    "within": Both("within", "dentro de"),
    "years": Both("years", "años"),
}
#: ids that every pack knows
_WORDS: Mapping[str, Both] = {
    "start": Both("start", "inicio"),
    "any": Both("any stage", "cualquier etapa"),
    "all": Both("all", "todos"),
    "actor": Both("the office that acts", "la oficina que actúa"),
    "holder": Both("the holder", "el titular"),
    "month": Both("month", "mes"),
    "person": Both("person", "persona"),
    "breach": Both("breach", "incumplimiento"),
    "lapse": Both("lapse", "caducidad"),
    "nothing": Both("nothing", "nada"),
    "counted": Both("counted", "se cuenta"),
    "not-counted": Both("not counted", "no se cuenta"),
    "majority": Both("majority", "mayoría"),
    "unanimity": Both("unanimity", "unanimidad"),
    "quarter": Both("quarter", "trimestre"),
    "half-year": Both("half-year", "semestre"),
    "year": Both("year", "año"),
    "office": Both("office", "oficina"),
    "state": Both("state", "Estado"),
    "deemed-consent": Both("silence is consent", "el silencio es conformidad"),
    "deemed-refusal": Both("silence is refusal", "el silencio es negativa"),
    "lapsed": Both("lapsed", "caducado"),
    "met": Both("met", "cumplido"),
    "met-late": Both("met late", "cumplido fuera de plazo"),
    "open": Both("running", "en plazo"),
    "due-today": Both("due today", "vence hoy"),
    "overdue": Both("overdue", "vencido"),
    "filed": Both("filed", "presentado"),
    "stopped": Both("clock stopped", "plazo suspendido"),
    "no-term": Both("no term", "sin plazo"),
    "per-case": Both("once in a case", "una vez por expediente"),
    "per-office": Both("once by each office", "una vez por oficina"),
    "none": Both("stays", "no se recorre"),
    "next-business-day": Both("moves to the next working day", "se recorre al día hábil siguiente"),
    "previous-business-day": Both("moves to the working day before", "se adelanta al día hábil anterior"),
    "last-of-month": Both("last day of the month", "último día del mes"),
    "first-of-next": Both("first day of the next month", "primer día del mes siguiente"),
    "calendar": Both("every day", "todos los días"),
    "business": Both("working days", "días hábiles"),
    "host": Both("the host state", "el Estado receptor"),
    "sender": Both("the sending state", "el Estado acreditante"),
    "both": Both("either state", "cualquiera de los Estados"),
    "text": Both("text", "texto"),
    "long-text": Both("long text", "texto largo"),
    "day": Both("day", "día"),
    "time": Both("time of day", "hora"),
    "number": Both("number", "número"),
    "choice": Both("choice", "opción"),
    "place": Both("place", "lugar"),
    "places": Both("places", "lugares"),
    "country": Both("state", "Estado"),
    "act": Both("act", "actuación"),
    "case": Both("case", "expediente"),
    "duty": Both("duty", "deber"),
    "parameter": Both("value left open", "valor abierto"),
    "reading": Both("reading", "lectura"),
    "days": Both("days", "días"),
    "day-of-month": Both("day of the month", "día del mes"),
    "hours": Both("hours", "horas"),
}


#: keys whose values are words of the format and never ids of the pack
_CLOSED = frozenset(("roll", "missing-day", "at-end", "first-day", "every", "per", "once", "count", "stands", "type"))


class Lexicon:
    """The names of one version, seen from one procedure and one kind of rule (acts, expects, duties…)."""

    def __init__(self, version: Version, path: tuple[str, ...]) -> None:
        self.version = version
        self.procedure = version.file.procedures.get(path[1]) if path[0] == "procedures" else None
        self.part = path[2] if len(path) > 3 else path[0]

    def key(self, name: str) -> str:
        """Return what a key is called; where a key means two things, by the part that it stands in."""
        if name == "to" and self.part == "acts":
            return say("leads to", "lleva a")
        if name in ("by", "by-seats-of") and self.part == "acts":
            return say("done by", "la realiza")
        if name == "of" and self.part == "expects":
            return say("asked of", "se pide a")
        if name == "within" and self.part in ("duties", "recurring"):
            return say("term", "plazo")
        return pick(KEYS.get(name, Both(name, name)))

    def words(self, value: Any, key: str = "") -> str:
        """Return a value of a rule as one line."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return say("yes", "sí") if value else say("no", "no")
        if isinstance(value, dict):
            if key == "saying":
                return ", ".join(
                    f"{self.name(name, 'field')}: {self.words(each, 'among')}" for name, each in value.items()
                )
            if set(value) == {"en", "es"}:
                return str(value[language()])
            return ", ".join(f"{self.key(name)}: {self.words(each, name)}" for name, each in value.items())
        if isinstance(value, list):
            return self._source(value) if key == "source" else "; ".join(self.words(each, key) for each in value)
        return self.name(str(value), key)

    def name(self, code: str, key: str) -> str:
        """Return what an id is called, by the key that it stands under."""
        if key == "sure":
            return pick(SURE[code]) if code in SURE else code
        if key == "among":
            choices = (field.options or {} for field in self.version.file.fields.values())
            return next((pick(options[code]) for options in choices if code in options), code)
        for start, words in (
            ("state of ", Both("state of", "Estado de")),
            ("mission of ", Both("mission of", "misión de")),
        ):
            if code.startswith(start):
                return f"{pick(words)} {self.name(code.removeprefix(start), 'field')}"
        if key in _CLOSED:
            return pick(_WORDS.get(code, Both(code, code)))
        for known in self._known(key):
            if code in known:
                return pick(known[code].title)
        return pick(_WORDS.get(code, Both(code, code)))

    def _known(self, key: str) -> list[Mapping[str, Any]]:
        """Return where to look for an id, the likeliest first."""
        file, own = self.version.file, self.procedure
        acts: Mapping[str, schema.Act] = own.acts if own else {}
        stages: Mapping[str, schema.Stage] = own.stages if own else {}
        duties: Mapping[str, schema.Duty] = own.duties if own else {}
        if key in ("from", "stage") or (key == "to" and self.part == "acts"):
            return [stages, file.fields]
        if key in ("of", "after", "met-by", "done", "act"):
            return [acts, file.offices]
        if key in ("cancels", "stops", "resumes", "duty"):
            return [duties, file.fields]
        if key in ("standing", "while"):
            return [file.standings]
        if key in ("parameter", "readings", "procedure"):
            return [file.parameters, file.readings, file.procedures]
        if key in (
            "actor",
            "by",
            "to",
            "readers",
            "seats",
            "chair",
            "is",
            "kinds",
            "carried",
            "by-each",
            "office",
            "by-seats-of",
        ):
            return [file.offices, file.fields]
        return [file.fields, file.offices, acts]

    def _source(self, citations: list[str]) -> str:
        try:
            return cite(self.version, citations)
        except LawError:
            return ", ".join(citations)
