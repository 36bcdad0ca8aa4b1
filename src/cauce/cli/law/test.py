"""`cauce law test`: the scenarios beside each pack, told and held against what a lawyer expects."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cauce.cli.law.common import AsJson, Packs
from cauce.cli.packs import check, with_setting
from cauce.cli.words import count as counted
from cauce.cli.words import say

if TYPE_CHECKING:
    from cauce.law.draft import Draft, Drafts
    from cauce.law.library import Library
    from cauce.law.schema import ScenarioFile

HELP = (
    "Run the scenarios of a regime, or of all.",
    "Ejecuta los escenarios de un régimen, o de todos.",
)


@dataclass
class Told:
    """What became of one scenario."""

    file: str
    line: int
    name: str
    problems: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"file": self.file, "line": self.line, "name": self.name, "problems": self.problems}


def command(
    regime: Annotated[
        str | None,
        typer.Argument(metavar=say("REGIME", "RÉGIMEN"), help=say("All if not said.", "Todos si no se indica.")),
    ] = None,
    packs: Packs = None,
    as_json: AsJson = False,
) -> int:
    """Print what failed and return 1 if anything did."""
    from cauce.cli.output import print_json, watched

    library, files = _read(packs or [], regime)
    words = say("Scenarios", "Escenarios")
    told = [each for draft in watched(files, words, len(files)) for each in _run(library, draft)]
    failed = [each for each in told if each.problems]
    if as_json:
        print_json([each.to_json() for each in told])
    else:
        _print(told, failed)
    return 1 if failed or not told else 0


def _read(packs: list[Path], regime: str | None) -> tuple[Library, list[Draft[ScenarioFile]]]:
    """Return the law and the files of scenarios. Errors: BadPack, BadUse."""
    from cauce.law.draft import BUILTIN, read_drafts
    from cauce.law.read import library_of

    drafts: Drafts = read_drafts([BUILTIN, *with_setting(check(packs))])
    library = library_of(drafts)
    if regime is not None:
        library.regime(regime)
    files = [
        draft
        for each in drafts.regimes
        for draft in each.scenarios
        if draft.model is not None and regime in (None, draft.model.regime)
    ]
    return library, files


def _run(library: Library, draft: Draft[ScenarioFile]) -> list[Told]:
    from cauce.case.scenarios import run_scenarios

    if draft.model is None:
        return []
    outcomes = run_scenarios(library, draft.model)
    return [
        Told(draft.name, draft.node.find(("scenarios", number)).line, outcome.name, list(outcome.problems))
        for number, outcome in enumerate(outcomes)
    ]


_STORIES = (("scenario", "scenarios"), ("escenario", "escenarios"))
_FAILED = (("failed", "failed"), ("fallido", "fallidos"))


def _print(told: list[Told], failed: list[Told]) -> None:
    from cauce.cli.output import err

    for each in failed:
        print(f"{each.file}:{each.line}: {each.name}")
        for problem in each.problems:
            print(f"    {problem}")
    count, wrong = len(told), len(failed)
    err().print(
        f"{counted(count, *_STORIES)}, {counted(wrong, *_FAILED)}." if told
        else say("There are no scenarios.", "No hay escenarios.")
    )  # fmt: skip
