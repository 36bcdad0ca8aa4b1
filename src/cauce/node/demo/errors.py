"""What can go wrong when the demonstration is built."""

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
