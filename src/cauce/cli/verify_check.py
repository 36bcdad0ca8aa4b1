"""
What `cauce verify` does: it checks a receipt and the act in hand, with nothing but the files and the keys.

What a receipt alone does not call for is imported where it is called for: most of the time goes there.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cauce import record
from cauce.case.errors import BadAct, Problem
from cauce.cli.act_signature import NoActToSign, OfficeKey, parse_office_keys, signed_by
from cauce.cli.errors import BAD_USE, FINE, FOUND, tell
from cauce.cli.verify_answer import LABELS, as_words, claims, event_claims
from cauce.cli.verify_answer import as_json as as_json_of
from cauce.cli.verify_files import Trust, decode, find_trust, lines_of, read_file
from cauce.cli.words import language
from cauce.record import PolicyVerdict, RecordError, Verified

#: beyond this, readers of JSON round whole numbers
_EXACT = 2**53


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
    """More than one of an act, an event and a digest."""

    code = "verify.E005"
    says = {
        "en": "More than one of --act, --event and --digest was given.",
        "es": "Se indicó más de uno entre --act, --event y --digest.",
    }
    hint = {"en": "Give one of them.", "es": "Indique solo uno."}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the receipt, what to compare it with, whom to trust, and how to answer."""

    receipt: Path
    act: Path | None = None
    event: Path | None = None
    digest: str | None = None
    key: tuple[str, ...] = ()
    policy: Path | None = None
    office_key: tuple[str, ...] = ()
    as_json: bool = False


def check(asked: Asked) -> int:
    """Check offline that an act is in the record; return 0 if it is shown, 1 if not, 2 if it could not be checked."""
    try:
        data = read_file(asked.receipt)  # first: without it no other advice helps
        trust = find_trust(list(asked.key), asked.policy, asked.receipt)
        envelope = _envelope(asked.act, asked.event, asked.digest)
        offices = _office_keys(asked.office_key, asked.act)
        wanted = _wanted(envelope, asked.act, asked.event, asked.digest)
    except RecordError as err:
        return _fail(err, BAD_USE, asked.as_json)
    try:
        found, verdict = _verify(decode(data), wanted, trust)
        signed = signed_by(envelope, offices) if asked.act else None
    except RecordError as err:
        return _fail(err, FOUND, asked.as_json)
    except BadAct as err:
        return _fail(err.problem, FOUND, asked.as_json)
    of_event = asked.event is not None
    shown, not_shown = event_claims(trust.beside, verdict) if of_event else claims(found, signed, trust.beside, verdict)
    if asked.as_json:
        from cauce.cli.output import print_json

        print_json(as_json_of(found, signed, shown, not_shown, verdict))
    else:
        print(as_words(found, signed, shown, not_shown, language(), verdict, event=of_event))
    return FINE


def _verify(receipt: str, digest: bytes | None, trust: Trust) -> tuple[Verified, PolicyVerdict | None]:
    if trust.policy is None:
        return record.verify(receipt, digest, trust.keys), None
    # The time of this computer decides nothing: a court's may be wrong, and the answer must be the same everywhere.
    return record.verify_by_policy(receipt, digest, trust.policy)


def _office_keys(given: Sequence[str], act: Path | None) -> list[OfficeKey] | None:
    """Return the keys that are said to be the office's; None if none was given."""
    if not given:
        return None
    if act is None:
        raise NoActToSign()
    return parse_office_keys(line for value in given for line in _office_key_lines(value))


def _office_key_lines(value: str) -> list[str]:
    # Base64 of 32 bytes: what has this shape and is no file is the key itself.
    return [value] if _OFFICE_KEY.fullmatch(value) and not Path(value).is_file() else lines_of(value)


_OFFICE_KEY = re.compile(r"(\S+ )?[A-Za-z0-9+/]{43}=")


def _envelope(act: Path | None, event: Path | None, digest: str | None) -> bytes:
    """Return the file with the act, if one was given; refuse what cannot be compared with a receipt."""
    if sum(given is not None for given in (act, event, digest)) > 1:
        raise TwoActs()
    if digest is not None and not re.fullmatch(r"[0-9a-fA-F]{64}", digest):
        raise BadDigest(found=digest)
    return read_file(act) if act else b""


def _wanted(envelope: bytes, act: Path | None, event: Path | None, digest: str | None) -> bytes | None:
    """Return the digest that the receipt must be about; None if nothing was given to compare it with."""
    if event:
        from cauce.record.event import event_digest, parse_event

        data = read_file(event)
        parse_event(data)
        return event_digest(data)
    if digest is not None:
        return bytes.fromhex(digest)
    return _act_digest(envelope, act) if act else None


def _act_digest(data: bytes, path: Path) -> bytes:
    """Return the SHA-256 of the canonical JSON (RFC 8785) of the act in a file, without its signature."""
    import rfc8785

    try:
        # Bytes would be taken in other encodings too, which no other reader takes.
        envelope = json.loads(data.decode(), object_pairs_hook=_once, parse_float=_number, parse_constant=_number)
        body = envelope["act"]
        if not isinstance(body, dict):
            raise TypeError
        return sha256(rfc8785.dumps(body)).digest()
    except (ValueError, KeyError, TypeError, RecursionError) as err:
        raise NotAnAct(path=str(path)) from err


def _number(text: str) -> float:
    """Read a number with a point or exponent; refuse one that readers round, and what is none."""
    found = float(text)
    if not abs(found) < _EXACT:
        raise ValueError(text)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: two readers could see two different acts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _fail(err: RecordError | Problem, status: int, as_json: bool) -> int:
    if as_json:
        from cauce.cli.output import print_json

        message, hint = ({lang: words(lang) for lang in ("en", "es")} for words in (err.text, err.advice))
        print_json({"verified": False, "error": {"code": err.code, "message": message, "hint": hint}})
    else:
        print(LABELS["failed" if status == FOUND else "usage"][language()], file=sys.stderr)
        tell(err)
    return status
