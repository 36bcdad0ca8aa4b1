"""`cauce verify`: check a receipt, offline, with nothing but the receipt and the record's key."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import rfc8785
import typer

from cauce import record
from cauce.cli.errors import BAD_USE, FINE, FOUND, tell
from cauce.cli.output import print_json
from cauce.cli.words import language, say
from cauce.record import RecordError, Verified, VerifierKey, parse_verifier_key
from cauce.record.errors import NotUtf8

_LARGEST_FILE = 64 * 2**20
_Words = dict[str, str]


class UnreadableFile(RecordError):
    """A file that is not there, may not be read, or is absurdly large."""

    code = "verify.E001"
    says = {"en": "The file {path} cannot be read.", "es": "No se puede leer el archivo {path}."}
    hint = {"en": "Check its path, size and permissions.", "es": "Revise su ruta, su tamaño y sus permisos."}


class NoKey(RecordError):
    """No key to trust: none given and none beside the receipt."""

    code = "verify.E002"
    says = {
        "en": "There is no key to check the receipt with.",
        "es": "No hay llave con la cual comprobar el acuse.",
    }
    hint = {
        "en": "Give --key with the line that the record publishes as its verifier key, or with a file that holds it; "
        "or put that file beside the receipt, named “vkey”.",
        "es": "Indique --key con la línea que la bitácora publica como su llave de verificación, o con un archivo "
        "que la contenga; o ponga ese archivo junto al acuse, con el nombre «vkey».",
    }


class NotAnAct(RecordError):
    """A file that is no JSON object with an act in it."""

    code = "verify.E003"
    says = {"en": "The file {path} holds no act.", "es": "El archivo {path} no contiene una actuación."}
    hint = {
        "en": "An act is saved from its page as JSON, with its signature; give that file, or --digest.",
        "es": "La actuación se guarda desde su página como JSON, con su firma; indique ese archivo, o --digest.",
    }


class BadDigest(RecordError):
    """A digest that is not 64 hexadecimal digits."""

    code = "verify.E004"
    says = {"en": "This is no SHA-256 digest: “{found}”.", "es": "Esto no es una huella SHA-256: «{found}»."}
    hint = {
        "en": "It has 64 characters, 0 to 9 and a to f.",
        "es": "Tiene 64 caracteres, dígitos del 0 al 9 y letras de la «a» a la «f».",
    }


class TwoActs(RecordError):
    """Both an act and a digest."""

    code = "verify.E005"
    says = {"en": "Both --act and --digest were given.", "es": "Se indicaron --act y --digest a la vez."}
    hint = {"en": "Give one of them.", "es": "Indique solo uno."}


def verify(
    receipt: Annotated[
        Path,
        typer.Argument(
            metavar=say("RECEIPT", "ACUSE"),
            help=say(
                "The receipt, a text file. Exit code 0: verified; 1: not verified; 2: it could not be checked.",
                "El acuse, un archivo de texto. Código de salida 0: verificado; 1: no verificado; 2: sin comprobar.",
            ),
        ),
    ],
    act: Annotated[
        Path | None,
        typer.Option(
            metavar=say("FILE", "ARCHIVO"),
            help=say("The act in hand, as JSON.", "La actuación que se tiene, en JSON."),
        ),
    ] = None,
    digest: Annotated[
        str | None,
        typer.Option(
            metavar="SHA-256",
            help=say("Or its digest, 64 hexadecimal digits.", "O bien: su huella, 64 dígitos hexadecimales."),
        ),
    ] = None,
    key: Annotated[
        list[str] | None,
        typer.Option(
            metavar=say("KEY|FILE", "LLAVE|ARCHIVO"),
            help=say(
                "The record's verifier key, or a file of them; if none is given, the file “vkey” beside the receipt.",
                "La llave de la bitácora, o un archivo de llaves; si no se indica, el archivo «vkey» junto al acuse.",
            ),
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("Answer as JSON.", "Responde en JSON."))] = False,
) -> int:
    """Check offline that an act is in the record; return 0 if it is shown, 1 if not, 2 if it could not be checked."""
    try:
        keys, beside = _find_keys(key or [], receipt)
        wanted = _wanted_digest(act, digest)
        data = _read_file(receipt)
    except RecordError as err:
        return _fail(err, BAD_USE, as_json)
    try:
        found = record.verify(_decode(data), wanted, keys)
    except RecordError as err:
        return _fail(err, FOUND, as_json)
    shown, not_shown = _claims(found, act, beside)
    if as_json:
        print_json(_as_json(found, shown, not_shown))
    else:
        typer.echo(_as_words(found, shown, not_shown, language()))
    return FINE


# ---- input ---------------------------------------------------------------------------------------------------------


def _read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise UnreadableFile(path=str(path))
        return path.read_bytes()
    except (OSError, ValueError) as err:
        raise UnreadableFile(path=str(path)) from err


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as err:
        raise NotUtf8() from err


def _find_keys(given: list[str], receipt: Path) -> tuple[list[VerifierKey], Path | None]:
    """Return the keys to trust, and the file if it was found beside the receipt."""
    beside = None
    if not given:
        beside = receipt.with_name("vkey")
        if not beside.is_file():
            raise NoKey()
        given = [str(beside)]
    lines = [line for value in given for line in _key_lines(value)]
    if not lines:
        raise NoKey()
    return list(dict.fromkeys(map(parse_verifier_key, lines))), beside


def _key_lines(value: str) -> list[str]:
    """Return the keys of a file, one a line, or the value itself if it is no file; `#` begins a comment line."""
    if value.count("+") >= 2 and not Path(value).is_file():
        return [value]
    lines = (line.strip() for line in _decode(_read_file(Path(value))).splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _wanted_digest(act: Path | None, digest: str | None) -> bytes | None:
    if act and digest is not None:
        raise TwoActs()
    if digest is not None:
        if not re.fullmatch(r"[0-9a-fA-F]{64}", digest):
            raise BadDigest(found=digest)
        return bytes.fromhex(digest)
    return _act_digest(act) if act else None


def _act_digest(path: Path) -> bytes:
    """Return the SHA-256 of the canonical JSON (RFC 8785) of the act in a file, without its signature."""
    data = _read_file(path)
    try:
        envelope = json.loads(data, object_pairs_hook=_once)
        body = envelope["act"]
        if not isinstance(body, dict):
            raise TypeError
        return sha256(rfc8785.dumps(body)).digest()
    except (ValueError, KeyError, TypeError, RecursionError) as err:
        raise NotAnAct(path=str(path)) from err


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: two readers could see two different acts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


# ---- output --------------------------------------------------------------------------------------------------------


def _claims(found: Verified, act: Path | None, beside: Path | None) -> tuple[list[_Words], list[_Words]]:
    """Say what was shown and what was not, so that nobody takes the receipt for more than it is."""
    shown = [_IN_RECORD]
    not_shown = []
    if found.act_given:
        shown.append(_THIS_ACT if act else _THIS_DIGEST)
    else:
        not_shown.append(_NO_ACT)
    if beside:
        not_shown.append(_KEY_BESIDE)
    return shown, [*not_shown, _CONTENT, _SAME_VIEW]


_IN_RECORD = {
    "en": "that the record signed this entry, which stands for the act with this digest and no other",
    "es": "que la bitácora firmó esta entrada, que corresponde a la actuación con esta huella y a ninguna otra",
}
_THIS_ACT = {
    "en": "that the act in the file is that act, unchanged",
    "es": "que la actuación del archivo es esa, sin cambios",
}
_THIS_DIGEST = {
    "en": "that the digest you gave is that of the act",
    "es": "que la huella que usted indicó es la de esa actuación",
}
_NO_ACT = {
    "en": "that an act you have in hand is this one: give it with --act or --digest",
    "es": "que la actuación que usted tiene sea esta: indíquela con --act o --digest",
}
_KEY_BESIDE = {
    "en": "that the key is the record's: it was read from the file “vkey” beside the receipt; "
    "compare it with the one that the record publishes",
    "es": "que la llave sea la de la bitácora: se leyó del archivo «vkey» junto al acuse; "
    "compárela con la que la bitácora publica",
}
_CONTENT = {
    "en": "that what the act says is true, nor who signed the act: this checks the record, not that signature",
    "es": "que sea cierto lo que dice la actuación, ni quién la firmó: aquí se comprueba la bitácora, no esa firma",
}
_SAME_VIEW = {
    "en": "that the record shows the same history to everyone: that takes the signatures of witnesses",
    "es": "que la bitácora muestre a todos la misma historia: para eso hacen falta las firmas de testigos",
}
_LABELS = {
    "verified": {
        "en": "VERIFIED: the act is in the record.",
        "es": "VERIFICADO: la actuación consta en la bitácora.",
    },
    "record": {"en": "Record", "es": "Bitácora"},
    "entry": {"en": "Entry", "es": "Entrada"},
    "of": {
        "en": "number {index} (the first is 0); the record then had {size}",
        "es": "número {index} (la primera es la 0); la bitácora tenía entonces {size}",
    },
    "act": {"en": "Act (SHA-256)", "es": "Actuación (SHA-256)"},
    "root": {"en": "Root (SHA-256)", "es": "Raíz (SHA-256)"},
    "signed": {"en": "Signed by", "es": "Firma"},
    "shown": {"en": "Shown:", "es": "Queda demostrado:"},
    "not shown": {"en": "Not shown:", "es": "No queda demostrado:"},
    "failed": {"en": "NOT VERIFIED", "es": "NO VERIFICADO"},
    "usage": {"en": "NOT CHECKED", "es": "SIN COMPROBAR"},
}


def _as_words(found: Verified, shown: list[_Words], not_shown: list[_Words], lang: str) -> str:
    def label(name: str) -> str:
        return _LABELS[name][lang]

    rows = {
        "record": found.origin,
        "entry": label("of").format(index=found.index, size=found.size),
        "act": found.digest.hex(),
        "root": found.root.hex(),
        "signed": ", ".join(map(str, found.signers)),
    }
    lines = [label("verified"), *(f"  {label(name):<19} {value}" for name, value in rows.items())]
    for name, claims in (("shown", shown), ("not shown", not_shown)):
        lines += [label(name), *(f"  - {claim[lang]}" for claim in claims)]
    return "\n".join(lines)


def _as_json(found: Verified, shown: list[_Words], not_shown: list[_Words]) -> dict[str, Any]:
    return {
        "verified": True,
        "origin": found.origin,
        "index": found.index,
        "size": found.size,
        "root": found.root.hex(),
        "digest": found.digest.hex(),
        "act_given": found.act_given,
        "signers": [str(key) for key in found.signers],
        "shown": shown,
        "not_shown": not_shown,
    }


def _fail(err: RecordError, status: int, as_json: bool) -> int:
    if as_json:
        message, hint = ({lang: words(lang) for lang in ("en", "es")} for words in (err.text, err.advice))
        print_json({"verified": False, "error": {"code": err.code, "message": message, "hint": hint}})
    else:
        typer.echo(_LABELS["failed" if status == FOUND else "usage"][language()], err=True)
        tell(err)
    return status
