"""The base of the errors: how one is said, in both languages, without letting a hostile text deceive the reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

_PARTS = {
    "nonce": {"en": "nonce", "es": "valor aleatorio (nonce)"},
    "digest": {"en": "act's digest", "es": "huella de la actuación"},
    "leaf": {"en": "leaf hash", "es": "huella de la hoja"},
    "entry": {"en": "entry of the log", "es": "entrada de la bitácora"},
    "root": {"en": "root hash", "es": "huella raíz"},
    "path": {"en": "hash of the inclusion proof", "es": "huella de la prueba de inclusión"},
    "extra": {"en": "“extra” line", "es": "línea «extra»"},
    "index": {"en": "“index” line", "es": "línea «index»"},
    "size": {"en": "tree size", "es": "tamaño del árbol"},
    "signature": {"en": "signature line", "es": "línea de firma"},
    "public key": {"en": "public key", "es": "llave pública"},
    "private key": {"en": "private key", "es": "llave privada"},
    "origin": {"en": "origin line", "es": "línea de origen"},
    "extension": {"en": "extension line", "es": "línea de extensión"},
    "name": {"en": "key name", "es": "nombre de la llave"},
    "receipt": {"en": "receipt", "es": "acuse"},
    "note": {"en": "signed note", "es": "nota firmada"},
    "tile": {"en": "tile", "es": "tesela"},
    "bundle": {"en": "bundle of entries", "es": "paquete de entradas"},
    "checkpoint": {"en": "checkpoint", "es": "punto de control"},
    "policy": {"en": "policy", "es": "política"},
    "request": {"en": "request to the witness", "es": "petición al testigo"},
    "old": {"en": "“old” line", "es": "línea «old»"},
    "proof": {"en": "hash of the consistency proof", "es": "huella de la prueba de continuidad"},
    "event": {"en": "event", "es": "suceso"},
}
_LINE = {"en": "Line", "es": "Línea"}
_LONGEST = 80  # a hostile text may be long; what a person sees of it is not


class RecordError(Exception):
    """The base of every error of the record; `says` and `hint` take the keyword values it is raised with."""

    code: ClassVar[str] = "record.E000"
    says: ClassVar[dict[str, str]] = {
        "en": "The record could not be read.",
        "es": "No se pudo leer la bitácora.",
    }
    hint: ClassVar[dict[str, str]] = {"en": "", "es": ""}

    def __init__(self, **values: object) -> None:
        self.values = values
        #: the line of a file of many that it was found on, from 1; 0 if it is of no line
        self.line = 0
        super().__init__(f"{self.code}: {self.text('en')}")

    def at(self, line: int) -> Self:
        """Say on which line of a file it was found."""
        self.line = line
        self.args = (f"{self.code}: {self.text('en')}",)
        return self

    def text(self, lang: str) -> str:
        """Return what went wrong, in plain words of `lang` ("en" or "es")."""
        where = f"{_LINE[lang]} {self.line}: " if self.line else ""
        return where + self.says[lang].format(**self._shown(lang))

    def advice(self, lang: str) -> str:
        """Return what to do next."""
        return self.hint[lang].format(**self._shown(lang))

    def _shown(self, lang: str) -> dict[str, object]:
        return {name: _show(name, value, lang) for name, value in self.values.items()}


def _show(name: str, value: object, lang: str) -> object:
    """Make a value safe to print: foreign text could hide characters or move the reader's cursor."""
    if name == "part":
        return _PARTS[str(value)][lang]
    if isinstance(value, RecordError):
        return value.text(lang)
    if isinstance(value, Mapping):  # words in both languages
        value = value[lang]
    if not isinstance(value, str):
        return value
    safe = "".join(c if c.isprintable() else f"\\u{{{ord(c):04x}}}" for c in value)
    return safe if len(safe) <= _LONGEST else safe[:_LONGEST] + "…"
