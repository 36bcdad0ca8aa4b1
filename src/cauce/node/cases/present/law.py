"""Rules as pages cite them: instrument and article, how sure we are, the rank of the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cauce.law.library import Version
from cauce.node.cases.present.links import address
from cauce.node.frame.words import Both, pick

SURE: Mapping[str, Both] = {
    "official": Both("read in the official text", "leído en el texto oficial"),
    "press": Both("known from press accounts, the text was not read", "conocido por la prensa; no se leyó el texto"),
    "reading": Both("an interpretation", "interpretación"),
    "known": Both("background, the text was not read", "de conocimiento general; no se leyó el texto"),
}
BASIS: Mapping[str, Both] = {
    "treaty": Both("by treaty", "por tratado"),
    "statute": Both("by statute", "por ley"),
    "agreement": Both("by agreement", "por acuerdo"),
    "guideline": Both("by guideline", "por lineamiento"),
    "decision": Both("by decision", "por resolución"),
    "internal-rule": Both("by internal rule", "por norma interna"),
    "practice": Both("by practice", "por práctica"),
}
AT_END: Mapping[str, Both] = {
    "breach": Both("After the last day it is late.", "Después del último día hay incumplimiento."),
    "lapse": Both("After the last day it lapses.", "Después del último día caduca."),
    "deemed-consent": Both(
        "Silence after the last day is consent.",
        "El silencio después del último día equivale a conformidad (afirmativa ficta).",
    ),
    "deemed-refusal": Both(
        "Silence after the last day is refusal.",
        "El silencio después del último día equivale a negativa (negativa ficta).",
    ),
    "nothing": Both("Nothing follows from its end.", "Su vencimiento no tiene consecuencia prevista."),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule stands."""

    cite: str
    titles: str
    sure: str
    rank: str
    #: name of the rule in its pack, such as `meeting.report`
    rule: str = ""
    notes: tuple[str, ...] = ()
    #: where the rule stands beside its article, if this node shows the law
    href: str = ""


def cite(version: Version, citations: Iterable[str]) -> str:
    """Return the citations of a rule as a lawyer writes them: instrument, article."""
    found: dict[str, list[str]] = {}
    for citation in citations:
        source, place = version.source(citation)
        found.setdefault(source.cite, []).append(place)
    return "; ".join(
        f"{text} {', '.join(place for place in places if place)}".strip() for text, places in found.items()
    )


def basis_of(version: Version, data: Mapping[str, Any], citations: Iterable[str]) -> Basis:
    """Return where a rule stands, of what `cauce.case.explain` gave for it."""
    rule = data.get("rule", "")
    page = address("law-rule", version.regime.regime, rule) if rule else ""
    titles = {source["source"]: source["title"] for source in data["sources"]}
    return Basis(
        cite(version, citations),
        "; ".join(pick(title) for title in titles.values()),
        pick(SURE[data["sure"]]),
        pick(BASIS[data["basis"]]),
        rule,
        tuple(
            pick(note) for note in {each["source"]: each["note"] for each in data["sources"] if each["note"]}.values()
        ),
        f"{page}?at={version.since.isoformat()}" if page else "",
    )
