"""What `cauce verify` answers: what was shown and what was not, in words and as JSON."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from cauce.cli.act_signature import Signed
from cauce.cli.verify_witnesses import Words, claims_of_witnesses, cosigned_json, cosigned_words
from cauce.record import PolicyVerdict, Verified


def claims(
    found: Verified, signed: Signed | None, beside: Path | None, verdict: PolicyVerdict | None = None
) -> tuple[list[Words], list[Words]]:
    """Say what was shown and what was not, so that nobody takes the receipt for more than it is."""
    shown = [_IN_RECORD]
    not_shown = []
    if signed:
        shown += [_THIS_ACT, _OFFICES_SIGNATURE if signed.is_offices else _SIGNATURE]
        not_shown += [] if signed.is_offices else [_WHOSE_KEY]
    elif found.act_given:
        shown.append(_THIS_DIGEST)
        not_shown.append(_NO_SIGNATURE)
    else:
        not_shown.append(_NO_ACT)
    if beside:
        not_shown.append(_KEY_BESIDE)
    watched, unwatched = claims_of_witnesses(verdict)
    return shown + watched, [*not_shown, _CONTENT, *unwatched]


def event_claims(beside: Path | None, verdict: PolicyVerdict | None) -> tuple[list[Words], list[Words]]:
    """Say the same of an event in hand."""
    watched, unwatched = claims_of_witnesses(verdict)
    not_shown = [*([_KEY_BESIDE] if beside else []), _EVENT_CONTENT, *unwatched]
    return [_EVENT_IN_RECORD, _THIS_EVENT, *watched], not_shown


_EVENT_IN_RECORD = {
    "en": "that the record signed this entry, which stands for the event with this digest and no other",
    "es": "que la bitácora firmó esta entrada, que corresponde al suceso con esta huella y a ningún otro",
}
_THIS_EVENT = {
    "en": "that the event in the file is that event, unchanged",
    "es": "que el suceso del archivo es ese, sin cambios",
}
_EVENT_CONTENT = {
    "en": "that what the event says is true, or all that happened: it is the word of the node",
    "es": "que sea cierto lo que dice el suceso, ni que sea todo lo ocurrido: es el dicho del nodo",
}
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
_SIGNATURE = {
    "en": "that the holder of the key in the file signed that act",
    "es": "que quien tiene la llave que está en el archivo firmó esa actuación",
}
_OFFICES_SIGNATURE = {
    "en": "that a key that you gave as the office's signed that act",
    "es": "que una llave que usted indicó como de la oficina firmó esa actuación",
}
_WHOSE_KEY = {
    "en": "that this key is the office's: give the office's with --office-key, from a source that you trust",
    "es": "que esa llave sea de la oficina: indique la de la oficina con --office-key, de una fuente en que confíe",
}
_NO_SIGNATURE = {
    "en": "who signed the act: give the file with --act",
    "es": "quién firmó la actuación: indique el archivo con --act",
}
_CONTENT = {
    "en": "that what the act says is true",
    "es": "que sea cierto lo que dice la actuación",
}
LABELS = {
    "verified": {
        "en": "VERIFIED: the act is in the record.",
        "es": "VERIFICADO: la actuación consta en la bitácora.",
    },
    # Without an act in hand there is none that could be “the act”.
    "verified alone": {
        "en": "VERIFIED: an act with this digest is in the record.",
        "es": "VERIFICADO: una actuación con esta huella consta en la bitácora.",
    },
    "record": {"en": "Record", "es": "Bitácora"},
    "entry": {"en": "Entry", "es": "Entrada"},
    "of": {
        "en": "number {index} (the first is 0); the record then had {size}",
        "es": "número {index} (la primera es la 0); la bitácora tenía entonces {size}",
    },
    "act": {"en": "Act (SHA-256)", "es": "Actuación (SHA-256)"},
    "verified event": {
        "en": "VERIFIED: the event is in the record.",
        "es": "VERIFICADO: el suceso consta en la bitácora.",
    },
    "event": {"en": "Event (SHA-256)", "es": "Suceso (SHA-256)"},
    "root": {"en": "Root (SHA-256)", "es": "Raíz (SHA-256)"},
    "signed": {"en": "Signed by", "es": "Firma"},
    "cosigned": {"en": "Cosigned by", "es": "Testigo"},
    "office": {"en": "Act signed by", "es": "Actuación firmada"},
    "by": {"en": "{by}, as it says, with key {key}", "es": "por {by}, según dice, con la llave {key}"},
    "by office": {"en": "{by}, with its key {key}", "es": "por {by}, con su llave {key}"},
    "shown": {"en": "Shown:", "es": "Queda demostrado:"},
    "not shown": {"en": "Not shown:", "es": "No queda demostrado:"},
    "failed": {"en": "NOT VERIFIED", "es": "NO VERIFICADO"},
    "usage": {"en": "NOT CHECKED", "es": "SIN COMPROBAR"},
}


def as_words(
    found: Verified,
    signed: Signed | None,
    shown: list[Words],
    not_shown: list[Words],
    lang: str,
    verdict: PolicyVerdict | None = None,
    *,
    event: bool = False,
) -> str:
    def label(name: str) -> str:
        return LABELS[name][lang]

    rows = {
        "record": found.origin,
        "entry": label("of").format(index=found.index, size=found.size),
        "event" if event else "act": found.digest.hex(),
        "root": found.root.hex(),
        "signed": str(verdict.log) if verdict else ", ".join(map(str, found.signers)),
    }
    if signed:
        rows["office"] = label("by office" if signed.is_offices else "by").format(by=signed.by, key=signed.key_id)
    lines = [
        label("verified event" if event else "verified" if found.act_given else "verified alone"),
        *(f"  {label(name):<19} {value}" for name, value in rows.items()),
    ]
    lines += [f"  {label('cosigned'):<19} {who}" for who in cosigned_words(verdict, lang)]
    for name, claims in (("shown", shown), ("not shown", not_shown)):
        lines += [label(name), *(f"  - {claim[lang]}" for claim in claims)]
    return "\n".join(lines)


def as_json(
    found: Verified,
    signed: Signed | None,
    shown: list[Words],
    not_shown: list[Words],
    verdict: PolicyVerdict | None = None,
) -> dict[str, Any]:
    signature = signed and {
        "by": signed.by,
        "key": base64.b64encode(signed.key).decode(),
        "key_id": signed.key_id,
        "is_offices": signed.is_offices,
    }
    return {
        "verified": True,
        "origin": found.origin,
        "index": found.index,
        "size": found.size,
        "root": found.root.hex(),
        "digest": found.digest.hex(),
        "act_given": found.act_given,
        "signers": [str(key) for key in found.signers],
        "signature": signature,
        "policy": cosigned_json(verdict),
        "shown": shown,
        "not_shown": not_shown,
    }
