"""What can go wrong in the node: one class a case, each with a stable code and plain words in both languages."""

from __future__ import annotations

from typing import ClassVar, Protocol

from cauce.node.frame.words import LANGUAGES, fill


class Coded(Protocol):
    """An error with a code and words in both languages, whatever layer it comes from."""

    code: ClassVar[str]

    def text(self, lang: str) -> str:
        """Return what went wrong."""

    def advice(self, lang: str) -> str:
        """Return what to do next."""


class NodeError(Exception):
    """
    The base of every error of the node; `says` and `hint` take the keyword values it is raised with.

    A value that is a dict of `en` and `es` is shown in each language.
    """

    code: ClassVar[str] = "node.E000"
    #: the HTTP status of the page that shows it
    status: ClassVar[int] = 500
    says: ClassVar[dict[str, str]] = {"en": "The node could not do this.", "es": "El nodo no pudo hacer esto."}
    hint: ClassVar[dict[str, str]] = {"en": "", "es": ""}

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.in_both())

    def text(self, lang: str) -> str:
        """Return what went wrong, in plain words of `lang` ("en" or "es")."""
        return fill(self.says[lang], self._in(lang))

    def advice(self, lang: str) -> str:
        """Return what to do next."""
        return fill(self.hint[lang], self._in(lang))

    def _in(self, lang: str) -> dict[str, object]:
        return {name: value[lang] if isinstance(value, dict) else value for name, value in self.values.items()}

    def in_both(self) -> str:
        """Return code, words and advice in both languages, a line each, for a terminal."""
        lines = [f"{lang}: {self.text(lang)} {self.advice(lang)}".rstrip() for lang in LANGUAGES]
        return "\n  ".join([self.code, *lines])


class BadSetting(NodeError):
    """A setting whose value cannot be what was meant."""

    code = "node.E001"
    says = {"en": "The setting {name} is {value}.", "es": "El ajuste {name} es {value}."}
    hint = {"en": "It must be {shape_en}.", "es": "Debe ser {shape_es}."}


class UnknownSetting(NodeError):
    """A name that begins like a setting and is none: most often a slip of the keyboard."""

    code = "node.E002"
    says = {"en": "There is no setting {name}.", "es": "No existe el ajuste {name}."}
    hint = {"en": "Settings are: {known}.", "es": "Los ajustes son: {known}."}


class BadFolder(NodeError):
    """The data folder, or a file in it, cannot be used."""

    code = "node.E003"
    says = {"en": "{path} cannot be used: {why}.", "es": "No se puede usar {path}: {why}."}
    hint = {
        "en": "Give this user the right to read and write there, or name another folder in CAUCE_DATA.",
        "es": "Dé a este usuario permiso de lectura y escritura, o indique otra carpeta en CAUCE_DATA.",
    }


class LockHeld(NodeError):
    """Another process of this machine holds a lock and does not go on."""

    code = "node.E023"
    status = 503
    says = {
        "en": "Another process holds the lock on {path} and does not go on.",
        "es": "Otro proceso retiene el candado de {path} y no avanza.",
    }
    hint = {
        "en": "What was filed is safe; receipts and publication wait. Whoever runs this node finds the process with "
        "“fuser -v” and that path (most often one that was stopped, state T), and continues or ends it.",
        "es": "Lo presentado está a salvo; los acuses y la publicación esperan. Quien opera este nodo encuentra el "
        "proceso con «fuser -v» y esa ruta (casi siempre uno suspendido, estado T) y lo reanuda o lo termina.",
    }


class DatabaseAway(NodeError):
    """The database does not answer."""

    code = "node.E004"
    status = 503
    says = {"en": "The database does not answer.", "es": "La base de datos no responde."}
    hint = {
        "en": "Nothing was recorded. Try again in a minute; if it goes on, tell whoever runs this node.",
        "es": "No se registró nada. Intente de nuevo en un minuto; si continúa, avise a quien opera este nodo.",
    }


class DatabaseReadOnly(NodeError):
    """The database takes no writes."""

    code = "node.E005"
    status = 503
    says = {"en": "The database can only be read.", "es": "La base de datos es de solo lectura."}
    hint = {
        "en": "Nothing was recorded. Whoever runs this node must make its data folder writable.",
        "es": "No se registró nada. Quien opera este nodo debe permitir la escritura en su carpeta de datos.",
    }


class DatabaseLocked(NodeError):
    """Another process holds the database."""

    code = "node.E006"
    status = 503
    says = {"en": "The database is held by another process.", "es": "Otro proceso tiene ocupada la base de datos."}
    hint = {
        "en": "Nothing was recorded. Try again; if it goes on, a second node may be using the same data.",
        "es": "No se registró nada. Intente de nuevo; si continúa, quizá otro nodo usa los mismos datos.",
    }


