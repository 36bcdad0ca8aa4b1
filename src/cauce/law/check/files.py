"""Files and their order: names, ids that are taken twice, versions that follow one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import pairwise

from cauce.law import catalogue as k
from cauce.law.check.offices import circles
from cauce.law.check.scope import Known, Page
from cauce.law.check.territories import is_zone
from cauce.law.draft import Draft, Drafts, RegimeDraft
from cauce.law.findings import Finding, finding
from cauce.law.schema import VersionFile
from cauce.law.yaml12 import Place


def check_ids(drafts: Drafts) -> list[Finding]:
    """Check that every id is used once, and that files bear the names that they say."""
    regimes = [each for each in drafts.regimes if each.file.model]
    found = list(
        _taken((each.file.model.regime, each.file.node.find(("regime",))) for each in regimes if each.file.model)
    )
    found += _taken((each.file.model.prefix, each.file.node.find(("prefix",))) for each in regimes if each.file.model)
    found += _taken((each.model.calendar, each.node.find(("calendar",))) for each in drafts.calendars if each.model)
    found += _taken((each.model.territory, each.node.find(("territory",))) for each in drafts.territories if each.model)
    for each in regimes:
        if each.file.model and each.folder.name != each.file.model.regime:
            place = each.file.node.find(("regime",))
            found.append(finding(k.FILE_NAME, place, said=each.file.model.regime, name=each.folder.name))
    for calendar in drafts.calendars:
        if calendar.model and calendar.path.stem != calendar.model.calendar:
            place = calendar.node.find(("calendar",))
            found.append(finding(k.FILE_NAME, place, said=calendar.model.calendar, name=calendar.path.stem))
    return found + _layers(drafts)


def _taken(named: Iterable[tuple[str, Place]]) -> Iterable[Finding]:
    first: dict[str, Place] = {}
    for name, place in named:
        if name in first:
            yield finding(k.TAKEN, place, name=name, other=first[name].file)
        first.setdefault(name, place)


def _layers(drafts: Drafts) -> list[Finding]:
    links = {each.file.model.regime: each for each in drafts.regimes if each.file.model}
    below: Mapping[str, list[str]] = {
        name: [each.file.model.layer_on]
        for name, each in links.items()
        if each.file.model and each.file.model.layer_on is not None
    }
    found = []
    for circle in circles(below):
        place = links[circle[0]].file.node.find(("layer-on",))
        found.append(finding(k.CIRCLE, place, key="layer-on", round=" → ".join([*circle, circle[0]])))
    return found


def check_regime(draft: RegimeDraft, known: Known) -> list[Finding]:
    """Check `regime.yaml` and the order of the versions."""
    page, model = Page(node=draft.file.node), draft.file.model
    if model is not None:
        if not draft.versions and not draft.partial:
            page.report(k.NO_VERSIONS, (), name=model.regime)
        if not is_zone(model.zone):
            page.report(k.NO_ZONE, ("zone",), name=model.zone)
        if model.layer_on is not None:
            page.declared(k.NO_REGIME, ("layer-on",), model.layer_on, known.regimes)
        if model.host not in known.territories:
            page.report(k.NO_TERRITORY, ("host",), country=model.host)
    return page.found + [item for each in draft.versions for item in _names(each)] + _order(draft.versions)


def _names(draft: Draft[VersionFile]) -> list[Finding]:
    if draft.model is None:
        return []
    page, model = Page(node=draft.node), draft.model
    if draft.path.stem != model.version.isoformat():
        page.report(k.FILE_NAME, ("version",), said=model.version, name=draft.path.stem)
    if model.until is not None and model.until < model.version:
        page.report(k.ENDS_BEFORE_START, ("until",), until=model.until, since=model.version)
    if model.amends is not None and model.amends >= model.version:
        page.report(k.AMENDS_LATER, ("amends",), day=model.amends)
    return page.found


def _order(drafts: list[Draft[VersionFile]]) -> list[Finding]:
    """Check that each version ends where the next begins."""
    dated = sorted(((each.model, each.node) for each in drafts if each.model), key=lambda pair: pair[0].version)
    found = []
    for (model, node), (after, _) in pairwise(dated):
        if model.until is None or model.until < model.version:
            continue
        place = node.find(("until",))
        if model.until >= after.version:
            found.append(finding(k.OVERLAP, place, until=model.until, next=after.version))
        elif model.until + timedelta(1) < after.version:
            found.append(finding(k.GAP, place, until=model.until, next=after.version))
    return found
