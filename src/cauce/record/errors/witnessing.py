"""What can be wrong with cosignatures, and with what is asked of a witness."""

from .base import RecordError


class WrongKeyKind(RecordError):
    """A key of one kind where another belongs: a record's for a witness's, or the other way round."""

    code = "record.E080"
    says = {
        "en": "The key of “{name}” is of type {found}, where {expected} belongs.",
        "es": "La llave de «{name}» es del tipo {found}, donde corresponde {expected}.",
    }
    hint = {
        "en": "A record's key is of type 0x01, a witness's of type 0x04: use the line that each one publishes.",
        "es": "La llave de una bitácora es del tipo 0x01; la de un testigo, del tipo 0x04: use la línea que publica "
        "cada cual.",
    }


class BadTime(RecordError):
    """A time that no cosignature can say."""

    code = "record.E081"
    says = {
        "en": "No cosignature can be dated {found} seconds after 1970.",
        "es": "Ninguna firma de testigo puede fecharse {found} segundos después de 1970.",
    }
    hint = {"en": "Set the clock of this computer.", "es": "Ponga en hora el reloj de este equipo."}
