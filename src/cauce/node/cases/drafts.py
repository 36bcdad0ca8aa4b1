"""What somebody has typed and not filed: kept on every way but filing, offered when they come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cauce.node.cases.forms import Form, Typed
from cauce.node.cases.models import Case, FormDraft
from cauce.node.cases.sql import run
from cauce.node.frame import clock

if TYPE_CHECKING:
    from cauce.node.cases.views.sheet import Sheet

#: characters of one form that are kept
MOST = 60_000
#: kinds of answer that stay the same from one act of a case to the next
_LASTING = {"person", "place", "places", "day", "month", "time", "office", "country"}


def keep(sheet: Sheet, typed: Typed) -> bool:
    """Keep what was typed; False if it is more than a form can hold."""
    if sum(len(part) for value in typed.values() for part in (value if isinstance(value, list) else [value])) > MOST:
        return False
    # PostgreSQL's JSON cannot hold a NUL, which nobody types.
    clean = {name: _clean(value) for name, value in typed.items()}
    FormDraft.objects.update_or_create(**sheet.key(), defaults={"answers": clean, "saved_at": clock.now()})
    if sheet.case and Case.objects.filter(pk=sheet.case.pk, erased=True).exists():
        forget(sheet)  # the case was erased while somebody typed: nothing of it is kept
    return True


def forget(sheet: Sheet) -> None:
    """Drop what was kept."""
    key = sheet.key() | {"account": sheet.acting.account.pk}
    named = " AND ".join(f"{'account_id' if name == 'account' else name} = %s" for name in key)
    run(f"DELETE FROM case_draft WHERE {named}", list(key.values()))  # noqa: S608 - names of ours


def _clean(value: str | list[str]) -> str | list[str]:
    return value.replace("\x00", "") if isinstance(value, str) else [part.replace("\x00", "") for part in value]


def known_answers(form: Form) -> dict[str, object]:
    """
    Return what the case already says, for fields that ask for it again.

    The same facts told again by the same office (a report of what it recorded) are offered whole; of another office's
    acts only days, places and persons that the form requires.
    """
    found: dict[str, object] = {}
    if form.law.corrects:
        return found
    for number in range(1, form.state.number + 1):
        act = form.state.acts[number - 1]
        same = act.by == form.office and bool(form.law.dated_by) and form.law.dated_by in act.fields
        for name, value in form.state.fields_of(number).items():
            described = form.fields.get(name)
            if described is None or described.type in ("act", "duty", "long-text"):
                continue
            if same or (name in form.law.fields and described.type in _LASTING and not form.law.votes):
                found[name] = value
    return found
