"""What can go wrong in the law: one class a case, each with a stable code and plain words in both languages."""

from __future__ import annotations

from typing import ClassVar


class LawError(Exception):
    """The base of every error of the law; `says` and `hint` take the keyword values it is raised with."""

    code: ClassVar[str] = "law.E000"
    says: ClassVar[dict[str, str]] = {"en": "The law could not be read.", "es": "No se pudo leer la ley."}
    hint: ClassVar[dict[str, str]] = {"en": "", "es": ""}

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(f"{self.code}: {self.text('en')}")

    def text(self, lang: str) -> str:
        """Return what went wrong, in plain words of `lang` ("en" or "es")."""
        return self.says[lang].format(**self.values)

    def advice(self, lang: str) -> str:
        """Return what to do next."""
        return self.hint[lang].format(**self.values)


class CalendarGap(LawError):
    """A day lies outside the years that a calendar covers."""

    code = "law.E001"
    says = {
        "en": "The calendar {calendar} says nothing of {day}.",
        "es": "El calendario {calendar} no dice nada del {day}.",
    }
    hint = {
        "en": "It covers {first} to {last}: check the date, or extend the calendar with its sources.",
        "es": "Cubre del {first} al {last}: revise la fecha o amplíe el calendario con sus fuentes.",
    }


class BadTerm(LawError):
    """A term that cannot be counted: no such unit, a negative length, a calendar that is not there."""

    code = "law.E002"
    says = {"en": "This term cannot be counted: {why_en}.", "es": "Este plazo no se puede computar: {why_es}."}
    hint = {"en": "Correct the term in the pack.", "es": "Corrija el plazo en el paquete."}


class NoVersionInForce(LawError):
    """No version of a regime was in force on a day."""

    code = "law.E003"
    says = {
        "en": "No version of {regime} was in force on {day}.",
        "es": "Ninguna versión de {regime} estaba vigente el {day}.",
    }
    hint = {
        "en": "The first version known begins on {first}.",
        "es": "La primera versión conocida inicia el {first}.",
    }


class UnknownName(LawError):
    """A regime, version, procedure, duty, calendar or place that no loaded pack has."""

    code = "law.E004"
    says = {"en": "There is no {kind_en} “{name}”.", "es": "No existe {kind_es} «{name}»."}
    hint = {"en": "Known: {known}.", "es": "Se conocen: {known}."}


class UnknownZone(UnknownName):
    """A time zone that nobody has; there are some six hundred, so none is listed."""

    code = "law.E006"
    says = {"en": "There is no time zone “{name}”.", "es": "No existe el huso horario «{name}»."}
    hint = {
        "en": "Use an IANA name such as America/Mexico_City.",
        "es": "Use un nombre IANA, por ejemplo America/Mexico_City.",
    }


class BadPack(LawError):
    """A pack with at least one error is not loaded, not even in part."""

    code = "law.E005"
    says = {
        "en": "The pack {pack} has {count} findings and was not loaded.",
        "es": "El paquete {pack} tiene observaciones ({count}) y no se cargó.",
    }
    hint = {
        "en": "Run “cauce law check” to see each with its file and line.",
        "es": "Ejecute «cauce law check» para ver cada una con su archivo y línea.",
    }

    def __init__(self, **values: object) -> None:
        #: the findings, each with code, file and line (`cauce.law.findings.Finding`)
        self.findings = values.pop("findings", ())
        super().__init__(**values)
