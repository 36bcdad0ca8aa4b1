"""What can go wrong with the record of a node."""

from __future__ import annotations

from cauce.node.frame.errors import NodeError


class RecordDamaged(NodeError):
    """The stored tree is not the one that was signed: to add an entry there would fork the record."""

    code = "node.E013"
    status = 503
    says = {"en": "The node's record is damaged ({what}).", "es": "La bitácora del nodo está dañada ({what})."}
    hint = {
        "en": "Nothing is signed until whoever runs this node has brought the last backup back; receipts stay valid.",
        "es": "No se firma nada hasta que quien opera este nodo recupere el último respaldo; los acuses aún valen.",
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


class RecordRolledBack(NodeError):
    """More was signed than the database holds, or something else: it was brought back from an older copy."""

    code = "node.E018"
    status = 503
    says = {
        "en": "The node's database is older than its record, or another one: {signed} entries were signed, and the "
        "database has other ones or only {here}.",
        "es": "La base de datos del nodo es anterior a su bitácora, o es otra: se firmaron {signed} entradas y la "
        "base tiene otras, o solo {here}.",
    }
    hint = {
        "en": "Nothing is signed or recorded any more, so that the record does not fork. Bring the latest copy of the "
        "database back, or take the record up from what was published: cauce record recover.",
        "es": "Ya no se firma ni se registra nada, para que la bitácora no se bifurque. Recupere la copia más reciente "
        "de la base, o retome la bitácora desde lo publicado: cauce record recover.",
    }


class RecordHalted(NodeError):
    """Something was found wrong with the record; until somebody has seen to it nothing is recorded."""

    code = "node.E019"
    status = 503
    says = {
        "en": "The node's record is halted ({why}).",
        "es": "La bitácora del nodo está detenida ({why}).",
    }
    hint = {
        "en": "Nothing was recorded, and nobody can file until this is settled. Tell whoever runs this node the code "
        "in brackets: under it stands what to do.",
        "es": "No se registró nada, y nadie puede presentar actuaciones hasta que se resuelva. Comunique a quien opera "
        "este nodo el código entre paréntesis: bajo él se indica qué hacer.",
    }


class ReceiptPending(NodeError):
    """What was recorded is durable and not yet signed: its receipt comes with the next batch."""

    code = "node.E020"
    status = 503
    says = {
        "en": "The receipt is not ready yet; what was filed is safe.",
        "es": "El acuse aún no está listo; lo presentado está a salvo.",
    }
    hint = {
        "en": "Load this page again in a moment.",
        "es": "Vuelva a cargar esta página en un momento.",
    }


class FileDiffers(NodeError):
    """A published file of the record is not the one that the database gives."""

    code = "node.E021"
    status = 503
    says = {
        "en": "The record's file {path} is not what the database gives.",
        "es": "El archivo {path} de la bitácora no es el que resulta de la base de datos.",
    }
    hint = {
        "en": "Nothing was overwritten. Compare with cauce record rebuild, and with a mirror's copy.",
        "es": "No se sobrescribió nada. Compare con cauce record rebuild y con la copia de un espejo.",
    }


class BadPolicyFile(NodeError):
    """A policy of the record that cannot be read."""

    code = "node.E022"
    says = {"en": "The policy {path} cannot be used: {why}.", "es": "La política {path} no se puede usar: {why}."}
    hint = {
        "en": "Correct the file; its form is that of C2SP tlog-policy (specs/policy.md).",
        "es": "Corrija el archivo; su forma es la de C2SP tlog-policy (specs/policy.md).",
    }


class NotToRecover(NodeError):
    """A record that cannot be taken up from these files without contradicting what was signed."""

    code = "node.E040"
    says = {
        "en": "The record cannot be taken up from these files ({why}, {size}).",
        "es": "La bitácora no se puede retomar desde estos archivos ({why}, {size}).",
    }
    hint = {
        "en": "Nothing was changed. “mark”: more was signed than these files hold, so take a later copy or a mirror; "
        "“root”: the files do not lead to a root that this node signed, here or in a second history; “entries”: the "
        "database holds other entries. Otherwise start a record under a new name and say so.",
        "es": "No se cambió nada. «mark»: se firmó más de lo que contienen estos archivos, use una copia posterior o "
        "un espejo; «root»: los archivos no llevan a una raíz que este nodo firmó, aquí o en una segunda historia; "
        "«entries»: la base contiene otras entradas. De lo contrario, inicie una bitácora con otro nombre y dígalo.",
    }


class PaperNotMade(NodeError):
    """The PDF of a receipt could not be made; the receipt itself is not concerned."""

    code = "node.E032"
    status = 500
    says = {"en": "The paper receipt could not be made.", "es": "No se pudo elaborar el acuse en papel."}
    hint = {
        "en": "Save the receipt as a file instead: it proves the same. Tell whoever runs this node.",
        "es": "Guarde el acuse como archivo: demuestra lo mismo. Avise a quien opera este nodo.",
    }


class NoSuchNumber(NodeError):
    """What was typed is no number of an entry."""

    code = "node.E033"
    status = 400
    says = {"en": "This is no number of an entry.", "es": "Este no es un número de entrada."}
    hint = {
        "en": "Write the digits after “Entry number” on the paper; commas do not matter.",
        "es": "Escriba los dígitos que siguen a «Entrada número» en el papel; las comas no importan.",
    }


class EntryNotPublished(NodeError):
    """The latest published checkpoint does not cover an entry of this number."""

    code = "node.E034"
    status = 404
    says = {
        "en": "The published record has no entry {index}; it has {size}, and the first is 0.",
        "es": "La bitácora publicada no tiene la entrada {index}; tiene {size} y la primera es la 0.",
    }
    hint = {
        "en": "Compare the number with the one on the paper. If that receipt is new, try again later: the record is "
        "published from time to time. If it is not, keep the paper: it speaks of an entry that is not there.",
        "es": "Compare el número con el del papel. Si el acuse es reciente, vuelva a intentarlo más tarde: la bitácora "
        "se publica cada cierto tiempo. Si no lo es, conserve el papel: habla de una entrada que no está ahí.",
    }


class StoreExtraMissing(NodeError):
    """A store of objects is set, and what speaks to one is not installed."""

    code = "node.E041"
    status = 503
    says = {
        "en": "CAUCE_RECORD_STORE names a store of objects, and the extra “s3” is not installed.",
        "es": "CAUCE_RECORD_STORE indica un almacén de objetos y el complemento «s3» no está instalado.",
    }
    hint = {
        "en": "Install it with “uv sync --frozen --inexact --no-dev --extra s3”, or leave the setting empty.",
        "es": "Instálelo con «uv sync --frozen --inexact --no-dev --extra s3», o deje vacío el ajuste.",
    }


class StoreAway(NodeError):
    """The store of objects cannot be used: it is away, refuses, or has no such bucket."""

    code = "node.E042"
    status = 503
    says = {
        "en": "The store of the record's published files cannot be used: {why}.",
        "es": "No se puede usar el almacén de los archivos publicados de la bitácora: {why}.",
    }
    hint = {
        "en": "What was filed is safe, and is published once the store answers. Whoever runs this node checks the "
        "bucket in CAUCE_RECORD_STORE, the AWS_ variables and the network.",
        "es": "Lo presentado está a salvo y se publica cuando el almacén responda. Quien opera este nodo revisa el "
        "bucket en CAUCE_RECORD_STORE, las variables AWS_ y la red.",
    }


class StoreUnconditional(NodeError):
    """A store of objects that overwrites what was to stay."""

    code = "node.E043"
    status = 503
    says = {
        "en": "The store of the record's published files writes whatever its condition {header} says.",
        "es": "El almacén de los archivos publicados de la bitácora escribe sin atender la condición {header}.",
    }
    hint = {
        "en": "There an older checkpoint could replace a newer one. Use a store that honours conditional writes, or "
        "leave CAUCE_RECORD_STORE empty and copy the directory.",
        "es": "Ahí un punto de control anterior podría reemplazar a uno posterior. Use un almacén que respete las "
        "escrituras condicionales, o deje vacío CAUCE_RECORD_STORE y copie la carpeta.",
    }
