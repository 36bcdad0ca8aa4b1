"""The answers of a form as its last look shows them."""

from __future__ import annotations

from cauce.case.judge import Judged
from cauce.node.cases.forms import Form, Typed
from cauce.node.cases.present.seen import before_filing
from cauce.node.cases.present.values import Shelf, row_of
from cauce.node.frame.parts import Row


def check_rows(form: Form, judged: Judged) -> list[Row]:
    """Return every answer that is filed, each with the way back to its question."""
    form.names.learn(str(judged.fields[name]) for name in judged.fields if form.fields[name].type == "person")
    regime = form.world.library.regime(form.version.regime.regime)
    seen = before_filing(form.office, regime, form.procedure, form.world)
    shelf = Shelf(form.version, form.procedure, form.names, form.world, form.state, judged.judgement.day, seen)
    return [
        row_of(name, judged.fields[name], shelf, change=f"?#field-{name}")
        for name in form.fields
        if name in judged.fields
    ]


def hidden_of(typed: Typed) -> list[tuple[str, str]]:
    """Return what was typed as inputs that are not seen."""
    return [(name, part) for name, value in typed.items() for part in (value if isinstance(value, list) else [value])]
