"""One act that somebody is about to do: its form, the case as it stands, the version of the law that judges it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from cauce.case.errors import Problem
from cauce.case.facts import World, as_day
from cauce.case.judge import Draft, is_open, open_acts
from cauce.case.next import NextAct, condition_missing, offices_for
from cauce.case.state import CaseState
from cauce.law.errors import NoVersionInForce
from cauce.law.library import Regime, Version
from cauce.node.cases.forms import Form
from cauce.node.cases.models import Case, FormDraft
from cauce.node.cases.present.names import Names, stage_title
from cauce.node.cases.take import Request, draft_of
from cauce.node.frame import clock
from cauce.node.people.acting import Acting

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,40}\Z")


@dataclass(frozen=True, slots=True)
class Sheet:
    """An act on its way: opened by `sheet_of`."""

    acting: Acting
    form: Form
    case: Case | None
    today: date

    @property
    def regime(self) -> str:
        """The regime of the act."""
        return self.form.version.regime.regime

    @property
    def ref(self) -> str:
        """The reference of the case; empty for an act that opens one."""
        return self.case.ref if self.case else ""

    def key(self) -> dict[str, Any]:
        """Return what tells this form's draft from others."""
        return {
            "account": self.acting.account,
            "office": self.acting.office.code,
            "case_ref": self.ref,
            "regime": self.regime,
            "procedure": self.form.procedure,
            "act": self.form.act,
        }

    def draft(self) -> FormDraft | None:
        """Return what was typed and not filed."""
        return FormDraft.objects.filter(**self.key()).first()

    def asked(self, answers: Mapping[str, object]) -> Draft:
        """Return the act as the kernel is asked about it."""
        form = self.form
        asked = Request(self.regime, form.procedure, form.act, form.office, fields=answers)
        return draft_of(asked, clock.now(), form.world)


def sheet_of(
    acting: Acting,
    world: World,
    name: tuple[str, str, str],
    case: Case | None,
    state: CaseState,
    typed: Mapping[str, str],
) -> Sheet:
    """
    Return the sheet of an act, under the version in force on the day that was typed as the day of the fact.

    Errors: Http404, for a regime, procedure or act that there is not.
    """
    regime_id, procedure, act = name
    regime = world.library.regimes.get(regime_id)
    if regime is None:
        raise Http404
    today = clock.today(regime.file.zone)
    version = _version(regime, procedure, act, today, typed)
    if version is None:
        raise Http404
    names = Names(acting.directory, world.library)
    return Sheet(acting, Form(version, procedure, act, acting.office.code, state, world, names), case, today)


def _version(regime: Regime, procedure: str, act: str, today: date, typed: Mapping[str, str]) -> Version | None:
    """Return the version that judges, found as the kernel finds it."""
    known = [version for version in regime.versions if version.since <= today] or list(regime.versions)
    newest = next((version for version in reversed(known) if _has(version, procedure, act)), None)
    if newest is None:
        return None
    dated_by = newest.file.procedures[procedure].acts[act].dated_by
    day = as_day(typed.get(dated_by, "").strip()) if dated_by else None
    try:
        judging = regime.in_force(day) if day else newest
    except NoVersionInForce:
        return newest
    return judging if _has(judging, procedure, act) else newest


def _has(version: Version, procedure: str, act: str) -> bool:
    found = version.file.procedures.get(procedure)
    return found is not None and act in found.acts


def barrier(form: Form) -> Problem | None:
    """Return why this office cannot do this act now; None if it can."""
    law, version, state = form.law, form.version, form.state
    title = law.title.model_dump()
    if form.office not in offices_for(law, version, form.world):
        kinds = law.by or _seats(version, law.by_seats_of)
        named = [version.file.offices[kind].title for kind in kinds]
        offices = {lang: ", ".join(getattr(each, lang) for each in named) for lang in ("en", "es")}
        return Problem("act.E105", "", {"title": title, "offices": offices})
    if not is_open(law, state):
        stage = stage_title(form.world.library, version.regime.regime, form.procedure, state.stage)
        known = open_acts(version, form.procedure, state)
        return Problem("act.E106", "", {"title": title, "stage": stage, "known": known})
    done = [act.by for act in state.acts if act.act == form.act]
    if law.once and done and (law.once == "per-case" or form.office in done):
        return Problem("act.E107", "", {"title": title})
    return None


def missing_condition(form: Form) -> Problem | None:
    """Return the condition of validity that the case lacks, so that whoever begins the form knows before typing."""
    state, law = form.state, form.law
    if not law.refusal or not state.acts:
        return None
    here = NextAct(form.act, law, (), ())
    if not condition_missing(here, form.office, state, form.version, form.world):
        return None
    return Problem("act.E108", "", {"says": law.refusal.model_dump()})


def _seats(version: Version, panel: str | None) -> list[str]:
    kind = version.file.offices.get(panel or "")
    return list(kind.panel.seats) if kind is not None and kind.panel is not None else []


def token_in(text: str) -> str:
    """Return the one-time token of a form, a new one if what came is none."""
    return text if _TOKEN.match(text) else secrets.token_urlsafe(18)
