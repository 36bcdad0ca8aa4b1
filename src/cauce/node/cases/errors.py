"""What can go wrong with the keys of cases, and with what they open."""

from __future__ import annotations

from cauce.node.frame.errors import NodeError


class CaseKeysAway(NodeError):
    """The file with the keys of the cases cannot be read or written."""

    code = "node.E027"
    status = 503
    says = {
        "en": "The keys of the cases cannot be read or written.",
        "es": "No se pueden leer ni escribir las llaves de los expedientes.",
    }
    hint = {
        "en": "Nothing was recorded. Whoever runs this node must look at keys/cases.sqlite3 in its data folder.",
        "es": "No se registró nada. Quien opera este nodo debe revisar keys/cases.sqlite3 en su carpeta de datos.",
    }


class CaseKeyMissing(NodeError):
    """A case whose key is not there, though no act erased it."""

    code = "node.E028"
    status = 503
    says = {
        "en": "The key of the case {case} is not there, and no act erased the case.",
        "es": "La llave del expediente {case} no está, y ninguna actuación lo suprimió.",
    }
    hint = {
        "en": "Whoever runs this node must bring keys/cases.sqlite3 back from its own backup.",
        "es": "Quien opera este nodo debe recuperar keys/cases.sqlite3 de su propio respaldo.",
    }


class BodyDamaged(NodeError):
    """What is stored of an act is not what its case's key sealed."""

    code = "node.E029"
    status = 503
    says = {
        "en": "Act {number} of the case {case} cannot be opened: what is stored was changed.",
        "es": "No se puede abrir la actuación {number} del expediente {case}: lo almacenado fue modificado.",
    }
    hint = {
        "en": "Whoever runs this node must bring the last backup back; receipts stay valid.",
        "es": "Quien opera este nodo debe recuperar el último respaldo; los acuses aún valen.",
    }


class ErasedSince(NodeError):
    """A copy of the database from before an erasure: the key is destroyed, and this copy does not know it yet."""

    code = "node.E030"
    status = 503
    says = {
        "en": "The case {case} was erased by {act} at {at}; this database is older than that.",
        "es": "El expediente {case} se suprimió mediante {act} ({at}); esta base de datos es anterior.",
    }
    hint = {
        "en": "Load the page again. If it stays so, an older copy of the database was brought back: its acts after "
        "that moment are missing.",
        "es": "Cargue de nuevo la página. Si persiste, se recuperó una copia anterior de la base de datos: le faltan "
        "las actuaciones posteriores a ese momento.",
    }


class ContentErased(NodeError):
    """What somebody asks for was erased by law; the receipt is still there."""

    code = "node.E031"
    status = 410
    says = {
        "en": "What this act says was erased by law ({ground}).",
        "es": "El contenido de esta actuación se suprimió conforme a la ley ({ground}).",
    }
    hint = {
        "en": "Its receipt stays and still verifies; the page of the case {case} says by which act it was erased.",
        "es": "Su acuse se conserva y puede comprobarse como antes; la página del expediente {case} indica "
        "mediante qué actuación se suprimió.",
    }
