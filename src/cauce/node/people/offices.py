"""How offices and people come into the directory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from cauce.node.frame.words import Both
from cauce.node.people import keys
from cauce.node.people.models import Account, Membership, Office, OfficeKey

NO_ROLE = Both("", "")


def create_office(
    code: str,
    kinds: Sequence[str],
    state: str,
    title: Both,
    *,
    zone: str,
    since: date,
    until: date | None = None,
) -> Office:
    """
    Enter an office in the directory and make its signing key.

    Errors: ValidationError of Django for a code, a zone or dates that cannot be; BadFolder.
    """
    office = Office(
        code=code,
        kinds=list(kinds),
        state=state,
        title_en=title.en,
        title_es=title.es,
        zone=zone,
        since=since,
        until=until,
    )
    office.full_clean()
    # The key is on the disk before the office is in the database: an office without a key never exists.
    key = keys.make_key(code)
    with transaction.atomic():
        office.save(force_insert=True)
        OfficeKey.objects.create(
            id=keys.key_id(keys.public_bytes(key)), office=office, public=keys.public_text(key), since=since
        )
    return office


def create_account(username: str, full_name: str, password: str | None = None, *, language: str = "es") -> Account:
    """Enter a person; without a password they cannot sign in until they are given one."""
    account = Account(username=username, full_name=full_name, language=language)
    account.set_password(password)
    account.save(force_insert=True)
    return account


def appoint(
    account: Account, office: Office | str, *, since: date, until: date | None = None, role: Both = NO_ROLE
) -> Membership:
    """Let a person act for an office from one day to another, both included."""
    return Membership.objects.create(
        account=account,
        office_id=office if isinstance(office, str) else office.code,
        since=since,
        until=until,
        role_en=role.en,
        role_es=role.es,
    )
