"""Making a file whole enough that the rest of it can still be checked; what was wrong is already a finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic_core import ErrorDetails

#: stands in for a citation that is missing
REPAIRED = "repaired"
_TEXTS = ("title", "summary", "says", "silence", "basis", "weakness", "touches", "by")
#: maps whose entries others name: without one of them the rest would be full of findings that are not true
_NAMED = (
    "acts", "stages", "offices", "fields", "readings", "parameters", "standings", "procedures", "duties", "sources",
    "places", "days", "recurring",
)  # fmt: skip
_PLACEHOLDER = {"en": "…", "es": "…"}


def repair(plain: Any, details: Iterable[ErrorDetails]) -> bool:
    """Mend in place what each detail says is wrong; say whether all of it could be mended."""
    mended = [_mend(plain, detail) for detail in details]
    return all(mended)


def _mend(plain: Any, detail: ErrorDetails) -> bool:
    steps = _existing(plain, detail["loc"])
    here: Any = plain
    for step in steps:
        here = here[step]
    last = detail["loc"][-1] if detail["loc"] else ""
    if detail["type"] == "missing" and isinstance(here, dict):
        return _supply(here, str(last))
    if last in ("en", "es") and steps and steps[-1] == last:
        _holder(plain, steps)[last] = "…"
        return True
    return _drop(plain, steps)


def _existing(plain: Any, loc: tuple[int | str, ...]) -> list[Any]:
    """Return the steps of a path that exist, those that do not being passed over."""
    here, steps = plain, []
    for step in loc:
        in_list = isinstance(here, list) and isinstance(step, int) and step < len(here)
        if in_list or (isinstance(here, dict) and step in here):
            here = here[step]
            steps.append(step)
    return steps


def _holder(plain: Any, steps: list[Any]) -> Any:
    for step in steps[:-1]:
        plain = plain[step]
    return plain


def _supply(here: dict[str, Any], key: str) -> bool:
    if key in ("en", "es"):
        here[key] = "…"
    elif key == "source":
        here[key] = REPAIRED
    elif key in _TEXTS:
        here[key] = dict(_PLACEHOLDER)
    elif key == "at-end":
        here[key] = "nothing"
    else:
        return False
    return True


def _drop(plain: Any, steps: list[Any]) -> bool:
    """Leave the wrong value out, with the nearest key that holds it."""
    while steps and not isinstance(steps[-1], str):
        steps = steps[:-1]
    if not steps or (len(steps) > 1 and steps[-2] in _NAMED):
        return False
    _holder(plain, steps).pop(steps[-1], None)
    return True
