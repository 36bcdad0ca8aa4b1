"""Who signed an act: the part of `cauce verify` that the record, which knows no acts, cannot answer."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cauce.record import RecordError


class OtherSigner(RecordError):
    """An act that fits its signature, which another key than the office's made."""

    code = "verify.E006"
    says = {
        "en": "The act says that it is by {by}, but no key of that office that you gave signed it; {found} did.",
        "es": "La actuación dice ser de {by}, pero no la firmó ninguna llave de esa oficina que usted indicó, "
        "sino {found}.",
    }
    hint = {
        "en": "Compare the keys with those that the node's operator publishes. If they are right, the act is not the "
        "office's: keep the file as evidence.",
        "es": "Compare las llaves con las que publica quien opera el nodo. Si son correctas, la actuación no es de la "
        "oficina: conserve el archivo como evidencia.",
    }


class BadOfficeKey(RecordError):
    """A line that is no key of an office."""

    code = "verify.E007"
    says = {"en": "This is no office's key: “{found}”.", "es": "Esto no es la llave de una oficina: «{found}»."}
    hint = {
        "en": "Give 32 bytes in base64, alone or after the office's code, as “cauce directory keys” prints them.",
        "es": "Indique 32 bytes en base64, solos o después de la clave de la oficina, como los escribe "
        "«cauce directory keys».",
    }


class NoActToSign(RecordError):
    """An office's key, and no act that it could have signed."""

    code = "verify.E008"
    says = {
        "en": "--office-key was given without --act.",
        "es": "Se indicó --office-key sin --act.",
    }
    hint = {
        "en": "The signature is in the saved act: give that file with --act.",
        "es": "La firma está en la actuación guardada: indique ese archivo con --act.",
    }


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """A key of an office; without its code, of whichever office the act names."""

    office: str
    public: bytes


@dataclass(frozen=True, slots=True)
class Signed:
    """Who an act says it is by, and the key whose signature fits it."""

    by: str
    key: bytes
    #: whether the key was found among the office's; None where none was given
    is_offices: bool | None

    @property
    def key_id(self) -> str:
        """Return the short name of the key, as the pages of a node show it."""
        return key_id(self.key)


def key_id(public: bytes) -> str:
    """Return the short name of an office's key."""
    return sha256(public).hexdigest()[:16]


def parse_office_keys(lines: Iterable[str]) -> list[OfficeKey]:
    """Read keys, one a line: base64, alone or after the office's code. Errors: BadOfficeKey."""
    return [_parse(line) for line in lines]


def _parse(line: str) -> OfficeKey:
    *office, text = line.split()
    try:
        public = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as err:
        raise BadOfficeKey(found=line[:100]) from err
    if len(office) > 1 or len(public) != 32 or base64.b64encode(public).decode() != text:
        raise BadOfficeKey(found=line[:100])
    return OfficeKey(office[0] if office else "", public)


def signed_by(data: bytes, keys: list[OfficeKey] | None) -> Signed:
    """
    Return who signed the act in an envelope.

    Errors: BadAct, act.E301 to act.E305: the signature does not fit; OtherSigner: none of the office's keys made it.
    """
    from cauce.case.signing import parse_envelope  # a receipt alone is checked without it, and sooner

    envelope = parse_envelope(data)
    by = envelope.act.by
    if keys is None:
        return Signed(by, envelope.key, None)
    if not any(known.public == envelope.key and known.office in ("", by) for known in keys):
        raise OtherSigner(by=by, found=key_id(envelope.key))
    return Signed(by, envelope.key, True)
