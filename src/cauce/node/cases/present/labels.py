"""What the law calls the fields of a form, told by the address of the form alone: the database may be away."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import Resolver404, resolve

from cauce.law.library import Version
from cauce.node.cases.forms import OTHER
from cauce.node.cases.world import library
from cauce.node.frame.words import pick, say

_FORMS = ("act", "open-case")


def label_of(path: str, name: str) -> str | None:
    """Return the title of a field of the form at this path in the reader's language; None if it is no act's form."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    if found.url_name not in _FORMS:
        return None
    field = name.removesuffix(OTHER)
    title = _title(field, found.kwargs["act"], found.kwargs.get("regime", ""))
    if title and field != name:
        return say("{title}, not on the register", "{title}, sin registro", title=title)
    return title


def _title(field: str, act: str, regime: str) -> str | None:
    """Return the title under the newest version whose act of this name has the field."""
    for version in _newest_first(regime):
        for procedure in version.file.procedures.values():
            law = procedure.acts.get(act)
            if law is not None and field in (*law.fields, *law.optional):
                return pick(version.file.fields[field].title)
    return None


def _newest_first(regime: str) -> Iterator[Version]:
    for each in library().regimes.values():
        if regime in ("", each.id):
            yield from reversed(each.versions)
