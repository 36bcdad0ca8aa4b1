"""Territories: every place lies in another, down from the country, and has a time zone that exists."""

from __future__ import annotations

from cauce.law import catalogue as k
from cauce.law.check.offices import circles
from cauce.law.check.scope import Page, Path
from cauce.law.check.sources import check_citations
from cauce.law.draft import Draft
from cauce.law.errors import UnknownName
from cauce.law.findings import Finding
from cauce.law.schema import TerritoryFile
from cauce.law.territory import zone_info


def is_zone(name: str) -> bool:
    """Say whether there is an IANA time zone of this name."""
    try:
        zone_info(name)
    except UnknownName:
        return False
    return True


def check_territory(draft: Draft[TerritoryFile]) -> list[Finding]:
    """Check the places of a country."""
    page, model = Page(node=draft.node), draft.model
    if model is None:
        return []
    if not is_zone(model.zone):
        page.report(k.NO_ZONE, ("zone",), name=model.zone)
    if model.territory not in model.places:
        page.report(k.NO_PLACE, ("places",), name=model.territory)
    for code, area in model.places.items():
        path: Path = ("places", code)
        if code.partition("-")[0] != model.territory:
            page.report(k.FOREIGN_PLACE, path, name=code, country=model.territory)
        if area.zone is not None and not is_zone(area.zone):
            page.report(k.NO_ZONE, (*path, "zone"), name=area.zone)
        if area.in_ is None and area.kind != "country":
            page.report(k.NO_CONTAINER, path, name=code)
        if area.in_ is not None and area.in_ not in model.places:
            page.report(k.NO_PLACE, (*path, "in"), name=area.in_)
    for circle in circles({code: [area.in_] for code, area in model.places.items() if area.in_ is not None}):
        page.report(k.CIRCLE, ("places", circle[0], "in"), key="in", round=" → ".join([*circle, circle[0]]))
    check_citations(page, model.sources)
    return page.found