class DatabaseFull(NodeError):
    """There is no room left."""

    code = "node.E007"
    status = 503
    says = {"en": "There is no room left on the disk.", "es": "Ya no hay espacio en el disco."}
    hint = {
        "en": "Nothing was recorded. Whoever runs this node must make room.",
        "es": "No se registró nada. Quien opera este nodo debe liberar espacio.",
    }


class TablesBehind(NodeError):
    """The tables are older than the program."""

    code = "node.E008"
    status = 503
    says = {
        "en": "The tables of the database are older than this program (changes missing: {count}).",
        "es": "Las tablas de la base de datos son anteriores a este programa (cambios faltantes: {count}).",
    }
    hint = {
        "en": "Make a copy, then run “cauce serve --upgrade”.",
        "es": "Haga una copia y ejecute «cauce serve --upgrade».",
    }


class TablesDiffer(NodeError):
    """The tables were made by another state of the program, between which there is no way."""

    code = "node.E015"
    status = 503
    says = {
        "en": "The tables of the database were made by another state of this program; missing are: {missing}.",
        "es": "Las tablas de la base de datos son de otro estado de este programa; faltan: {missing}.",
    }
    hint = {
        "en": "Nothing was changed. Use the state that made them; a demonstration is built anew in an empty folder.",
        "es": "No se cambió nada. Use el estado que las creó; una demostración se prepara de nuevo en otra carpeta.",
    }


class AddressTaken(NodeError):
    """Somebody else listens there already, or this user may not."""

    code = "node.E009"
    says = {
        "en": "{host}:{port} cannot be listened on: {why}.",
        "es": "No se puede escuchar en {host}:{port}: {why}.",
    }
    hint = {"en": "Choose another port with --port.", "es": "Elija otro puerto con --port."}


class HostsUnnamed(NodeError):
    """A node that others can reach must know the names they use, for its cookies depend on it."""

    code = "node.E010"
    says = {
        "en": "{host} can be reached by other machines, and CAUCE_HOSTS names none that people would use.",
        "es": "Otras máquinas pueden llegar a {host} y CAUCE_HOSTS no indica qué nombre usarán.",
    }
    hint = {
        "en": "Set CAUCE_HOSTS to the site's names and put TLS before it; cookies are then sent over HTTPS only.",
        "es": "Indique en CAUCE_HOSTS los nombres del sitio y use TLS; las cookies viajarán entonces solo por HTTPS.",
    }


class DatabaseDamaged(NodeError):
    """The file of the embedded database is none, or is broken."""

    code = "node.E012"
    status = 503
    says = {"en": "The file of the database is damaged.", "es": "El archivo de la base de datos está dañado."}
    hint = {
        "en": "Nothing was recorded. Whoever runs this node must bring the last backup back; receipts stay valid.",
        "es": "No se registró nada. Quien opera este nodo debe recuperar el último respaldo; los acuses aún valen.",
    }


class KeyMissing(NodeError):
    """An office whose private key is not on this node cannot sign here."""

    code = "node.E011"
    status = 503
    says = {
        "en": "The signing key of the office {office} is not on this node.",
        "es": "La llave de firma de la oficina {office} no está en este nodo.",
    }
    hint = {
        "en": "Bring {path} back from the backup, or give the office a new key.",
        "es": "Recupere {path} del respaldo o asigne una nueva llave a la oficina.",
    }


class NoNode(NodeError):
    """A command that looks at a node was sent where there is none: most often a path with a slip in it."""

    code = "node.E016"
    says = {
        "en": "There is no node in {path}; nothing was made there.",
        "es": "No hay ningún nodo en {path}; no se creó nada.",
    }
    hint = {
        "en": "Check CAUCE_DATA and CAUCE_DATABASE_URL. “cauce serve” or “cauce up” makes a new node.",
        "es": "Revise CAUCE_DATA y CAUCE_DATABASE_URL. «cauce serve» o «cauce up» crean un nodo nuevo.",
    }


class DiskTroubled(NodeError):
    """The embedded database could not read or write its file: a full disk often looks so, and so does a broken one."""

    code = "node.E017"
    status = 503
    says = {
        "en": "The disk did not do what the database asked of it: it is full, or failing.",
        "es": "El disco no hizo lo que la base de datos le pidió: está lleno o falla.",
    }
    hint = {
        "en": "Nothing was recorded. Whoever runs this node must make room; if there is room, look at the disk itself.",
        "es": "No se registró nada. Quien opera este nodo debe liberar espacio; si lo hay, revisar el propio disco.",
    }
