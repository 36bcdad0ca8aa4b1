"""
Who may see whom on the register, and which of their standings: the only place that says so.

How many agents a state has here, who they are and where they may work is reserved: an office sees what it needs.

1. A sending state's mission sees its own people with all their standings, its own standings, and its state's.
2. An office that the law lets read every case of the procedure that gives a standing sees that standing of everybody,
   and everybody whom that regime is about: the people of its missions, and whoever holds the standing. Another
   regime's people are none of its business: a node keeps the registers of several states' laws. The law says so by
   naming its kind among the readers, or the panel of which it is a member.
3. An office that shares a case about a person sees that person, and of their standings those that the rules of that
   procedure ask about: a prosecutor who is to meet an agent must know whether, where and until when the agent is
   accredited.
4. Standings of a state (a suspension) are seen by rule 2, by that state's missions, and by every host office that
   may act where the rules ask about them.
5. Standings of an office are seen by rule 2 and by that office.

Whoever sees nobody is told of nobody; no row and no right are the same answer, and every number counts rows seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from cauce.case.directory import Directory
from cauce.law import schema
from cauce.law.library import Library, Regime, Version
from cauce.law.schema.regime import StandingKind
from cauce.node.cases.models import Case, Reader
from cauce.node.register.models import Person, Standing

#: a standing of a regime: `("mx-lsn", "accredited")`
Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sight:
    """What an office may see of the register."""

    office: str
    state: str
    #: standings that it may see whoever holds them (rule 2)
    of_everybody: frozenset[Named]
    #: standings of states that it may see (rule 4)
    of_states: frozenset[Named]
    #: whether its own state sends people: then its own are those of its missions
    is_mission: bool
    #: missions whose people it sees, all of them (rule 2)
    missions: frozenset[str] = frozenset()


def sight_of(office: str, library: Library, directory: Directory) -> Sight:
    """Return what an office may see."""
    everybody: set[Named] = set()
    states: set[Named] = set()
    missions: set[str] = set()
    is_mission = False
    for regime in library.regimes.values():
        own = frozenset(directory.kinds_of(office, regime.id))
        if not own:
            continue
        read = _read_by(regime, own)
        everybody |= read
        if any(_kind_of(library, named) == "person" for named in read):
            missions |= _missions(regime, directory)
        if _is_sender(regime, own):
            is_mission = True
        else:
            states |= _asked_in(regime, own)
    state = directory.state_of(office)
    everywhere = frozenset(states | everybody)
    return Sight(office, state, frozenset(everybody), everywhere, is_mission, frozenset(missions))


def sees_everybody(sight: Sight, library: Library) -> bool:
    """Return whether an office sees everybody of some regime: it may see a standing of persons, whoever holds it."""
    return any(_kind_of(library, named) == "person" for named in sight.of_everybody)


def visible_people(sight: Sight, library: Library) -> QuerySet[Person]:
    """Return the persons that an office may see."""
    shared = Case.objects.filter(
        subject=OuterRef("code"), pk__in=Reader.objects.filter(office=sight.office).values("case")
    )
    wanted = Q(mission=sight.office) | Q(Exists(shared))
    if sees_everybody(sight, library):
        held = standings_of_everybody(sight, library).filter(holder=OuterRef("code"))
        wanted |= Q(mission__in=sight.missions) | Q(Exists(held))
    return Person.objects.filter(wanted)


def standings_of(people: Iterable[Person], sight: Sight, library: Library) -> QuerySet[Standing]:
    """Return the standings of persons that an office may see; the persons are of those that it may see."""
    own: list[str] = []
    codes: list[str] = []
    for person in people:
        (own if person.mission == sight.office else codes).append(person.code)
    wanted = Q(holder__in=own)
    for regime, standing in sight.of_everybody:
        wanted |= Q(holder__in=codes, regime=regime, standing=standing)
    for code, named in _shared(codes, sight, library).items():
        for regime, standing in named - sight.of_everybody:
            wanted |= Q(holder=code, regime=regime, standing=standing)
    return _on_register(Standing.objects.filter(wanted), library)


def shown_of(code: str, mission: str, regime: str, sight: Sight, library: Library) -> frozenset[str]:
    """Return the standings of a person, by their names in a regime, that an office may be shown; at most one query."""
    found = {named for named in _all(library) if named[0] == regime and _is_on_register(library, named)}
    if mission != sight.office:
        found &= sight.of_everybody | _shared([code], sight, library).get(code, set())
    return frozenset(name for _, name in found)


def asked_by(regime: Regime, procedure: str) -> frozenset[str]:
    """Return the standings on the register that the rules of a procedure ask about, by their names."""
    kinds = {name: kind for version in regime.versions for name, kind in version.file.standings.items()}
    asked = {name for _, name in _asked_by(regime, procedure)}
    return frozenset(name for name in asked if name in kinds and kinds[name].on_register)


def standings_of_everybody(sight: Sight, library: Library) -> QuerySet[Standing]:
    """Return the standings of persons that an office sees whoever holds them (rule 2)."""
    wanted = Q(pk=None)
    for named in sight.of_everybody:
        if _kind_of(library, named) == "person":
            wanted |= Q(regime=named[0], standing=named[1])
    return _on_register(Standing.objects.filter(wanted), library)


def office_standings(sight: Sight, library: Library) -> QuerySet[Standing]:
    """Return the standings of offices that an office may see."""
    named = [each for each in sight.of_everybody if _kind_of(library, each) == "office"]
    wanted = Q(holder=sight.office)
    for regime, standing in named:
        wanted |= Q(regime=regime, standing=standing)
    kinds = [each for each in _all(library) if _kind_of(library, each) == "office"]
    return _of_kinds(Standing.objects.filter(wanted), kinds, library)


def state_standings(sight: Sight, library: Library) -> QuerySet[Standing]:
    """Return the standings of states that an office may see."""
    kinds = [each for each in _all(library) if _kind_of(library, each) == "state"]
    wanted = Q(holder=sight.state) if sight.is_mission else Q(pk=None)
    for regime, standing in kinds:
        if (regime, standing) in sight.of_states:
            wanted |= Q(regime=regime, standing=standing)
    return _of_kinds(Standing.objects.filter(wanted), kinds, library)


def _shared(codes: list[str], sight: Sight, library: Library) -> dict[str, set[Named]]:
    """Return the standings that the rules of shared cases ask about, by person; one query."""
    rows = (
        Case.objects.filter(subject__in=codes, pk__in=Reader.objects.filter(office=sight.office).values("case"))
        .order_by()
        .values_list("subject", "regime", "procedure")
        .distinct()
    )
    found: dict[str, set[Named]] = {}
    for subject, regime, procedure in rows if codes else ():
        known = library.regimes.get(regime)
        found.setdefault(subject, set()).update(_asked_by(known, procedure) if known else ())
    return found


@lru_cache(maxsize=64)
def _read_by(regime: Regime, own: frozenset[str]) -> frozenset[Named]:
    """Return the standings that procedures give of which these kinds read every case."""
    found = set()
    for version in regime.versions:
        for procedure in version.file.procedures.values():
            if own & _readers(version, procedure):
                found |= {(regime.id, grant.standing) for act in procedure.acts.values() for grant in act.grants or ()}
    return frozenset(found)


def _readers(version: Version, procedure: schema.Procedure) -> set[str]:
    """Return the host's kinds that read every case of a procedure, the members of panels among them."""
    found: set[str] = set()
    for kind in procedure.readers or ():
        described = version.file.offices.get(kind)
        if described is not None and described.of != "sender":
            found |= {kind, *(described.panel.seats if described.panel else ())}
    return found


