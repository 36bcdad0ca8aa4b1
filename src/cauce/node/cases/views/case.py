"""One case: where it stands, what was done, what is owed and how its dates were counted, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cauce.case.clock import rule_of, version_of, waiting_for
from cauce.case.facts import World
from cauce.case.next import version_today
from cauce.case.state import CaseState, Duty
from cauce.law.library import Version
from cauce.node.cases import derive, erasing
from cauce.node.cases.access import get_case_for, is_own
from cauce.node.cases.models import Act as StoredAct
from cauce.node.cases.models import Case, FormDraft, LastDay, Notice, Reader
from cauce.node.cases.paging import number_in
from cauce.node.cases.present.acts import Telling, act_line
from cauce.node.cases.present.clocks import Card, anchor_of, card_of
from cauce.node.cases.present.erased import erased_of
from cauce.node.cases.present.following import ahead_of
from cauce.node.cases.present.law import cite
from cauce.node.cases.present.names import Names, procedure_of, procedure_title
from cauce.node.cases.present.seen import on_register
from cauce.node.cases.present.steps import steps_of
from cauce.node.cases.present.stretch import first_of, page_after
from cauce.node.cases.present.votes import votes_of
from cauce.node.cases.take import load_state
from cauce.node.cases.world import library, world
from cauce.node.frame import clock
from cauce.node.frame.words import alphabetical, pick
from cauce.node.people.acting import Acting, ActingRequest
from cauce.node.people.models import Account
from cauce.node.record.readings import note
from cauce.node.record.receipts import is_pending


def case(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a case."""
    acting = request.acting
    found = get_case_for(acting.office.code, ref)
    note(acting, found.ref, "case")
    _mark_seen(acting, found)
    if found.erased:
        return _erased(request, found)
    state, around = load_state(found), world(acting.directory)
    names = Names(acting.directory, around.library).learn(_persons(state))
    today = clock.today(around.library.regime(found.regime).file.zone)
    version = version_today(found.regime, today, around)
    if procedure_of(version, found.procedure) is None:  # a later version may have repealed it
        version = around.library.version(state.acts[-1].judgement.under)
    cards = _cards(found, state, around, names, today)
    context = (
        _head(found, version, names)
        | _acts(request, found, state, around, names)
        | {
            "steps": steps_of(state, procedure_of(version, found.procedure)),
            "cards": cards,
            "votes": votes_of(state, version, around, names) if version else [],
            "readers": _readers(found, names),
            "is_own": is_own(acting.office.code, found),
        }
    )
    if version is not None:
        wanted = _wanted(state, acting.office.code, around, cards)
        drafts = _drafts(acting, found)
        context["ahead"] = ahead_of(state, version, acting.office.code, around, names, wanted, drafts)
    return render(request, "cases/case.html", context)


def _erased(request: ActingRequest, found: Case) -> HttpResponse:
    """Show that what a case says was erased by law, and what is left of it."""
    erasing.finish(found.erasure)
    names = Names(request.acting.directory, library())
    context = {
        "case": found,
        "procedure": procedure_title(names.library, found.regime, found.procedure),
        "erased": erased_of(found, load_state(found), request.acting, names),
        "readers": _readers(found, names),
        "is_own": is_own(request.acting.office.code, found),
    }
    return render(request, "cases/erased.html", context)


def _head(found: Case, version: Version | None, names: Names) -> dict[str, object]:
    procedure = procedure_of(version, found.procedure)
    return {
        "case": found,
        "procedure": pick(procedure.title) if procedure else found.procedure,
        "summary": pick(procedure.summary) if procedure else "",
        "source": cite(version, procedure.source) if version and procedure else "",
        "subject": names.subject(found.subject) if found.subject else "",
        "same_person": f"{reverse('cases')}?person={found.subject}" if names.is_person(found.subject) else "",
    }


def _mark_seen(acting: Acting, found: Case) -> None:
    unseen = Notice.objects.filter(office=acting.office.code, case=found, seen_by="")
    if unseen.exists():  # a page that is only looked at takes no writer's lock
        derive.seen(acting.office.code, found, acting.account.username)


def _persons(state: CaseState) -> Iterable[str]:
    for act in state.acts:
        yield from (value for value in act.fields.values() if isinstance(value, str))
        yield from (granted.to for granted in act.judgement.grants)


def _acts(request: ActingRequest, found: Case, state: CaseState, around: World, names: Names) -> dict[str, object]:
    last = number_in(request.GET.get("up-to", "")) or state.number
    last = min(last, state.number)
    first, later = first_of(state, last), page_after(state, last)
    entries = dict(
        StoredAct.objects.filter(case=found, number__gte=first, number__lte=last).values_list("number", "entry")
    )
    seen = on_register(request.acting.office.code, found.regime, around)
    telling = Telling(state, around, names, entries, _people(request.acting, state, names), seen)
    return {
        "acts": [act_line(number, telling) for number in range(first, last + 1)],
        "earlier": f"?up-to={first - 1}" if first > 1 else "",
        "later": f"?up-to={later}" if later else "",
        "start": first,
    }


