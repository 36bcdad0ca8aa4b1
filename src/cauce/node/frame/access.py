"""Who may open a page before anybody has looked at what is on it, and where a page may send them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.http import url_has_allowed_host_and_scheme

View = TypeVar("View", bound=Callable[..., Any])


def open_to_all(view: View) -> View:
    """Mark a view that whoever is not signed in may open; every other view is for people who act for an office."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def for_people(view: View) -> View:
    """Mark a view for whoever is signed in, whether or not they have chosen an office."""
    view.for_people = True  # type: ignore[attr-defined]
    return view


def safe_next(wanted: str | None, otherwise: str) -> str:
    """Return where a person wanted to go if that is a path of this site, else the other place."""
    if wanted and wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return otherwise
