"""The expectations that acts offended and kept, as the law page counts them and the list of cases finds them."""

from __future__ import annotations

from datetime import date

from cauce.case.act import Act
from cauce.node.cases.models import Case, Flag
from cauce.node.cases.sql import insert, run


def write(case: Case, act: Act) -> None:
    """Write what an act offends, and count it with what it keeps."""
    judgement = act.judgement
    if not (judgement.flags or judgement.keeps):
        return
    under, procedure = judgement.under, act.procedure
    if judgement.flags:
        day = date.fromisoformat(judgement.day)
        rows = [(case, act.number, under, procedure, rule, day) for rule in judgement.flags]
        insert(Flag, ("case", "number", "under", "procedure", "rule", "day"), rows)
    counted = [(under, procedure, rule, 0, 1) for rule in judgement.flags]
    counted += [(under, procedure, rule, 1, 0) for rule in judgement.keeps]
    values = [value for row in counted for value in row]
    run(f"{_COUNT} {', '.join(['(%s, %s, %s, %s, %s)'] * len(counted))} {_ADD}", values)


_COUNT = "INSERT INTO case_tally (under, procedure, rule, kept, flagged) VALUES"
_ADD = (
    "ON CONFLICT (under, procedure, rule) DO UPDATE SET "
    "kept = case_tally.kept + excluded.kept, flagged = case_tally.flagged + excluded.flagged"
)
