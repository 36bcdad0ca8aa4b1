"""Reading packs into a library: all of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from cauce.law.calendars import calendar_from
from cauce.law.check import check_drafts
from cauce.law.draft import BUILTIN, Drafts, RegimeDraft, read_drafts
from cauce.law.errors import BadPack
from cauce.law.findings import errors
from cauce.law.library import Library, Regime, Version
from cauce.law.schema import RegimeFile
from cauce.law.territory import territory_from


def load_library(paths: Sequence[Path] = (), builtin: bool = True) -> Library:
    """
    Return the law of the packs under `paths`, together with the packs of the program.

    Errors: BadPack with its findings if a single one is an error; a wrong pack never loads half.
    """
    everything = [*([BUILTIN] if builtin else []), *paths]
    return library_of(read_drafts(everything, scenarios=False))


def library_of(drafts: Drafts) -> Library:
    """Return the library of packs that were read. Errors: BadPack, if there is a single error in them."""
    found = errors(check_drafts(drafts))
    if found:
        raise BadPack(pack=", ".join(sorted({item.file for item in found})), count=len(found), findings=found)
    return _freeze(drafts)


def _freeze(drafts: Drafts) -> Library:
    regimes = [_regime(draft.file.model, draft) for draft in drafts.regimes if draft.file.model]
    calendars = [calendar_from(draft.model) for draft in drafts.calendars if draft.model]
    territories = {draft.model.territory: territory_from(draft.model) for draft in drafts.territories if draft.model}
    return Library(
        regimes={regime.id: regime for regime in sorted(regimes, key=lambda regime: regime.id)},
        calendars={calendar.id: calendar for calendar in calendars},
        territories=territories,
    )


def _regime(file: RegimeFile, draft: RegimeDraft) -> Regime:
    models = sorted((each.model for each in draft.versions if each.model), key=lambda model: model.version)
    versions = []
    for number, model in enumerate(models):
        following = models[number + 1].version - timedelta(1) if number + 1 < len(models) else None
        versions.append(Version(file, model, model.until or following))
    return Regime(file, tuple(versions))
