"""Who acts, for which office: worked out once for each request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from cauce.node.frame import words
from cauce.node.frame.error_pages import error_page
from cauce.node.frame.errors import NodeError
from cauce.node.people.directory import Directory, Person, directory
from cauce.node.people.models import Account, Membership, Office

OFFICE = "office"  # the key of the session


@dataclass(frozen=True, slots=True)
class Acting:
    """A person who acts for an office, the only way in which anybody does anything here."""

    account: Account
    office: Office
    membership: Membership
    offices: int  # how many they could act for
    language: str
    directory: Directory


class PeopleRequest(HttpRequest):
    """A request of whoever is signed in (`for_people`)."""

    person: Person
    acting: Acting | None


class ActingRequest(HttpRequest):
    """A request as every view that is not marked otherwise gets it."""

    person: Person
    acting: Acting


class SessionEnded(NodeError):
    """A form sent by whoever is no longer signed in."""

    code = "people.E001"
    status = 403
    says = {"en": "Your session has ended.", "es": "Su sesión terminó."}
    hint = {
        "en": "Nothing was recorded. Copy what you wrote, sign in again and send it again.",
        "es": "No se registró nada. Copie lo que escribió, vuelva a entrar y envíelo de nuevo.",
    }


class NoOffice(NodeError):
    """A person who acts for no office today."""

    code = "people.E002"
    status = 403
    says = {
        "en": "You act for no office today.",
        "es": "Hoy usted no actúa por ninguna oficina.",
    }
    hint = {
        "en": "Ask whoever runs this node whether your appointment has begun, or has ended.",
        "es": "Pregunte a quien opera este nodo si su nombramiento ya inició o terminó.",
    }


class middleware:  # noqa: N801 - named in the settings like the functions beside it
    """Sets `request.person` and `request.acting`, and keeps whoever is neither out of pages that are not for all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        person, acting = find(request)
        request.person, request.acting = person, acting  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let through whoever the view is for, and lead anybody else where they can become one."""
        if getattr(view, "open_to_all", False) or request.acting is not None:  # type: ignore[attr-defined]
            return None
        signed_in = request.person is not None  # type: ignore[attr-defined]
        if signed_in and getattr(view, "for_people", False):
            return None
        if request.method not in ("GET", "HEAD"):
            return error_page(request, NoOffice() if signed_in else SessionEnded())
        there = reverse("office" if signed_in else "sign-in")
        return redirect(f"{there}?{urlencode({'next': request.get_full_path()})}")


def find(request: HttpRequest) -> tuple[Person | None, Acting | None]:
    """Return who is signed in, and for which office they act; at most two small queries."""
    if not request.COOKIES or SESSION_KEY not in request.session:
        return None, None
    known = directory()
    person = known.person(int(request.session[SESSION_KEY]))
    if person is None or not _same_password(request, person):
        request.session.flush()
        return None, None
    code = request.session.get(OFFICE)
    memberships = person.acting_for()
    chosen = next((membership for membership in memberships if membership.office_id == code), None)
    if chosen is None:
        return person, None
    offices = len({membership.office_id for membership in memberships})
    return person, Acting(person.account, chosen.office, chosen, offices, words.language(), known)


def _same_password(request: HttpRequest, person: Person) -> bool:
    # A new password ends the sessions that began with the old one.
    given = request.session.get(HASH_SESSION_KEY, "")
    return BACKEND_SESSION_KEY in request.session and constant_time_compare(given, person.auth_hash)
