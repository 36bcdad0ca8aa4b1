"""Signing in and out, choosing an office, a new password."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

from django.contrib.auth import HASH_SESSION_KEY, authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cauce.node.frame import words
from cauce.node.frame.access import for_people, open_to_all, safe_next
from cauce.node.frame.parts import Field, Problem
from cauce.node.frame.words import Both
from cauce.node.people import device, passwords, signin, throttle
from cauce.node.people.acting import OFFICE, NoOffice, PeopleRequest
from cauce.node.people.directory import directory
from cauce.node.people.models import Account
from cauce.node.record.errors import RecordHalted, RecordRolledBack
from cauce.node.record.events import record_event

log = logging.getLogger(__name__)

USERNAME = Both("Username", "Usuario")
WRONG = Both("The username or the password is not right.", "El usuario o la contraseña no son correctos.")
MISSING = Both("Write both, the username and the password.", "Escriba el usuario y la contraseña.")


def label_of(path: str, name: str) -> Both | None:
    """Return what a form of these pages calls an input; None if it is no input of theirs."""
    return USERNAME if name == "username" and path == reverse("sign-in") else None


@open_to_all
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for username and password, and let the person in."""
    there = safe_next(request.POST.get("next") or request.GET.get("next"), reverse("home"))
    if request.method != "POST":
        return _sign_in_page(request, there)
    username, password = request.POST.get("username", "")[:200], request.POST.get("password", "")[:1000]
    if not username.strip() or not password:
        return _sign_in_page(request, there, username, MISSING)
    attempt = signin.attempt_of(request, username)
    if seconds := throttle.seconds_to_wait(attempt):
        return _waiting(_sign_in_page(request, there, username, _wait(seconds), status=429), seconds)
    account = authenticate(request, username=username, password=password)
    if not isinstance(account, Account):
        throttle.note_failure(attempt)
        return _sign_in_page(request, there, username, WRONG)
    throttle.forget_failures(attempt)
    response = enter(request, account, there)
    device.remember(request, response, username)
    return response


def _wait(seconds: int) -> Both:
    """Return for how long nobody looks at another password here."""
    if seconds < 60:
        en, es = (f"{seconds} seconds", f"{seconds} segundos") if seconds > 1 else ("1 second", "1 segundo")
    else:
        minutes = -(-seconds // 60)
        en, es = (f"{minutes} minutes", f"{minutes} minutos") if minutes > 1 else ("1 minute", "1 minuto")
    return Both(
        f"Too many attempts. Wait {en} and try again.", f"Demasiados intentos. Espere {es} e inténtelo de nuevo."
    )


def _waiting(response: HttpResponse, seconds: int) -> HttpResponse:
    response.headers["Retry-After"] = str(seconds)
    return response


def enter(request: HttpRequest, account: Account, there: str, office: str = "") -> HttpResponse:
    """Begin the session of a person who has shown who they are, for this office if it is named, and send them on."""
    login(request, account, backend="cauce.node.people.signin.Backend")
    person = directory().person(account.pk)
    offices = {membership.office_id for membership in person.acting_for(office)} if person else set()
    if len(offices) != 1:
        return redirect(f"{reverse('office')}?{urlencode({'next': there})}")
    _act_for(request, account, offices.pop())
    return redirect(there)


def _act_for(request: HttpRequest, account: Account, office: str) -> None:
    """Let a session act for an office: with its entry in the record or not at all, unless nothing can be recorded."""
    try:
        record_event("sign-in", {"account": account.username, "office": office}, seen_by=[office])
    except (RecordHalted, RecordRolledBack):  # they come to read: who files is refused, and pages say why
        log.warning("sign-in of %s for %s while the record is halted: not recorded", account.username, office)
    request.session[OFFICE] = office


@open_to_all
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; opened as a page, ask first."""
    if request.method != "POST":
        return render(request, "people/sign_out.html")
    logout(request)
    return redirect("sign-in")


@for_people
def choose_office(request: PeopleRequest) -> HttpResponse:
    """Let a person choose the office that they act for."""
    there = safe_next(request.POST.get("next") or request.GET.get("next"), reverse("home"))
    memberships = request.person.acting_for()
    if not memberships:
        raise NoOffice
    if request.method == "POST":
        chosen = request.POST.get("office", "")
        if chosen in {membership.office_id for membership in memberships}:
            _act_for(request, request.person.account, chosen)
            return redirect(there)
    return render(request, "people/office.html", {"memberships": memberships, "next": there})


@for_people
def change_password(request: PeopleRequest) -> HttpResponse:
    """Take a new password from whoever gives the old one."""
    if request.method != "POST":
        return _password_page(request, [])
    account = Account.objects.get(pk=request.person.account.pk)
    old, new = request.POST.get("old-password", ""), request.POST.get("new-password", "")
    attempt = throttle.within(str(request.session.session_key))
    if seconds := throttle.seconds_to_wait(attempt):
        return _waiting(_password_page(request, [Problem("old-password", _wait(seconds))], status=429), seconds)
    problems = []
    if not account.check_password(old):
        throttle.note_failure(attempt)
        problems = [Problem("old-password", WRONG_OLD)]
    problems += [Problem("new-password", fault) for fault in passwords.faults(new, account)]
    if problems:
        return _password_page(request, problems)
    throttle.forget_failures(attempt)
    passwords.give(account, new, by=account.username)
    # This session goes on under another name; every other one ends, for it began with the old password.
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    return render(request, "people/password_changed.html")


WRONG_OLD = Both("This is not your present password.", "Esta no es su contraseña actual.")


def _password_page(request: HttpRequest, problems: list[Problem], status: int = 200) -> HttpResponse:
    wrong = {problem.field: words.pick(problem.text) for problem in reversed(problems)}
    fields = [
        Field(
            "old-password",
            Both("Present password", "Contraseña actual"),
            "password",
            error=wrong.get("old-password", ""),
            autocomplete="current-password",
        ),
        Field(
            "new-password",
            Both("New password", "Contraseña nueva"),
            "password",
            error=wrong.get("new-password", ""),
            autocomplete="new-password",
            help=Both(
                f"At least {passwords.SHORTEST} characters; a few words in a row will do.",
                f"Al menos {passwords.SHORTEST} caracteres; bastan unas cuantas palabras seguidas.",
            ),
        ),
    ]
    return render(request, "people/password.html", {"fields": fields, "problems": problems}, status=status)


def _sign_in_page(
    request: HttpRequest, there: str, username: str = "", problem: Both | None = None, status: int = 200
) -> HttpResponse:
    fields = [
        Field("username", USERNAME, value=username, autocomplete="username"),
        Field("password", Both("Password", "Contraseña"), "password", autocomplete="current-password"),
    ]
    problems = [Problem("username", problem)] if problem else []
    context = {"fields": fields, "problems": problems, "next": there}
    return render(request, "people/sign_in.html", context, status=status)
