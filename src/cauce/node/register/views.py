"""The register: people, missions, offices and states with their standings, as of any day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cauce.law.library import Library
from cauce.node.cases import recur
from cauce.node.cases.access import readable
from cauce.node.cases.models import Case
from cauce.node.cases.paging import address, day_in, queries
from cauce.node.cases.present.links import address as page_of
from cauce.node.cases.present.names import Names, procedure_title, stage_title
from cauce.node.cases.problems import wrong_days
from cauce.node.cases.world import directory as kernel_directory
from cauce.node.cases.world import library
from cauce.node.frame import clock
from cauce.node.frame.countries import country
from cauce.node.frame.parts import Chip, Column, Filter, Link, Option, Pager, Table
from cauce.node.frame.words import alphabetical, pick, say
from cauce.node.people.acting import Acting, ActingRequest
from cauce.node.record.readings import note_acts
from cauce.node.register import access
from cauce.node.register.access import Sight
from cauce.node.register.models import Person, Standing
from cauce.node.register.moment import Moment
from cauce.node.register.present import Held, acts_of, day_words, entry_of, held_of, on_scale, standing_options
from cauce.node.register.roster import Listed, after, matching, roster

SIZE, FEW = 25, 15
NAMES = ("q", "state", "standing", "on", "known")


@dataclass(frozen=True)
class Desk:
    """Who looks, what they may see, and as of when."""

    request: ActingRequest
    acting: Acting
    sight: Sight
    library: Library
    moment: Moment
    today: date
    values: dict[str, str]
    names: Names

    @property
    def filters(self) -> list[Filter]:
        """Return the filters that are on, each with the address without it."""
        words: dict[str, Callable[[str], str]] = {
            "q": lambda value: say("“{value}”", "«{value}»", value=value),
            "state": country,
            "standing": self._standing,
            "on": lambda value: say("on {day}", "al {day}", day=day_words(self.moment.on)),
            "known": lambda value: say(
                "as known on {day}", "según lo asentado hasta el {day}", day=day_words(self.moment.known or self.today)
            ),
        }
        return [
            Filter(words[name](value), address(self.request, {key: v for key, v in self.values.items() if key != name}))
            for name, value in self.values.items()
        ]

    def _standing(self, value: str) -> str:
        if value == "none":
            return say("no standing in force", "sin calidad vigente")
        return dict(standing_options(self.library, "person")).get(value, value)


@require_safe
def people(request: ActingRequest) -> HttpResponse:
    """List the people that the office may see, with the standings in force on the day."""
    desk = _desk(request)
    found = _found(desk)
    listed = after(found, queries(request).get("after", ""))
    shown = listed[:SIZE]
    older = address(request, desk.values | {"after": shown[-1].code}) if len(listed) > SIZE else ""
    first = len(found) - len(listed) + 1
    states = sorted({each.state for each in _visible(desk)}, key=lambda code: alphabetical(country(code)))
    context = _common(desk, "register") | {
        "entries": _entries(desk, shown),
        "pager": Pager(first, first + len(shown) - 1, len(found), _newer(desk, first), older) if shown else None,
        "states": [Option(code, country(code)) for code in states],
        "standings": [Option(value, title) for value, title in standing_options(desk.library, "person")],
    }
    return render(request, "register/people.html", context)


@require_safe
def missions(request: ActingRequest) -> HttpResponse:
    """List the missions with how many of their people the office may see."""
    desk = _desk(request)
    holders = _holders(desk, desk.moment.in_force(), "")
    counted: dict[str, list[int]] = {}
    for each in _visible(desk):
        numbers = counted.setdefault(each.mission, [0, 0])
        numbers[0] += 1
        numbers[1] += each.code in holders
    rows = sorted(
        (_mission_row(desk, mission, *numbers) for mission, numbers in counted.items()),
        key=lambda row: alphabetical(row[0]),
    )
    columns = [
        Column(say("State", "Estado")),
        Column(say("Mission", "Misión")),
        Column(say("People on the register", "Personas en el registro"), "number"),
        Column(say("With a standing in force", "Con calidad vigente"), "number"),
    ]
    caption = say("Missions, {day}", "Misiones, {day}", day=day_words(desk.moment.on))
    table = Table(caption, columns, rows, _nobody())
    return render(request, "register/missions.html", _common(desk, "register-missions") | {"table": table})


@require_safe
def offices(request: ActingRequest) -> HttpResponse:
    """List the standings of offices: series of meetings, contact officials, channels."""
    desk = _desk(request)
    rows = access.office_standings(desk.sight, desk.library)
    return _held_page(desk, rows, "register-offices", "register/offices.html")


@require_safe
def states(request: ActingRequest) -> HttpResponse:
    """List the standings of states: suspensions."""
    desk = _desk(request)
    rows = access.state_standings(desk.sight, desk.library)
    return _held_page(desk, rows, "register-states", "register/states.html")


@require_safe
def person(request: ActingRequest, code: str) -> HttpResponse:
    """Show a person with a line of their standings over time, and the cases that the office may read."""
    desk = _desk(request)
    found = access.visible_people(desk.sight, desk.library).filter(code=code[:64]).first()
    if found is None:
        raise Http404
    rows = access.standings_of([found], desk.sight, desk.library).filter(desk.moment.known_then())
    held, acts = _held(desk, rows.order_by("-since", "-id"))
    note_acts(desk.acting, sorted(acts), "standing")
    scale, held = on_scale(held, desk.moment.on)
    suspended = _suspended(desk, {found.state})
    context = _common(desk, "register") | {
        "person": found,
        "entry": entry_of(found, [each for each in held if each.holds], desk.names, found.state in suspended),
        "held": held,
        "scale": scale,
        "cases": _cases(desk, code),
    }
    return render(request, "register/person.html", context)


def _desk(request: ActingRequest) -> Desk:
    recur.catch_up()
    acting, law = request.acting, library()
    today = clock.today(acting.office.zone)
    given = queries(request)
    values = {name: given[name] for name in NAMES if name in given}
    on, known = day_in(values, "on"), day_in(values, "known")
    values = {name: value for name, value in values.items() if name not in ("on", "known") or day_in(values, name)}
    sight = access.sight_of(acting.office.code, law, kernel_directory(acting.directory))
    moment = Moment(on or known or today, known, acting.office.zone)
    return Desk(request, acting, sight, law, moment, today, values, Names(acting.directory, law))


def _common(desk: Desk, page: str) -> dict[str, object]:
    kept = {name: desk.values[name] for name in ("on", "known") if name in desk.values}
    tabs = [
        ("register", say("People", "Personas")),
        ("register-missions", say("Missions", "Misiones")),
        ("register-offices", say("Offices", "Oficinas")),
        ("register-states", say("States", "Estados")),
    ]
    query = f"?{'&'.join(f'{name}={value}' for name, value in kept.items())}" if kept else ""
    return {
        "desk": desk,
        "values": desk.values,
        "moment": desk.moment,
        "filters": desk.filters,
        "clear": desk.request.path,
        "problems": wrong_days(queries(desk.request), ("on", "known")),
        "tabs": [(title, reverse(name) + query, name == page) for name, title in tabs],
    }


def _visible(desk: Desk) -> list[Listed]:
    """Return everybody that the office may see, by surname."""
    everybody = roster(desk.acting.directory.stamp)
    missions = desk.sight.missions
    others = access.visible_people(desk.sight, desk.library).exclude(mission__in=missions)
    codes = set(others.values_list("code", flat=True))
    return [each for each in everybody if each.mission in missions or each.code in codes]


def _found(desk: Desk) -> list[Listed]:
    """Return those whom the filters leave."""
    found = _visible(desk)
    if state := desk.values.get("state"):
        found = [each for each in found if each.state == state]
    if text := desk.values.get("q"):
        found = matching(found, text)
    if standing := desk.values.get("standing"):
        holders = _holders(desk, desk.moment.in_force(), "" if standing == "none" else standing)
        found = [each for each in found if (each.code in holders) is (standing != "none")]
    return found


def _holders(desk: Desk, in_force: Q, standing: str) -> set[str]:
    """Return who holds a standing that the office may see: one of them, or any."""
    rows = _in_sight(desk).filter(in_force)
    if standing:
        regime, _, name = standing.partition("/")
        rows = rows.filter(regime=regime, standing=name)
    return set(rows.values_list("holder", flat=True))


def _in_sight(desk: Desk) -> QuerySet[Standing]:
    if access.sees_everybody(desk.sight, desk.library):
        return access.standings_of_everybody(desk.sight, desk.library)
    people = list(access.visible_people(desk.sight, desk.library))
    return access.standings_of(people, desk.sight, desk.library)


def _entries(desk: Desk, shown: Sequence[Listed]) -> list[object]:
    known = Person.objects.in_bulk([each.code for each in shown], field_name="code")
    people = [known[each.code] for each in shown if each.code in known]
    rows = (
        access.standings_of(people, desk.sight, desk.library).filter(desk.moment.in_force()).order_by("-since", "-id")
    )
    held: dict[str, list[Held]] = {}
    found = list(rows)
    for row, each in zip(found, _held(desk, found)[0], strict=True):
        held.setdefault(row.holder, []).append(each)
    suspended = _suspended(desk, {each.state for each in people})
    order = [named for named, _ in standing_options(desk.library, "person")]
    for theirs in held.values():
        theirs.sort(key=lambda one: order.index(one.named) if one.named in order else len(order))
    return [entry_of(each, held.get(each.code, []), desk.names, each.state in suspended) for each in people]


def _held(desk: Desk, rows: QuerySet[Standing] | Sequence[Standing]) -> tuple[list[Held], Collection[tuple[str, int]]]:
    """Return standings as they are shown, and the acts of which they tell: case and number."""
    found = list(rows)
    desk.moment.learn(found)
    acts = acts_of(found, desk.moment, desk.acting.office.code) if found else {}
    return [held_of(row, desk.moment, desk.names, acts) for row in found], acts


def _suspended(desk: Desk, states: set[str]) -> set[str]:
    """Return which of these states have a restriction in force, as far as the office may see it."""
    rows = access.state_standings(desk.sight, desk.library).filter(desk.moment.in_force(), holder__in=states)
    bad = set()
    for row in rows:
        kind = access.kind_of(desk.library, (row.regime, row.standing))
        if kind is not None and not kind.good:
            bad.add(row.holder)
    return bad


def _held_page(desk: Desk, rows: QuerySet[Standing], page: str, template: str) -> HttpResponse:
    rows = rows.filter(desk.moment.known_then()).order_by("-since", "-id")
    everything = "all" in desk.request.GET
    rows = rows if everything else rows.filter(desk.moment.in_force())
    found = list(rows[: SIZE * 5])
    held, _ = _held(desk, found)
    items = [(desk.names.subject(row.holder), each) for row, each in zip(found, held, strict=True)]
    context = _common(desk, page) | {"items": items, "everything": everything}
    return render(desk.request, template, context)


def _mission_row(desk: Desk, mission: str, people: int, standing: int) -> list[object]:
    office = desk.acting.directory.office(mission)
    state = office.state if office else ""
    query = {"state": state} | {name: desk.values[name] for name in ("on", "known") if name in desk.values}
    href = f"{reverse('register')}?{'&'.join(f'{name}={value}' for name, value in query.items())}"
    return [Link(country(state), href) if state else "", pick(office.title) if office else mission, people, standing]


def _cases(desk: Desk, code: str) -> Table:
    rows = readable(desk.acting.office.code).filter(subject=code).order_by("-moved_at")[:FEW]
    columns = [
        Column(say("Case", "Expediente")),
        Column(say("Procedure", "Procedimiento")),
        Column(say("Stage", "Etapa")),
        Column(say("Last moved", "Último movimiento")),
    ]
    zone = clock.zone_of(desk.acting.office.zone)
    return Table(
        say(
            "Cases about this person that your office may read",
            "Expedientes de esta persona que su oficina puede consultar",
        ),
        columns,
        [_case_row(row, desk.library, row.moved_at.astimezone(zone).date()) for row in rows],
        say("None that your office may read.", "Ninguno que su oficina pueda consultar."),
    )


def _case_row(row: Case, law: Library, moved: date) -> list[object]:
    return [
        Link(row.ref, page_of("case", row.ref)),
        procedure_title(law, row.regime, row.procedure),
        Chip(stage_title(law, row.regime, row.procedure, row.stage), "" if row.closed else "river"),
        moved,
    ]


def _newer(desk: Desk, first: int) -> str:
    return address(desk.request, desk.values) if first > 1 else ""


def _nobody() -> str:
    return say("There is nobody here that your office may see.", "Aquí no hay nadie a quien su oficina pueda ver.")
