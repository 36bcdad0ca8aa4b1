"""What can be wrong with a file that is to be loaded as the words of a law."""

from __future__ import annotations

from cauce.node.frame.errors import NodeError

_HINT = {
    "en": "Give the law as one plain text file in UTF-8, each article beginning a line with its number.",
    "es": "Entregue la ley como un archivo de texto simple en UTF-8, con cada artículo al inicio de una línea.",
}


class TextError(NodeError):
    """A file that is not the words of a law; nothing was loaded."""

    status = 400
    hint = _HINT


class Unreadable(TextError):
    """A file that is not there, is no file, or may not be read."""

    code = "text.E001"
    says = {"en": "{path} cannot be read: {why}.", "es": "No se puede leer {path}: {why}."}
    hint = {"en": "Check the path and its permissions.", "es": "Revise la ruta y sus permisos."}


class TooLong(TextError):
    """A file larger than any law."""

    code = "text.E002"
    says = {"en": "{path} has more than {limit} MB.", "es": "{path} tiene más de {limit} MB."}


class NotUtf8(TextError):
    """Bytes that are no text: a PDF, a word processor's file, or text in another encoding."""

    code = "text.E003"
    says = {
        "en": "{path} is not text in UTF-8 (byte {at}).",
        "es": "{path} no es texto en UTF-8 (byte {at}).",
    }
    hint = {
        "en": "Save it as plain text in UTF-8. A PDF or a document of a word processor is not one.",
        "es": "Guárdelo como texto simple en UTF-8. Un PDF o un documento de procesador de textos no lo es.",
    }


class ControlCharacters(TextError):
    """Characters that no law has."""

    code = "text.E004"
    says = {
        "en": "Line {line} holds a character that cannot be shown (U+{point}).",
        "es": "La línea {line} contiene un carácter que no se puede mostrar (U+{point}).",
    }


class NoArticles(TextError):
    """A text in which no line begins an article."""

    code = "text.E005"
    says = {"en": "No article was found in {path}.", "es": "No se encontró ningún artículo en {path}."}
    hint = {
        "en": "An article begins a line, like “Artículo 70.- …” or “§ 951. …”.",
        "es": "Un artículo inicia una línea, como «Artículo 70.- …» o «§ 951. …».",
    }


class OtherLaw(TextError):
    """A law without any of the articles that the rules cite from this source."""

    code = "text.E006"
    says = {
        "en": "{path} has {count} articles, but none of those that the rules cite from “{source}” ({wanted}).",
        "es": "{path} tiene {count} artículos, pero ninguno de los que las reglas citan de «{source}» ({wanted}).",
    }
    hint = {
        "en": "It seems to be another law: check --source and --regime.",
        "es": "Parece ser otra ley: revise --source y --regime.",
    }


class NoEdition(TextError):
    """A text that does not say of which day it is."""

    code = "text.E007"
    says = {
        "en": "{path} does not say which reform it holds last.",
        "es": "{path} no dice cuál es la última reforma que contiene.",
    }
    hint = {"en": "Give its day with --edition YYYY-MM-DD.", "es": "Indique su fecha con --edition AAAA-MM-DD."}


class UnknownSource(TextError):
    """A source that no regime, or not this one, cites."""

    code = "text.E008"
    says = {"en": "No rule cites a source “{source}”.", "es": "Ninguna regla cita una fuente «{source}»."}
    hint = {"en": "Known: {known}.", "es": "Se conocen: {known}."}


class WhichRegime(TextError):
    """A source that several regimes cite."""

    code = "text.E009"
    says = {"en": "Several regimes cite “{source}”: {known}.", "es": "Varios regímenes citan «{source}»: {known}."}
    hint = {"en": "Say which with --regime.", "es": "Indique cuál con --regime."}
