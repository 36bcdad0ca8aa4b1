"""What an audit or a monitor finds in a record that it reads from the outside, or cannot read."""

from .base import RecordError


class MissingFile(RecordError):
    """A file that the signed size calls for and that is not there."""

    code = "record.E090"
    says = {
        "en": "The file {path} is not there; a record of {size} entries has it.",
        "es": "No está el archivo {path}; una bitácora de {size} entradas lo tiene.",
    }
    hint = {
        "en": "What was signed is not shown: ask whoever keeps the record for it, and keep the checkpoint.",
        "es": "No se muestra lo que se firmó: solicítelo a quien lleva la bitácora y conserve el punto de control.",
    }


class WrongEntry(RecordError):
    """An entry that does not hash to its place in the tile of level 0."""

    code = "record.E091"
    says = {
        "en": "Entry {index} in {bundle} hashes to {found}; {path} says {expected}.",
        "es": "La huella de la entrada {index} en {bundle} es {found}; {path} dice {expected}.",
    }
    hint = {
        "en": "One of both files was altered: keep both, and ask another reader of the record for theirs.",
        "es": "Uno de los dos archivos fue alterado: conserve ambos y pida los suyos a otro lector de la bitácora.",
    }


class WrongTile(RecordError):
    """A hash in a tile that is not the root of the tile below."""

    code = "record.E092"
    says = {
        "en": "Hash {number} of {path} is {found}; the tile below leads to {expected}.",
        "es": "La huella {number} de {path} es {found}; la tesela inferior lleva a {expected}.",
    }
    hint = {
        "en": "One of both tiles was altered: keep both, and ask another reader of the record for theirs.",
        "es": "Una de las dos teselas fue alterada: conserve ambas y pida las suyas a otro lector de la bitácora.",
    }


class WrongRoot(RecordError):
    """Files that lead to another root than the signed one."""

    code = "record.E093"
    says = {
        "en": "The {size} entries lead to the root {found}; the checkpoint is signed for {expected}.",
        "es": "Las {size} entradas llevan a la raíz {found}; el punto de control está firmado para {expected}.",
    }
    hint = {
        "en": "What is shown is not what was signed: keep the checkpoint and the files, and tell the other party.",
        "es": "Lo que se muestra no es lo que se firmó: conserve todo y avise a la otra parte.",
    }


class OtherHistory(RecordError):
    """A record that does not begin with what it signed before."""

    code = "record.E094"
    says = {
        "en": "The first {size} entries have the root {found}; the record has signed {expected} for them before.",
        "es": "Las primeras {size} entradas tienen la raíz {found}; la bitácora firmó antes {expected} para ellas.",
    }
    hint = {
        "en": "History was rewritten: keep both checkpoints, which prove it, and tell the other party.",
        "es": "Se reescribió la historia: conserve ambos puntos de control, que la prueban, y avise a la otra parte.",
    }


class BadFile(RecordError):
    """A file that is cut, too long, or of another form."""

    code = "record.E095"
    says = {
        "en": "The file {path} is not what belongs there. {why}",
        "es": "El archivo {path} no es lo que corresponde. {why}",
    }
    hint = {
        "en": "Ask for it again; if it comes the same, keep it and tell whoever keeps the record.",
        "es": "Solicítelo de nuevo; si llega igual, consérvelo y avise a quien lleva la bitácora.",
    }


class Shrunk(RecordError):
    """A checkpoint that is smaller than one known before."""

    code = "record.E096"
    says = {
        "en": "The record shows {size} entries; it has signed {known} before.",
        "es": "La bitácora muestra {size} entradas; antes firmó {known}.",
    }
    hint = {
        "en": "An old copy may have been served: look again soon. If it stays, entries were withdrawn: keep both.",
        "es": "Quizá se sirvió una copia anterior: consulte de nuevo. Si persiste, se retiraron entradas: guarde todo.",
    }


class CannotGoOn(RecordError):
    """An audit that ends early, for want of what everything after it is computed from."""

    code = "record.E097"
    says = {
        "en": "The audit ends at entry {index} of {size}: neither {bundle} nor {path} can be read.",
        "es": "La auditoría termina en la entrada {index} de {size}: no se pueden leer {bundle} ni {path}.",
    }
    hint = {
        "en": "Nothing after it was checked. Ask whoever keeps the record for the files, and run the audit again.",
        "es": "Lo posterior quedó sin comprobar. Pida los archivos a quien lleva la bitácora y repita la auditoría.",
    }


class Unreachable(RecordError):
    """A place that cannot be read now: nothing is said of the record."""

    code = "record.E098"
    says = {
        "en": "{place} cannot be read: {why}",
        "es": "No se puede leer {place}: {why}",
    }
    hint = {
        "en": "Check the address and the connection, and try again later; nothing was found out about the record.",
        "es": "Revise la dirección y la conexión e intente más tarde; nada se averiguó de la bitácora.",
    }


class BadState(RecordError):
    """A file that is no state of an audit or a monitor, or that of another record."""

    code = "record.E099"
    says = {
        "en": "This is not the state of a reading of the record “{origin}”.",
        "es": "Esto no es el estado de una lectura de la bitácora «{origin}».",
    }
    hint = {
        "en": "Name another file, or remove this one to begin anew.",
        "es": "Indique otro archivo, o quite este para empezar de nuevo.",
    }
