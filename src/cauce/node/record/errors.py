"""What can go wrong with the record of a node."""

from __future__ import annotations

from cauce.node.frame.errors import NodeError


class RecordDamaged(NodeError):
    """The stored tree is not the one that was signed: to add an entry there would fork the record."""

    code = "node.E013"
    status = 503
    says = {"en": "The node's record is damaged ({what}).", "es": "La bitácora del nodo está dañada ({what})."}
    hint = {
        "en": "Nothing was recorded. Whoever runs this node must bring the last backup back; receipts stay valid.",
        "es": "No se registró nada. Quien opera este nodo debe recuperar el último respaldo; los acuses aún valen.",
    }


class RecordKeyMissing(NodeError):
    """The record has entries, and the key that signed them is not there or cannot be read."""

    code = "node.E014"
    status = 503
    says = {
        "en": "The key of the node's record is not there or cannot be read.",
        "es": "La llave de la bitácora del nodo no está o no se puede leer.",
    }
    hint = {
        "en": "Nothing was recorded. Whoever runs this node must bring keys/record.key back from the backup.",
        "es": "No se registró nada. Quien opera este nodo debe recuperar keys/record.key del respaldo.",
    }
