"""Scenarios: what they name exists in some version of the regime, and they can be told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from cauce.law import catalogue as k
from cauce.law.check.scope import Page, Path
from cauce.law.draft import Draft, RegimeDraft
from cauce.law.findings import Finding
from cauce.law.schema import Act, Procedure, ScenarioFile, VersionFile
from cauce.law.schema.scenarios import Check, GivenSetting, GivenStanding, Scenario, Told
from cauce.law.terms import TEXT


class Story(Page):
    """A file of scenarios under check, with every version of its regime."""

    def __init__(self, draft: Draft[ScenarioFile], file: ScenarioFile, versions: list[VersionFile]) -> None:
        super().__init__(node=draft.node)
        self.file, self.versions = file, versions
        self.offices, self.persons = file.cast.offices, file.cast.persons

    def names(self, key: str) -> set[str]:
        """Return the names that a map has in any version."""
        return {name for version in self.versions for name in getattr(version, key)}

    def procedures(self, name: str | None) -> list[Procedure]:
        """Return a procedure as each version has it."""
        return [version.procedures[name] for version in self.versions if name in version.procedures]

    def duties(self, procedures: Iterable[str | None]) -> set[str]:
        """Return the duties of some procedures in any version."""
        return {name for procedure in procedures for each in self.procedures(procedure) for name in each.duties}

    def in_cast(self, path: Path, name: str, among: Collection[str]) -> bool:
        """Say whether somebody takes part, and note a finding if not."""
        return self.declared(k.NOT_IN_CAST, path, name, among)


def check_stories(regime: RegimeDraft) -> list[Finding]:
    """Check every file of scenarios of a regime."""
    versions = [each.model for each in regime.versions if each.model]
    found: list[Finding] = []
    whole = len(versions) == len(regime.versions) and bool(versions)
    for draft in regime.scenarios:
        if draft.model is None or regime.file.model is None or not whole:
            continue
        story = Story(draft, draft.model, versions)
        story.declared(k.NO_REGIME, ("regime",), draft.model.regime, {regime.file.model.regime})
        _cast(story)
        first = min(version.version for version in versions)
        names: set[str] = set()
        for number, scenario in enumerate(draft.model.scenarios):
            if scenario.name in names:
                story.report(k.SAME_NAME, ("scenarios", number, "name"), name=scenario.name)
            names.add(scenario.name)
            _scenario(story, ("scenarios", number), scenario, first)
        found += story.found
    return found


def _cast(story: Story) -> None:
    kinds = story.names("offices")
    for name, office in story.offices.items():
        story.declared(k.NO_OFFICE, ("cast", "offices", name, "kind"), office.kind, kinds)
    for name, person in story.persons.items():
        if person.mission is not None:
            story.in_cast(("cast", "persons", name, "mission"), person.mission, story.offices)


def _scenario(story: Story, path: Path, scenario: Scenario, first: date) -> None:
    for number, given in enumerate(scenario.given):
        here: Path = (*path, "given", number)
        if isinstance(given, GivenStanding):
            _standing(story, here, given)
        else:
            _setting(story, here, given)
    cases: dict[str, str | None] = {}
    day = date.min
    for number, told in enumerate(scenario.acts):
        here = (*path, "acts", number)
        if told.day < day:
            story.report(k.OUT_OF_ORDER, (*here, "day"), day=told.day)
        if told.day < first and told.refused is None:
            story.report(k.NO_LAW_YET, (*here, "day"), regime=story.file.regime, day=told.day)
        day = max(day, told.day)
        _told(story, here, told, cases)
    for number, check in enumerate(scenario.expect):
        _check(story, (*path, "expect", number), check, cases)


def _standing(story: Story, path: Path, given: GivenStanding) -> None:
    story.declared(k.NO_STANDING, (*path, "standing"), given.standing, story.names("standings"))
    if not (len(given.holder) == 2 and given.holder.isupper()):
        story.in_cast((*path, "holder"), given.holder, {*story.offices, *story.persons})


def _setting(story: Story, path: Path, given: GivenSetting) -> None:
    if (given.parameter is None) == (given.reading is None):
        what = {"en": "setting", "es": "disposición"}
        written = "–" if given.reading is None else "parameter, reading"
        story.report(k.NOT_ONE_OF, path, what=what, keys="parameter, reading", written=written)
    if given.parameter is not None:
        story.declared(k.NO_PARAMETER, (*path, "parameter"), given.parameter, story.names("parameters"))
        if given.value is None:
            story.report(k.MISSING_KEY, path, key="value", of="given")
    if given.reading is not None:
        story.declared(k.NO_READING, (*path, "reading"), given.reading, story.names("readings"))


def _told(story: Story, path: Path, told: Told, cases: dict[str, str | None]) -> None:
    if told.refused is not None:  # what is refused may name what does not exist: that is the point of it
        cases.setdefault(told.case, told.procedure)
        return
    story.in_cast((*path, "by"), told.by, story.offices)
    if told.case not in cases or (cases[told.case] is None and told.procedure is not None):
        if told.procedure is None:
            story.report(k.NO_PROCEDURE_SAID, path, name=told.case)
        cases[told.case] = told.procedure
    procedure = cases[told.case]
    if procedure is None:
        return
    if not story.declared(k.NO_PROCEDURE, (*path, "procedure"), procedure, story.names("procedures")):
        return
    acts: dict[str, list[Act]] = {}
    expects: set[str] = set()
    for each in story.procedures(procedure):
        expects |= set(each.expects)
        for name, act in each.acts.items():
            acts.setdefault(name, []).append(act)
    for number, flag in enumerate(told.flagged):
        story.declared(k.NO_EXPECTATION, (*path, "flagged", number), flag, expects)
    if story.declared(k.NO_ACT, (*path, "do"), told.do, acts):
        fields = {field for act in acts[told.do] for field in (*act.fields, *act.optional)}
        for field in told.fields:
            if field not in fields:
                known = ", ".join(sorted(fields)) or "–"
                story.report(k.NOT_IN_ACT, (*path, "fields", field), name=field, act=told.do, known=known)


def _check(story: Story, path: Path, check: Check, cases: dict[str, str | None]) -> None:
    if not (check.stage or check.version or check.erased or check.duties or check.holds or check.lacks):
        story.report(k.NOTHING_EXPECTED, path, day=check.on)
    for case, stage in (check.stage or {}).items():
        if story.declared(k.NO_CASE, (*path, "stage", case), case, cases):
            stages = {name for each in story.procedures(cases[case]) for name in each.stages}
            story.declared(k.NO_STAGE, (*path, "stage", case), stage, {*stages, "start"})
    for number, case in enumerate(check.erased):
        story.declared(k.NO_CASE, (*path, "erased", number), case, cases)
    for case in check.version or {}:
        story.declared(k.NO_CASE, (*path, "version", case), case, cases)
    for key in ("holds", "lacks"):
        for number, standing in enumerate(getattr(check, key)):
            _standing(story, (*path, key, number), standing)
    _duties(story, path, check, cases)


def _duties(story: Story, path: Path, check: Check, cases: dict[str, str | None]) -> None:
    recurring = story.names("recurring")
    readings = {*story.names("readings"), TEXT}
    for number, owed in enumerate(check.duties):
        here: Path = (*path, "duties", number)
        if owed.status == "none":  # any duty of the regime may be said not to be there
            story.declared(
                k.NO_DUTY, (*here, "duty"), owed.duty, {*story.duties(story.names("procedures")), *recurring}
            )
        elif owed.duty not in recurring and story.declared(k.NO_CASE, (*here, "case"), owed.case, cases):
            duties = story.duties([cases[owed.case]])
            story.declared(k.NO_DUTY, (*here, "duty"), owed.duty, {*duties, *recurring})
        if owed.owes is not None:
            story.in_cast((*here, "owes"), owed.owes, story.offices)
        if owed.about is not None:
            story.in_cast((*here, "about"), owed.about, {*story.persons, *story.offices})
        for reading in owed.last_days or {}:
            story.declared(k.NO_READING, (*here, "last-days", reading), reading, readings)