def _people(acting: Acting, state: CaseState, names: Names) -> dict[str, str]:
    """Return who signed for the offices of the reader's own state; other states see the office alone."""
    own = {act.person for act in state.acts if act.person and _state_of(act.by, names) == acting.office.state}
    return dict(Account.objects.filter(username__in=own).values_list("username", "full_name")) if own else {}


def _state_of(office: str, names: Names) -> str:
    found = names.directory.office(office)
    return found.state if found else ""


def _cards(found: Case, state: CaseState, around: World, names: Names, today: date) -> list[Card]:
    """Return a card for each duty, those that still run first."""
    earlier: dict[str, list[LastDay]] = {}
    for row in LastDay.objects.filter(duty__case=found).select_related("duty").order_by("pk"):
        earlier.setdefault(row.duty.key, []).append(row)
    cards = [card_of(duty, around, names, today, earlier.get(key, ())) for key, duty in state.duties.items()]
    return sorted(cards, key=lambda card: (not card.live, card.last_day is None, card.last_day or today))


def _wanted(state: CaseState, office: str, around: World, cards: list[Card]) -> dict[str, Card]:
    """Return, by act, the duty that the act would meet for this office, or whose receipt it would give."""
    duties = {anchor_of(duty.key): duty for duty in state.duties.values()}
    wanted: dict[str, Card] = {}
    for card in cards:  # the soonest come first, and of the duties that one act meets the soonest is shown
        duty = duties[card.anchor]
        rule = rule_of(duty, around.library)
        if rule is None or not card.live:
            continue
        if duty.owes == office and not duty.met_by:
            wanted = dict.fromkeys(getattr(rule, "met_by", ()), card) | wanted
        elif duty.met_by and rule.acknowledged_by and _awaited(office, duty, around):
            wanted.setdefault(rule.acknowledged_by.act, card)
    return wanted


def _awaited(office: str, duty: Duty, around: World) -> bool:
    """Return whether a duty that was filed waits for this office's receipt."""
    regime = duty.under.partition("@")[0]
    waiting = waiting_for(duty, around)
    return office not in duty.received and any(office in around.directory.of_kind(regime, kind) for kind in waiting)


def _receipts_awaited(state: CaseState, around: World, names: Names, cards: list[Card]) -> list[tuple[str, str]]:
    """Return what was filed and waits for a receipt: from whom, and what."""
    by_anchor = {card.anchor: card for card in cards}
    found = []
    for duty in state.duties.values():
        rule, version = rule_of(duty, around.library), version_of(duty.under, around.library)
        if duty.met_by and rule is not None and rule.acknowledged_by and version is not None:
            waiting = waiting_for(duty, around)
            if waiting:
                found.append((names.kinds(version, waiting), by_anchor[anchor_of(duty.key)].title))
    return found


def _drafts(acting: Acting, found: Case) -> set[str]:
    rows = FormDraft.objects.filter(account=acting.account, office=acting.office.code, case_ref=found.ref)
    return set(rows.values_list("act", flat=True))


def _readers(found: Case, names: Names) -> list[str]:
    codes = Reader.objects.filter(case=found).values_list("office", flat=True)
    return sorted((names.office(code) for code in codes), key=alphabetical)


def done(request: ActingRequest, ref: str, number: str) -> HttpResponse:
    """Confirm that an act was taken: reference, receipt, what it brought about, what comes next."""
    acting = request.acting
    found = get_case_for(acting.office.code, ref)
    if found.erased:
        return redirect("case", ref)
    state, around, place = load_state(found), world(acting.directory), int(number)
    if not 1 <= place <= state.number:
        raise Http404
    note(acting, found.ref, "act", place)
    names = Names(acting.directory, around.library).learn(_persons(state))
    entries = dict(StoredAct.objects.filter(case=found, number=place).values_list("number", "entry"))
    seen = on_register(acting.office.code, found.regime, around)
    line = act_line(place, Telling(state, around, names, entries, {}, seen))
    today = clock.today(around.library.regime(found.regime).file.zone)
    cards = _cards(found, state, around, names, today)
    brought = {anchor_of(duty.key) for duty in state.duties.values() if duty.opened == place}
    waits = is_pending(entries[place])
    version = version_today(found.regime, today, around)
    context = _head(found, version, names) | {
        "act": line,
        "reference": found.ref,
        "receipt": None if waits else line.receipt,
        "waits": waits,
        "owed": [card for card in cards if card.anchor in brought],
        "awaited": _receipts_awaited(state, around, names, cards),
        "stage": state.acts[place - 1].judgement.stage,
        "zone": acting.office.zone,
    }
    if version is not None and procedure_of(version, found.procedure) is not None:
        wanted = _wanted(state, acting.office.code, around, cards)
        context["ahead"] = ahead_of(state, version, acting.office.code, around, names, wanted, set())
    context["follows"] = _follows(context)
    return render(request, "cases/done.html", context)


def _follows(context: Mapping[str, Any]) -> bool:
    """Return whether an act leaves anybody with something to do."""
    ahead = context.get("ahead")
    awaited = ahead and (any(not each.missing for each in ahead.ours) or any(each.decides for each in ahead.theirs))
    return bool(context["owed"] or context["awaited"] or awaited)
