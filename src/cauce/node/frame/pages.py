"""What a page may answer instead of itself, each with a code that stays."""

from __future__ import annotations

from cauce.node.frame.errors import NodeError


class BadRequest(NodeError):
    """A request that makes no sense."""

    code = "page.E400"
    status = 400
    says = {"en": "The node did not understand this request.", "es": "El nodo no entendió esta solicitud."}
    hint = {
        "en": "Go back and try again from the page itself.",
        "es": "Regrese e inténtelo de nuevo desde la página.",
    }


class Forbidden(NodeError):
    """Something that may be read and not done."""

    code = "page.E403"
    status = 403
    says = {"en": "Your office may not do this.", "es": "Su oficina no puede hacer esto."}
    hint = {
        "en": "If you act for another office too, change to it above.",
        "es": "Si también actúa por otra oficina, cámbiese a ella arriba.",
    }


class NotHere(NodeError):
    """No such thing, or no right to know of it: the same answer, byte for byte."""

    code = "page.E404"
    status = 404
    says = {
        "en": "There is nothing here that you may see.",
        "es": "Aquí no hay nada que usted pueda ver.",
    }
    hint = {
        "en": "Check the address. What exists and is not yours to know looks the same as what does not exist.",
        "es": "Revise la dirección. Lo que existe y no le corresponde conocer se ve igual que lo que no existe.",
    }


class WrongMethod(NodeError):
    """An address that takes forms only, or pages only."""

    code = "page.E405"
    status = 405
    says = {"en": "This address cannot be opened this way.", "es": "Esta dirección no se abre de esta manera."}
    hint = {
        "en": "Go back and use the button on the page.",
        "es": "Regrese y use el botón de la página.",
    }


class TooLarge(NodeError):
    """More text than a form takes."""

    code = "page.E413"
    status = 413
    says = {
        "en": "You sent {sent}; a form takes up to {limit}.",
        "es": "Usted envió {sent}; un formulario admite hasta {limit}.",
    }
    hint = {
        "en": "Nothing was recorded. Go back, shorten the text and send it again.",
        "es": "No se registró nada. Regrese, acorte el texto y envíelo de nuevo.",
    }


class FormTooOld(NodeError):
    """A form that is not this session's own."""

    code = "page.E419"
    status = 403
    says = {
        "en": "This form is no longer valid, or this browser keeps no cookies for this site.",
        "es": "Este formulario ya no es válido, o este navegador no guarda cookies de este sitio.",
    }
    hint = {
        "en": "Nothing was recorded. Copy what you wrote, go back, load the page again and send it again.",
        "es": "No se registró nada. Copie lo que escribió, regrese, vuelva a cargar la página y envíela de nuevo.",
    }


class Failure(NodeError):
    """A mistake of the program."""

    code = "page.E500"
    status = 500
    says = {"en": "The node failed.", "es": "El nodo falló."}
    hint = {
        "en": "If you were sending an act, look at its case before you send it again: what has a receipt was recorded. "
        "Give whoever runs this node the reference below.",
        "es": "Si enviaba una actuación, vea su expediente antes de enviarla de nuevo: lo que tiene acuse quedó "
        "registrado. Dé a quien opera este nodo la referencia de abajo.",
    }
