"""What can be wrong with receipts, proofs and tiles."""

from .base import RecordError


class NotAReceipt(RecordError):
    """A text that does not begin as a receipt."""

    code = "record.E040"
    says = {
        "en": "This is not a receipt: its first line is “{found}”.",
        "es": "Esto no es un acuse: su primera línea es «{found}».",
    }
    hint = {
        "en": "A receipt begins with the line “c2sp.org/tlog-proof@v1”: choose that file.",
        "es": "Un acuse empieza con la línea «c2sp.org/tlog-proof@v1»: elija ese archivo.",
    }


class BadReceiptLine(RecordError):
    """A line that is missing, misplaced or of another form."""

    code = "record.E041"
    says = {
        "en": "The receipt has “{found}” where this belongs: {part}.",
        "es": "El acuse dice «{found}» donde corresponde: {part}.",
    }
    hint = {
        "en": "The lines are: header, extra, index, hashes, an empty line, the checkpoint. Ask for the receipt again.",
        "es": "Las líneas son: encabezado, extra, index, huellas, una vacía, punto de control. Pida de nuevo el acuse.",
    }


class OtherAct(RecordError):
    """A receipt for another act than the one given."""

    code = "record.E042"
    says = {
        "en": "The receipt is for the act {receipt}; the act you gave is {act}.",
        "es": "El acuse es de la actuación {receipt}; la que usted indicó es {act}.",
    }
    hint = {
        "en": "Either the receipt belongs to another act, or the act was changed after it was recorded.",
        "es": "El acuse pertenece a otra actuación, o la actuación se alteró después de registrarse.",
    }


class OutsideTree(RecordError):
    """An index that the tree does not have."""

    code = "record.E050"
    says = {
        "en": "There is no entry {index} in a record of {size}.",
        "es": "No existe la entrada {index} en una bitácora de {size}.",
    }
    hint = {
        "en": "Entries count from 0: use a checkpoint made after the act was recorded.",
        "es": "Las entradas se cuentan desde 0: use un punto de control posterior al registro de la actuación.",
    }


class WrongPathLength(RecordError):
    """A proof with more or fewer hashes than its place in the tree calls for."""

    code = "record.E051"
    says = {
        "en": "Hashes in the proof: {found}; its place in the record calls for {expected}.",
        "es": "Huellas en la prueba: {found}; a su lugar en la bitácora corresponden {expected}.",
    }
    hint = {
        "en": "The proof is cut, or for another place or size: ask for it again.",
        "es": "La prueba está cortada, o es de otro lugar o tamaño: solicítela de nuevo.",
    }


class NotInRecord(RecordError):
    """An inclusion proof that leads to another root."""

    code = "record.E052"
    says = {
        "en": "The proof does not lead from this entry to the signed root: the act is not shown to be in the record.",
        "es": "La prueba no lleva de esta entrada a la raíz firmada: no se demuestra que la actuación conste en ella.",
    }
    hint = {
        "en": "The receipt was altered or was never given: ask the node for it, and keep this one as evidence.",
        "es": "El acuse fue alterado o nunca se otorgó: solicítelo al nodo y conserve este como evidencia.",
    }


class NotConsistent(RecordError):
    """Two trees of which the later does not begin with the earlier."""

    code = "record.E053"
    says = {
        "en": "The record of size {new} does not continue the one of size {old}: history was rewritten.",
        "es": "La bitácora de tamaño {new} no continúa la de tamaño {old}: se reescribió la historia.",
    }
    hint = {
        "en": "Keep both checkpoints and the proof: together they prove it. Tell the other party.",
        "es": "Conserve ambos puntos de control y la prueba: juntos lo demuestran. Avise a la otra parte.",
    }


class WrongOrder(RecordError):
    """A consistency proof asked from a larger tree to a smaller one."""

    code = "record.E054"
    says = {
        "en": "A record of size {new} cannot come after one of size {old}.",
        "es": "Una bitácora de tamaño {new} no puede ser posterior a una de tamaño {old}.",
    }
    hint = {
        "en": "If the smaller one was signed later, the record was rolled back: keep both checkpoints.",
        "es": "Si la menor se firmó después, la bitácora retrocedió: conserve ambos puntos de control.",
    }


class TornTile(RecordError):
    """A stored tile that holds more or fewer hashes than the tree's size calls for."""

    code = "record.E060"
    says = {
        "en": "Tile {level}/{index} holds {found} bytes where the size of the record calls for {expected}.",
        "es": "La tesela {level}/{index} tiene {found} bytes donde el tamaño de la bitácora pide {expected}.",
    }
    hint = {
        "en": "Stop writing: tiles and size were not stored together. Restore the record before anything is signed.",
        "es": "Deje de escribir: teselas y tamaño no se guardaron juntos. Restaure la bitácora antes de firmar nada.",
    }
