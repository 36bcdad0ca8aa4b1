"""What can be wrong with keys, signed notes and checkpoints."""

from .base import RecordError


class NoSignatures(RecordError):
    """A note without an empty line followed by at least one signature line."""

    code = "record.E010"
    says = {"en": "The signed note carries no signatures.", "es": "La nota firmada no lleva firmas."}
    hint = {
        "en": "The end of the text is missing: ask for it again.",
        "es": "Falta el final del texto: solicítelo de nuevo.",
    }


class BadSignatureLine(RecordError):
    """A line after the last empty line that is no signature line."""

    code = "record.E011"
    says = {
        "en": "This is no signature line: “{line}”.",
        "es": "Esto no es una línea de firma: «{line}».",
    }
    hint = {
        "en": "Each line reads “— name base64” and ends with a line feed; nothing may follow the last one.",
        "es": "Cada línea dice «— nombre base64» y termina con un salto; nada puede seguir a la última.",
    }


class TooManySignatures(RecordError):
    """More signatures than a verifier will look at."""

    code = "record.E012"
    says = {
        "en": "The note carries {found} signatures; {limit} is the most.",
        "es": "La nota lleva {found} firmas; el máximo es {limit}.",
    }
    hint = {
        "en": "Ask the node for the receipt again; an honest one carries a few.",
        "es": "Solicite de nuevo el acuse al nodo; uno auténtico lleva unas cuantas.",
    }


class BadKeyName(RecordError):
    """A key name that is empty or has a space or a plus sign; or, for a key of ours, other than plain ASCII."""

    code = "record.E013"
    says = {"en": "This is no key name: “{name}”.", "es": "Esto no es un nombre de llave: «{name}»."}
    hint = {
        "en": "A key is named like a web address without its scheme, in ASCII: record.example.org/log.",
        "es": "Una llave se nombra como una dirección web sin esquema, en ASCII: bitacora.example.org/registro.",
    }


class BadVerifierKey(RecordError):
    """Text that is no verifier key."""

    code = "record.E014"
    says = {
        "en": "This is no verifier key: “{found}”.",
        "es": "Esto no es una llave de verificación: «{found}».",
    }
    hint = {
        "en": "It is one line, name+hash+key, as the node publishes it: copy all of it.",
        "es": "Es una sola línea, nombre+huella+llave, como la publica el nodo: cópiela completa.",
    }


class WrongKeyId(RecordError):
    """A key whose hash is not that of its name and bytes."""

    code = "record.E015"
    says = {
        "en": "The key of “{name}” says its hash is {found}; it is {expected}.",
        "es": "La llave de «{name}» dice que su huella es {found}; es {expected}.",
    }
    hint = {
        "en": "The name or the key was changed: copy the line again from where the node publishes it.",
        "es": "Se alteró el nombre o la llave: copie de nuevo la línea de donde la publica el nodo.",
    }


class UnknownKeyType(RecordError):
    """A key of another type than Ed25519 note signatures (0x01) and Ed25519 cosignatures (0x04)."""

    code = "record.E016"
    says = {
        "en": "The key of “{name}” is of type {found}, which this program does not know.",
        "es": "La llave de «{name}» es del tipo {found}, que este programa no conoce.",
    }
    hint = {
        "en": "Use the Ed25519 key of the record or the witness (its base64 begins with “A” or “B”).",
        "es": "Use la llave Ed25519 de la bitácora o del testigo (su base64 empieza con «A» o «B»).",
    }


class BadSigningKey(RecordError):
    """Text that is no signing key; the text itself is never shown."""

    code = "record.E017"
    says = {"en": "This is no signing key.", "es": "Esto no es una llave de firma."}
    hint = {
        "en": "It is one line that begins with PRIVATE+KEY+; restore it from the node's key backup.",
        "es": "Es una sola línea que empieza con PRIVATE+KEY+; restáurela del respaldo de llaves del nodo.",
    }


class AmbiguousKey(RecordError):
    """Two different trusted keys with the same name and hash."""

    code = "record.E018"
    says = {
        "en": "Two different trusted keys share the name and hash {key}.",
        "es": "Dos llaves de confianza distintas comparten el nombre y la huella {key}.",
    }
    hint = {"en": "Trust only one of them.", "es": "Confíe solo en una de ellas."}


class DuplicateSignature(RecordError):
    """Two signatures by the same trusted key."""

    code = "record.E020"
    says = {
        "en": "The key {key} signs more than once.",
        "es": "La llave {key} firma más de una vez.",
    }
    hint = {
        "en": "Somebody put this note together by hand: ask the node for it again.",
        "es": "Alguien armó esta nota a mano: solicítela de nuevo al nodo.",
    }


class InvalidSignature(RecordError):
    """A signature under a trusted key's name and hash that the key did not make."""

    code = "record.E021"
    says = {
        "en": "The signature of {key} does not belong to this text.",
        "es": "La firma de {key} no corresponde a este texto.",
    }
    hint = {
        "en": "The text was changed after it was signed, or signed by somebody else. Keep it as evidence.",
        "es": "El texto se alteró después de firmarse, o lo firmó alguien más. Consérvelo como evidencia.",
    }


class NoTrustedSignature(RecordError):
    """A note that no trusted key signed."""

    code = "record.E022"
    says = {
        "en": "No trusted key signed this; it is signed by: {found}.",
        "es": "Ninguna llave de confianza firmó esto; firman: {found}.",
    }
    hint = {
        "en": "Check that the key is that of the record which gave the receipt (you gave: {trusted}).",
        "es": "Compruebe que la llave sea la de la bitácora que dio el acuse (se indicó: {trusted}).",
    }


class BadCheckpoint(RecordError):
    """A checkpoint without its three lines, or with an empty one, or with too many."""

    code = "record.E030"
    says = {
        "en": "A checkpoint has from 3 to {limit} non-empty lines; this one has {found}.",
        "es": "Un punto de control tiene de 3 a {limit} líneas no vacías; este tiene {found}.",
    }
    hint = {
        "en": "The lines are: origin, size, root hash. Ask the node for it again.",
        "es": "Las líneas son: origen, tamaño, huella raíz. Solicítelo de nuevo al nodo.",
    }


class BadOrigin(RecordError):
    """A checkpoint signed by a trusted key that is not the key of its origin."""

    code = "record.E031"
    says = {
        "en": "The checkpoint is of “{origin}”, but signed by “{signers}”.",
        "es": "El punto de control es de «{origin}», pero firma «{signers}».",
    }
    hint = {
        "en": "A record signs with the key of its own name, and no cosignature stands for it: this comes from another.",
        "es": "Una bitácora firma con la llave de su propio nombre, y la firma de un testigo no la suple: esto viene "
        "de otra.",
    }


class BadEmptyRoot(RecordError):
    """A checkpoint of size 0 whose root is not that of the empty tree."""

    code = "record.E032"
    says = {
        "en": "The checkpoint says that the record is empty, but not with the hash of an empty tree.",
        "es": "El punto de control dice que la bitácora está vacía, pero no con la huella de un árbol vacío.",
    }
    hint = {
        "en": "The record that signed this is broken: tell its operator.",
        "es": "La bitácora que firmó esto tiene una falla: avise a quien la opera.",
    }
