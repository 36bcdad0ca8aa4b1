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


class BadRequest(RecordError):
    """A request to a witness without its lines, or with them out of place."""

    code = "record.E082"
    says = {
        "en": "The request has “{found}” where this belongs: {part}.",
        "es": "La petición dice «{found}» donde corresponde: {part}.",
    }
    hint = {
        "en": "The lines are: old SIZE, the hashes of the proof, an empty line, the signed checkpoint.",
        "es": "Las líneas son: old TAMAÑO, las huellas de la prueba, una vacía, el punto de control firmado.",
    }


class TooManyHashes(RecordError):
    """A consistency proof that is longer than any tree calls for."""

    code = "record.E083"
    says = {
        "en": "The proof has {found} hashes; {limit} is the most.",
        "es": "La prueba tiene {found} huellas; el máximo es {limit}.",
    }
    hint = {
        "en": "Send the consistency proof from the old size to that of the checkpoint, and nothing else.",
        "es": "Envíe la prueba de continuidad del tamaño anterior al del punto de control, y nada más.",
    }


class UnknownOrigin(RecordError):
    """A checkpoint of a record that the witness does not cosign."""

    code = "record.E084"
    says = {
        "en": "This witness does not cosign the record “{origin}”.",
        "es": "Este testigo no firma la bitácora «{origin}».",
    }
    hint = {
        "en": "Ask the witness's operator to add the line that the record publishes as its verifier key.",
        "es": "Pida a quien opera el testigo que agregue la línea que la bitácora publica como su llave.",
    }


class OtherOldSize(RecordError):
    """A request that starts from another tree than the last one that the witness cosigned."""

    code = "record.E085"
    says = {
        "en": "The witness last cosigned {known} entries, not {found}.",
        "es": "Lo último que firmó el testigo tiene {known} entradas, no {found}.",
    }
    hint = {
        "en": "Send the proof from that size. If the record itself has fewer entries, it was set back: stop, compare.",
        "es": "Envíe la prueba desde ese tamaño. Si la bitácora misma tiene menos, retrocedió: deténgase y compare.",
    }


class ForkedRecord(RecordError):
    """Two signed trees of one size with two roots."""

    code = "record.E086"
    says = {
        "en": "The record signed two different trees of {size} entries: it has two histories.",
        "es": "La bitácora firmó dos árboles distintos de {size} entradas: tiene dos historias.",
    }
    hint = {
        "en": "Keep both checkpoints: together they prove it. Tell the other party.",
        "es": "Conserve ambos puntos de control: juntos lo demuestran. Avise a la otra parte.",
    }
