"""What can be wrong with any text of the record."""

from .base import RecordError


class NotUtf8(RecordError):
    """Bytes that are no UTF-8."""

    code = "record.E001"
    says = {"en": "This is not UTF-8 text.", "es": "Esto no es texto UTF-8."}
    hint = {
        "en": "Ask for the file again, unchanged; a receipt is a small text file.",
        "es": "Solicite de nuevo el archivo, sin cambios; un acuse es un archivo de texto pequeño.",
    }


class TooLarge(RecordError):
    """More bytes than any honest text of this kind has."""

    code = "record.E002"
    says = {
        "en": "The {part} has {found} bytes; {limit} is the most.",
        "es": "El texto ({part}) tiene {found} bytes; el máximo es {limit}.",
    }
    hint = {
        "en": "This is another kind of file, or somebody tampered with it: ask for it again.",
        "es": "Es otra clase de archivo o fue alterado: solicítelo de nuevo.",
    }


class ControlCharacter(RecordError):
    """A control character other than the line feed."""

    code = "record.E003"
    says = {
        "en": "Line {line} holds the control character {character}.",
        "es": "La línea {line} contiene el carácter de control {character}.",
    }
    hint = {
        "en": "U+000D means that an editor or a mail program changed the line endings: use the original file.",
        "es": "U+000D indica que un editor o un correo cambió los saltos de línea: use el archivo original.",
    }


class HiddenCharacter(RecordError):
    """A character that a person does not see, in a name or a checkpoint."""

    code = "record.E004"
    says = {
        "en": "The {part} hides the character {character}.",
        "es": "Hay un carácter oculto ({character}) en: {part}.",
    }
    hint = {
        "en": "Do not trust this text: names with hidden characters are made to deceive.",
        "es": "No confíe en este texto: los nombres con caracteres ocultos se hacen para engañar.",
    }


class BadBase64(RecordError):
    """Text that is not the one base64 form of its bytes (RFC 4648, section 4, padding bits zero)."""

    code = "record.E005"
    says = {
        "en": "This is not canonical base64: {part}.",
        "es": "Esto no es base64 canónico: {part}.",
    }
    hint = {
        "en": "A character was lost or changed: ask for the text again.",
        "es": "Se perdió o cambió un carácter: solicite de nuevo el texto.",
    }


class WrongLength(RecordError):
    """Bytes of another length than the format says."""

    code = "record.E006"
    says = {
        "en": "Wrong length ({part}): {found} bytes where {expected} belong.",
        "es": "Longitud incorrecta ({part}): {found} bytes donde corresponden {expected}.",
    }
    hint = {
        "en": "The text is cut, or made by another program: ask for it again.",
        "es": "El texto está cortado o lo hizo otro programa: solicítelo de nuevo.",
    }


class BadNumber(RecordError):
    """Text that is no decimal number from 0 to 2^63-1 without leading zeros."""

    code = "record.E007"
    says = {
        "en": "This is no plain decimal number ({part}): “{found}”.",
        "es": "Esto no es un número decimal simple ({part}): «{found}».",
    }
    hint = {
        "en": "Numbers are written with the digits 0 to 9, without sign, spaces or leading zeros.",
        "es": "Los números se escriben con los dígitos 0 a 9, sin signo, espacios ni ceros a la izquierda.",
    }
