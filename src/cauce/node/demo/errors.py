"""What can go wrong when the demonstration is built or served."""

from __future__ import annotations

from cauce.node.frame.errors import NodeError


class NotEmpty(NodeError):
    """The database already holds offices or acts: a story is never told over somebody's record."""

    code = "demo.E001"
    says = {"en": "The database is not empty.", "es": "La base de datos no está vacía."}
    hint = {
        "en": "Name another folder in CAUCE_DATA, or serve what is there with “cauce serve”.",
        "es": "Indique otra carpeta en CAUCE_DATA o sirva lo que hay con «cauce serve».",
    }


class NoDemonstration(NodeError):
    """The database is somebody's own: served as a demonstration, it would let everybody in without a password."""

    code = "demo.E002"
    says = {
        "en": "What is in this database is no demonstration, or one that an earlier program built.",
        "es": "Lo que hay en esta base de datos no es una demostración, o la preparó un programa anterior.",
    }
    hint = {
        "en": "Serve a node with “cauce serve”; for a demonstration name a new folder in CAUCE_DATA.",
        "es": "Sirva un nodo con «cauce serve»; para una demostración indique una carpeta nueva en CAUCE_DATA.",
    }
