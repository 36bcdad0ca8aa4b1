"""What kept a witness from cosigning: `asking` says it in a short text to keep, this in words for an operator."""

from __future__ import annotations

import re

from cauce.node.frame.words import say

_SAID = (
    ("nobody listens there", "nobody listens at its address", "nadie atiende en su dirección"),
    ("no answer in time", "it did not answer in time", "no respondió a tiempo"),
    ("its name is not known", "the name in its address is not known", "el nombre en su dirección no se conoce"),
    ("its certificate is not valid", "its TLS certificate is not valid", "su certificado TLS no es válido"),
    ("it broke the connection off", "it broke the connection off", "interrumpió la conexión"),
    ("HTTP 404", "it does not know this record (HTTP 404)", "no conoce esta bitácora (HTTP 404)"),
    (
        "HTTP 403",
        "it does not trust the key of this record (HTTP 403)",
        "no confía en esta llave (HTTP 403)",
    ),
    (
        "HTTP 422",
        "it sees no continuation of what it signed (HTTP 422)",
        "no ve en esto continuación de lo que firmó (HTTP 422)",
    ),
    (r"HTTP ([0-9]+)", "it answered with HTTP {0}", "respondió con HTTP {0}"),
    (
        r"has cosigned ([0-9]+)",
        "it has already cosigned {0} entries, more than this",
        "ya firmó {0} entradas, más que estas",
    ),
    (
        "has cosigned another tree of this size",
        "it has cosigned another history with as many entries",
        "firmó otra historia con igual número de entradas",
    ),
    ("keeps changing its mind", "it gives another size each time", "indica otro tamaño cada vez"),
    ("its clock is ahead", "its clock is ahead", "su reloj está adelantado"),
    ("it gives no time", "its cosignature has no time", "su firma no indica la hora"),
    (
        r"([a-z]+[.]E[0-9]{3}): .*",
        "its answer is not what was asked for ({0})",
        "su respuesta no es la solicitada ({0})",
    ),
)
_WORDS = tuple((re.compile(said, re.DOTALL), en, es) for said, en, es in _SAID)


def in_words(why: str) -> str:
    """Return why a witness did not cosign in the language spoken now; what is not known here as it was said."""
    for said, en, es in _WORDS:
        if found := said.fullmatch(why):
            return say(en, es).format(*found.groups())
    return say("it failed with “{why}”", "falló con «{why}»", why=why)
