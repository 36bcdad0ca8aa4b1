"""What can be wrong with an event."""

from .base import RecordError

_CHANGED = {
    "en": "The file was changed after it was recorded, or it is something else: ask the node for it again.",
    "es": "El archivo se alteró después de asentarse, o es otra cosa: solicítelo de nuevo al nodo.",
}


class NotAnEvent(RecordError):
    """Bytes that are no JSON object in UTF-8, or one in which a member stands twice."""

    code = "record.E100"
    says = {"en": "This is no event: it is no JSON object.", "es": "Esto no es un suceso: no es un objeto JSON."}
    hint = {
        "en": "Give the file that the node wrote, unchanged: it is a single line of text.",
        "es": "Indique el archivo que escribió el nodo, sin cambios: es una sola línea de texto.",
    }


class OtherFormat(RecordError):
    """An object of another format."""

    code = "record.E101"
    says = {
        "en": "The format is “{found}”, not that of an event.",
        "es": "El formato es «{found}», no el de un suceso.",
    }
    hint = {
        "en": "An act is given with --act; an event of a later format needs a later program.",
        "es": "Una actuación se indica con --act; un formato posterior requiere una versión más reciente.",
    }


class UnknownKind(RecordError):
    """An event of a kind that the format does not know."""

    code = "record.E102"
    says = {"en": "There is no kind of event “{found}”.", "es": "No existe la clase de suceso «{found}»."}
    hint = _CHANGED


class WrongMembers(RecordError):
    """A member that is missing, that the format does not know, or that is of another type."""

    code = "record.E103"
    says = {
        "en": "An event of this kind has other members: see “{found}”.",
        "es": "Un suceso de esta clase tiene otros miembros: véase «{found}».",
    }
    hint = _CHANGED


class WrongValue(RecordError):
    """A value that is not of its form: an instant, a word, a number, a text that can be seen."""

    code = "record.E104"
    says = {"en": "The value of “{found}” has another form.", "es": "El valor de «{found}» tiene otra forma."}
    hint = _CHANGED


class LinesOutOfOrder(RecordError):
    """Lines of readings that do not stand in the order of their instants, or lie after the event."""

    code = "record.E105"
    says = {
        "en": "The readings do not stand in the order in which they were.",
        "es": "Las consultas no están en el orden en que ocurrieron.",
    }
    hint = _CHANGED


class EventNotCanonical(RecordError):
    """Bytes that say an event in another form than the one that was hashed."""

    code = "record.E106"
    says = {
        "en": "These are not the canonical bytes of the event that they say.",
        "es": "Estos no son los bytes canónicos del suceso que dicen.",
    }
    hint = {
        "en": "Use the original file: an editor or a mail program added spaces, a line feed or another order.",
        "es": "Use el archivo original: un editor o un correo agregó espacios, un salto de línea u otro orden.",
    }
