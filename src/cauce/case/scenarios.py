"""Running scenarios: stories of who did what on which day, held against what a lawyer expects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from cauce.case.act import Act, Granted, Judgement, Setting
from cauce.case.clock import clock_of, status_of
from cauce.case.directory import Directory, OfficeEntry, PersonEntry, directory_of
from cauce.case.errors import Refused
from cauce.case.facts import World, is_within
from cauce.case.judge import Draft
from cauce.case.ledger import Ledger
from cauce.case.recurring import recurring_duties
from cauce.case.state import CaseState, Duty
from cauce.law.library import Library, Regime
from cauce.law.schema.scenarios import (
    Cast,
    Check,
    ExpectedDuty,
    GivenSetting,
    GivenStanding,
    Scenario,
    ScenarioFile,
    Told,
)
from cauce.law.territory import zone_info


@dataclass
class Outcome:
    """What became of a scenario: no problems means that it holds."""

    name: str
    problems: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Return whether everything came out as expected."""
        return not self.problems


def run_scenarios(library: Library, file: ScenarioFile) -> list[Outcome]:
    """Run every scenario of a file, each from the beginning."""
    directory = _directory(file.cast, file.regime)
    return [_Story(library, directory, file, scenario).run() for scenario in file.scenarios]


def _directory(cast: Cast, regime: str) -> Directory:
    offices = [
        OfficeEntry(name, office.state, frozenset({f"{regime}/{office.kind}"})) for name, office in cast.offices.items()
    ]
    persons = [PersonEntry(name, person.state, person.mission or "") for name, person in cast.persons.items()]
    return directory_of(offices, persons)


class _Story:
    def __init__(self, library: Library, directory: Directory, file: ScenarioFile, scenario: Scenario) -> None:
        self.regime: Regime = library.regime(file.regime)
        self.ledger = Ledger(library, directory)
        self.scenario = scenario
        self.outcome = Outcome(scenario.name)
        self.procedures: dict[str, str] = {}

    def run(self) -> Outcome:
        """Tell the story act by act, checking each day before anything later happens."""
        self._give()
        checks = sorted(self.scenario.expect, key=lambda check: check.on)
        for told in self.scenario.acts:
            while checks and checks[0].on < told.day:
                self._check(checks.pop(0))
            self._tell(told)
        for check in checks:
            self._check(check)
        return self.outcome

    def _give(self) -> None:
        granted, settings = [], []
        for given in self.scenario.given:
            if isinstance(given, GivenStanding):
                until = given.until.isoformat() if given.until else ""
                granted.append(
                    Granted(given.standing, given.holder, given.since.isoformat(), until, tuple(given.within))
                )
            else:
                settings.append(_setting(given))
        if granted or settings:
            self.ledger.register.apply(self._before(tuple(granted), tuple(settings)))

    def _before(self, granted: tuple[Granted, ...], settings: tuple[Setting, ...]) -> Act:
        judgement = Judgement(under="", law="", day="", filed="", stage="", grants=granted, settles=settings)
        return Act(judgement, "given", "", "", "given", 1, "", self.regime.id)

    def _tell(self, told: Told) -> None:
        hour, minute = map(int, told.at.split(":"))
        zone = zone_info(self.regime.file.zone)
        at = datetime.combine(told.day, time(hour, minute), zone).astimezone(UTC)
        procedure = told.procedure or self.procedures.get(told.case, "")
        where = f"{told.day} {told.do}"
        try:
            act = self.ledger.take(told.case, Draft(self.regime.id, procedure, told.do, told.by, at, told.fields))
        except Refused as refused:
            codes = [problem.code for problem in refused.problems]
            if told.refused not in codes:
                self._problem(f"{where}: refused ({refused}), expected {told.refused or 'to be taken'}")
            return
        self.procedures.setdefault(told.case, procedure)
        if told.refused:
            self._problem(f"{where}: taken, expected to be refused with {told.refused}")
        if set(act.judgement.flags) != set(told.flagged):
            self._problem(f"{where}: flagged {sorted(act.judgement.flags)}, expected {sorted(told.flagged)}")

    def _check(self, check: Check) -> None:
        for name, stage in (check.stage or {}).items():
            self._same(check, f"stage of {name}", self._case(name).stage, stage)
        for name, day in (check.version or {}).items():
            acts = self._case(name).acts
            under = acts[-1].judgement.under.partition("@")[2] if acts else "none"
            self._same(check, f"version of {name}", under, day.isoformat())
        for name in check.erased:
            self._same(check, f"{name} is erased", name in self.ledger.erased, True)
        for expected in check.duties:
            self._duty(check, expected)
        for standing in check.holds:
            self._same(check, f"{standing.holder} holds {standing.standing}", self._holds(standing, check.on), True)
        for standing in check.lacks:
            self._same(check, f"{standing.holder} holds {standing.standing}", self._holds(standing, check.on), False)

    def _holds(self, wanted: GivenStanding, day: date) -> bool:
        places = wanted.within or [""]
        world = self.ledger.world

        def contains(place: str, areas: object) -> bool:
            return is_within(world.library, place, areas)  # type: ignore[arg-type]

        held = (
            world.register.held(self.regime.id, wanted.standing, wanted.holder, day.isoformat(), place, contains)
            for place in places
        )
        return all(held)

    def _duty(self, check: Check, expected: ExpectedDuty) -> None:
        world = self.ledger.world
        found = [duty for duty in self._duties(expected, check.on) if _fits(duty, expected)]
        name = f"duty {expected.duty}{' ' + expected.period if expected.period else ''}"
        if expected.status == "none":
            self._same(check, f"{name} exists", bool(found), False)
            return
        if not found:
            self._problem(f"{check.on}: {name} does not exist")
            return
        duty = found[-1]
        clock = clock_of(duty, world)
        self._same(check, f"{name} status", status_of(duty, clock, world, check.on), expected.status)
        if expected.owes:
            self._same(check, f"{name} owed by", duty.owes, expected.owes)
        if expected.last_days is not None:
            last = {reading: day.isoformat() for reading, day in clock.last_days().items()}
            wanted = {reading: day.isoformat() for reading, day in expected.last_days.items()}
            self._same(check, f"{name} last days", {key: last.get(key) for key in wanted}, wanted)

    def _duties(self, expected: ExpectedDuty, today: date) -> Iterator[Duty]:
        recurring = any(expected.duty in version.file.recurring for version in self.regime.versions)
        if recurring and expected.period:
            world: World = self.ledger.world
            yield from recurring_duties(self.regime, world, self.ledger.acts, today)
        else:
            yield from self._case(expected.case).duties.values()

    def _case(self, name: str) -> CaseState:
        return self.ledger.cases.get(name) or CaseState()

    def _same(self, check: Check, what: str, found: object, expected: object) -> None:
        if found != expected:
            self._problem(f"{check.on}: {what} is {found}, expected {expected}")

    def _problem(self, text: str) -> None:
        self.outcome.problems.append(text)


def _setting(given: GivenSetting) -> Setting:
    since = given.since.isoformat()
    if given.parameter is not None:
        return Setting("parameter", given.parameter, since, str(given.value))
    return Setting("reading", given.reading or "", since)


def _fits(duty: Duty, expected: ExpectedDuty) -> bool:
    wanted = ((expected.period, duty.period), (expected.about, duty.about))
    return duty.id == expected.duty and all(not want or want == have for want, have in wanted)
