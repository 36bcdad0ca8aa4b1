"""What can go wrong with the witness of a node."""

from __future__ import annotations

from cauce.node.frame.errors import NodeError


class WitnessKeyMissing(NodeError):
    """The witness has cosigned, and its key is not there, cannot be read, or is not its own."""

    code = "node.E035"
    status = 503
    says = {
        "en": "The key of the node's witness is not there, cannot be read, or is another's.",
        "es": "La llave del testigo del nodo no está, no se puede leer o es de otro.",
    }
    hint = {
        "en": "Nothing was cosigned. Whoever runs this node must bring keys/witness.key back from the backup; it is of "
        "type 0x04, named as CAUCE_WITNESS_NAME says, and never the record's own.",
        "es": "No se firmó nada. Quien opera este nodo debe recuperar keys/witness.key del respaldo; es del tipo 0x04, "
        "lleva el nombre que dice CAUCE_WITNESS_NAME y nunca es la de la bitácora.",
    }


class BadWitnessLogs(NodeError):
    """The file of records to cosign cannot be read."""

    code = "node.E036"
    status = 503
    says = {
        "en": "The file of records that this witness cosigns cannot be used: {why}",
        "es": "No se puede usar el archivo de las bitácoras que firma este testigo: {why}",
    }
    hint = {
        "en": "Nothing was cosigned. Whoever runs this node must correct the file that CAUCE_WITNESS_LOGS names.",
        "es": "No se firmó nada. Quien opera este nodo debe corregir el archivo que indica CAUCE_WITNESS_LOGS.",
    }


class WitnessRolledBack(NodeError):
    """The database knows of fewer cosignatures than were given: it is an older one."""

    code = "node.E037"
    status = 503
    says = {
        "en": "The node's witness has cosigned {given} times; its database knows of {known}.",
        "es": "El testigo del nodo ha firmado {given} veces; en su base de datos constan {known}.",
    }
    hint = {
        "en": "Nothing was cosigned: it could contradict what it said before. Whoever runs this node must bring the "
        "last database back, or put keys/witness.key and keys/witness.mark aside and choose another "
        "CAUCE_WITNESS_NAME.",
        "es": "No se firmó nada: podría contradecir lo que ya dijo. Quien opera este nodo debe recuperar la última "
        "base de datos, o apartar keys/witness.key y keys/witness.mark y elegir otro CAUCE_WITNESS_NAME.",
    }


class WitnessChanged(NodeError):
    """The database has another last tree of a record than the one for which a cosignature was given away."""

    code = "node.E024"
    status = 503
    says = {
        "en": "The node's witness has cosigned a tree of {given} entries of “{origin}”, which its database does not "
        "have as the last one.",
        "es": "El testigo del nodo firmó un árbol de {given} entradas de «{origin}» que en su base de datos no consta "
        "como el último.",
    }
    hint = {
        "en": "Nothing was cosigned: it could contradict what it said before. Somebody has written into the database, "
        "or it is an older one. Whoever runs this node must find out who did, and bring the last database back; "
        "failing that, put keys/witness.key and keys/witness.mark aside and choose another CAUCE_WITNESS_NAME.",
        "es": "No se firmó nada: podría contradecir lo que ya dijo. Alguien escribió en la base de datos o es una "
        "anterior. Quien opera este nodo debe averiguar quién fue y recuperar la última base de datos; si no la hay, "
        "apartar keys/witness.key y keys/witness.mark y elegir otro CAUCE_WITNESS_NAME.",
    }
