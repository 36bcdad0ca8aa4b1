"""Going through a long list by the key of its last row, so that a late page costs what the first one does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.http import HttpRequest
from django.utils.http import urlencode

Item = TypeVar("Item")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list; `older` is the address of the next one."""

    items: Sequence[Item]
    older: str = ""
    first: str = ""


def page_of(rows: Sequence[Item], size: int, request: HttpRequest, key: str, after: Sequence[str]) -> Page[Item]:
    """Return a page of rows, of which one more than `size` was read; `after` names the last row shown."""
    values = queries(request)
    first = address(request, {name: value for name, value in values.items() if name != key}) if key in values else ""
    if len(rows) <= size:
        return Page(rows, "", first)
    return Page(rows[:size], address(request, values | {key: "_".join(after)}), first)


def queries(request: HttpRequest) -> dict[str, str]:
    """Return what the address asks for, the last of each name, without what cannot be seen."""
    found = {name: _UNSEEN.sub("", str(value)).strip()[:200] for name, value in request.GET.dict().items()}
    return {name: value for name, value in found.items() if value}


def address(request: HttpRequest, values: Mapping[str, str]) -> str:
    """Return this page's address with another query."""
    return f"{request.path}?{urlencode(values)}" if values else request.path


def day_in(values: Mapping[str, str], name: str) -> date | None:
    """Return a day that the address gives; None if it is not there or is none."""
    try:
        return date.fromisoformat(values.get(name, ""))
    except ValueError:
        return None


def number_in(text: str) -> int:
    """Return a number of up to eighteen digits, 0 if it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
