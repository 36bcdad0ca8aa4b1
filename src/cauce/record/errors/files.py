"""What can be wrong with the files of a record: how they are named, and the bundles of entries."""

from .base import RecordError


class BadPath(RecordError):
    """A path that names no tile and no bundle, or not in its one form."""

    code = "record.E061"
    says = {
        "en": "This names no file of a record: “{path}”.",
        "es": "Esto no nombra ningún archivo de una bitácora: «{path}».",
    }
    hint = {
        "en": "Tiles are named tile/LEVEL/x001/234, bundles tile/entries/x001/234; partial ones end in .p/WIDTH.",
        "es": "Teselas: tile/NIVEL/x001/234; paquetes: tile/entries/x001/234; los parciales llevan .p/ANCHO (1-255).",
    }


class NoSuchFile(RecordError, LookupError):
    """A file that the record does not have, or not at this width."""

    code = "record.E062"
    says = {
        "en": "The record has no file “{path}”.",
        "es": "La bitácora no tiene el archivo «{path}».",
    }
    hint = {
        "en": "If its size calls for it, ask whoever keeps the record to make the file again from the database.",
        "es": "Si el tamaño de la bitácora lo exige, pida a quien la lleva que lo rehaga desde la base de datos.",
    }


class TornBundle(RecordError):
    """A bundle that ends within an entry."""

    code = "record.E063"
    says = {
        "en": "The bundle ends within its entry {entry}, at byte {found} of {expected}.",
        "es": "El paquete termina dentro de su entrada {entry}, en el byte {found} de {expected}.",
    }
    hint = {
        "en": "The file is cut or was altered: ask for it again; if it comes the same, tell whoever keeps the record.",
        "es": "Archivo cortado o alterado: solicítelo de nuevo y, si llega igual, avise a quien lleva la bitácora.",
    }


class WrongBundleWidth(RecordError):
    """A bundle of no entries, or of more than a tile has."""

    code = "record.E064"
    says = {
        "en": "The bundle has {found} entries; from 1 to {limit} belong in one.",
        "es": "El paquete tiene {found} entradas; corresponden de 1 a {limit}.",
    }
    hint = {
        "en": "An empty bundle is not written, and after {limit} entries the next begins.",
        "es": "Un paquete vacío no se escribe, y tras {limit} entradas empieza el siguiente.",
    }


class EntryTooLong(RecordError):
    """An entry whose length does not fit in two bytes."""

    code = "record.E065"
    says = {
        "en": "The entry has {found} bytes; {limit} is the most.",
        "es": "La entrada tiene {found} bytes; el máximo es {limit}.",
    }
    hint = {
        "en": "Record the hash of what is long, as Cauce does.",
        "es": "Registre la huella de lo que es largo, como lo hace Cauce.",
    }


class WrongEntryCount(RecordError):
    """A bundle with more or fewer entries than its place calls for."""

    code = "record.E066"
    says = {
        "en": "The bundle has {found} entries where {expected} belong.",
        "es": "El paquete tiene {found} entradas donde corresponden {expected}.",
    }
    hint = {
        "en": "The file is cut, or another stands in its place: ask for it again.",
        "es": "El archivo está cortado o hay otro en su lugar: solicítelo de nuevo.",
    }


class OtherOrigin(RecordError):
    """A place where another record is shown than before."""

    code = "record.E067"
    says = {
        "en": "This is the record “{found}”; here “{expected}” was known.",
        "es": "Esta es la bitácora «{found}»; aquí se conocía «{expected}».",
    }
    hint = {
        "en": "Check the address. A record keeps its name for ever; a new name is a new record, to be told beforehand.",
        "es": "Revise la dirección. Una bitácora conserva su nombre; con otro nombre es otra y se avisa antes.",
    }
