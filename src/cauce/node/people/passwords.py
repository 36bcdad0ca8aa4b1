"""Passwords: how they are kept, and what is wrong with one, in both languages."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from cauce.node.frame import clock
from cauce.node.frame.words import Both
from cauce.node.people.models import Account, Membership
from cauce.node.record.events import record_event

SHORTEST = 12


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane: what OWASP asks, and short, since one thread serves everybody."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1


_WRONG = {
    "password_too_short": Both(
        f"Use at least {SHORTEST} characters; a few words in a row are easy to remember.",
        f"Use al menos {SHORTEST} caracteres; unas cuantas palabras seguidas se recuerdan bien.",
    ),
    "password_too_similar": Both(
        "It is too much like your name or username.", "Se parece demasiado a su nombre o a su usuario."
    ),
    "password_too_common": Both(
        "It is on the lists that are tried first.", "Está en las listas que se prueban primero."
    ),
    "password_entirely_numeric": Both("It is digits only.", "Solo tiene dígitos."),
}


def faults(password: str, account: Account) -> list[Both]:
    """Return what is wrong with a new password; nothing if it will do."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        return [_WRONG[found.code or ""] for found in error.error_list]
    return []


def give(account: Account, password: str, by: str = "") -> None:
    """
    Give an account a password, and record that it was given: never what it is.

    `by` is the account that chose it; empty where whoever runs the node did.
    """
    account.set_password(password)
    change = {"change": "changed", "part": "password", "code": account.username}
    body = ({"by": by} if by else {}) | {"changes": [change]}
    with transaction.atomic():
        account.save()
        memberships = Membership.objects.filter(account=account).select_related("office")
        offices = {row.office_id for row in memberships if row.in_force(clock.today(row.office.zone))}
        record_event("directory", body, seen_by=offices)
