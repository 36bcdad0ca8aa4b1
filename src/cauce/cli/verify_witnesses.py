"""What `cauce verify` says of the witnesses that cosigned: who, when, and what that shows."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from cauce.record import PolicyVerdict
from cauce.record.policy import NONE, show

Words = dict[str, str]

#: the last second of the year 9999: what lies beyond has no date
_LAST = 253_402_300_799
_MONTHS = {
    "en": "January/February/March/April/May/June/July/August/September/October/November/December",
    "es": "enero/febrero/marzo/abril/mayo/junio/julio/agosto/septiembre/octubre/noviembre/diciembre",
}
_SAME_VIEW = {
    "en": "that the record shows the same history to everyone: that takes the signatures of witnesses",
    "es": "que la bitácora muestre a todos la misma historia: para eso hacen falta las firmas de testigos",
}
_NOBODY = {
    "en": "that the record shows the same history to everyone: your policy asks for no witness",
    "es": "que la bitácora muestre a todos la misma historia: su política no exige ningún testigo",
}
_QUORUM = {
    "en": "that the quorum “{quorum}” of your policy was reached: these witnesses saw one and the same history",
    "es": "que se alcanzó el quórum «{quorum}» de su política: esos testigos vieron una misma historia",
}
_INDEPENDENT = {
    "en": "that the witnesses do not depend on the record or on each other: your policy takes that for granted",
    "es": "que los testigos no dependan de la bitácora ni unos de otros: su política lo da por sentado",
}
_FUTURE = {
    "en": "that {names} has the right time: its signature is dated after the time of this computer",
    "es": "que {names} tenga bien la hora: su firma tiene fecha posterior a la de este equipo",
}


def claims_of_witnesses(verdict: PolicyVerdict | None) -> tuple[list[Words], list[Words]]:
    """Say what the witnesses show and what they do not."""
    if verdict is None:
        return [], [_SAME_VIEW]
    if verdict.quorum == NONE:
        return [], [_NOBODY, *_ahead(verdict)]
    quorum = {lang: words.format(quorum=show(verdict.quorum)) for lang, words in _QUORUM.items()}
    return [quorum], [_INDEPENDENT, *_ahead(verdict)]


def _ahead(verdict: PolicyVerdict) -> list[Words]:
    now = int(time.time())
    return [
        {lang: words.format(names=show(one.name)) for lang, words in _FUTURE.items()}
        for one in verdict.cosigned_by
        if one.at > now
    ]


def cosigned_words(verdict: PolicyVerdict | None, lang: str) -> list[str]:
    """Return a line for each witness: its name in the policy, its key, and when it cosigned."""
    found = verdict.cosigned_by if verdict else ()
    return [f"{show(one.name)} ({one.key}), {_moment(one.at, lang)}" for one in found]


def cosigned_json(verdict: PolicyVerdict | None) -> dict[str, Any] | None:
    """Return the same for programs; null without a policy."""
    if verdict is None:
        return None
    return {
        "quorum": show(verdict.quorum),
        "cosigned": [
            {"name": show(one.name), "key": str(one.key), "timestamp": one.at, "at": _iso(one.at)}
            for one in verdict.cosigned_by
        ],
    }


def _moment(at: int, lang: str) -> str:
    if at > _LAST:
        return {"en": f"{at} seconds after 1970", "es": f"{at} segundos después de 1970"}[lang]
    when = datetime.fromtimestamp(at, UTC)
    month = _MONTHS[lang].split("/")[when.month - 1]
    if lang == "en":
        return f"{when.day} {month} {when.year}, {when:%H:%M:%S} UTC"
    return f"{when.day} de {month} de {when.year}, {when:%H:%M:%S} UTC"


def _iso(at: int) -> str | None:
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}" if at <= _LAST else None