@lru_cache(maxsize=64)
def _asked_in(regime: Regime, own: frozenset[str]) -> frozenset[Named]:
    """Return the standings that rules ask about where these kinds may act."""
    found: set[Named] = set()
    for version in regime.versions:
        kinds = frozenset[str]().union(*(version.kinds_of(kind) for kind in own))
        for name, procedure in version.file.procedures.items():
            if any(kinds & set(act.by or ()) for act in procedure.acts.values()):
                found |= _asked_by(regime, name)
    return frozenset(found)


@lru_cache(maxsize=256)
def _asked_by(regime: Regime, procedure: str) -> frozenset[Named]:
    """Return the standings that the rules of a procedure ask about, in any version."""
    found = set()
    for version in regime.versions:
        law = version.file.procedures.get(procedure)
        for condition in _conditions(law) if law else ():
            if condition.standing:
                found.add((regime.id, condition.standing))
    return frozenset(found)


def _conditions(law: schema.Procedure) -> Iterable[schema.Condition]:
    for expected in law.expects.values():
        yield from (*(expected.when or ()), *expected.that, *(expected.unless or ()))
    for act in law.acts.values():
        yield from act.requires or ()
    for duty in law.duties.values():
        yield from (*(duty.when or ()), *(duty.unless or ()))


def _missions(regime: Regime, directory: Directory) -> set[str]:
    """Return the offices that send people under a regime."""
    kinds = {name for version in regime.versions for name, kind in version.file.offices.items() if kind.of == "sender"}
    return {office for kind in kinds for office in directory.of_kind(regime.id, kind)}


def _is_sender(regime: Regime, own: frozenset[str]) -> bool:
    return any(
        version.file.offices[kind].of == "sender"
        for version in regime.versions
        for kind in own
        if kind in version.file.offices
    )


def _all(library: Library) -> list[Named]:
    return list(
        dict.fromkeys(
            (regime.id, name)
            for regime in library.regimes.values()
            for version in regime.versions
            for name in version.file.standings
        )
    )


def kind_of(library: Library, named: Named) -> StandingKind | None:
    """Return a standing as the latest version that knows it describes it."""
    known = library.regimes.get(named[0])
    for version in reversed(known.versions if known else ()):
        if named[1] in version.file.standings:
            return version.file.standings[named[1]]
    return None


def _kind_of(library: Library, named: Named) -> str:
    described = kind_of(library, named)
    return described.of if described else ""


def _is_on_register(library: Library, named: Named) -> bool:
    described = kind_of(library, named)
    return described is not None and described.on_register


def _on_register(rows: QuerySet[Standing], library: Library) -> QuerySet[Standing]:
    hidden = [named for named in _all(library) if (kind := kind_of(library, named)) and not kind.on_register]
    for regime, standing in hidden:
        rows = rows.exclude(regime=regime, standing=standing)
    return rows


def _of_kinds(rows: QuerySet[Standing], kinds: list[Named], library: Library) -> QuerySet[Standing]:
    wanted = Q(pk=None)
    for regime, standing in kinds:
        wanted |= Q(regime=regime, standing=standing)
    return _on_register(rows.filter(wanted), library)
