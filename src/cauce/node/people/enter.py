"""Entering a directory file: all of it or nothing, and the same file twice changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from django.db import transaction

from cauce.law.findings import Finding
from cauce.law.library import Library
from cauce.node.frame.errors import NodeError
from cauce.node.frame.words import Both
from cauce.node.people.models import Account, Listed, Membership, Office
from cauce.node.people.offices import create_office
from cauce.node.people.passwords import faults
from cauce.node.people.roster import AccountInFile, Known, OfficeInFile, Roster, read_roster
from cauce.node.register.models import Person


class BadDirectory(NodeError):
    """A directory file with something wrong in it: nothing of it was entered."""

    code: ClassVar[str] = "directory.E001"
    says = {
        "en": "{file} has {count} findings; nothing was entered.",
        "es": "{file} tiene observaciones ({count}); no se registró nada.",
    }
    hint = {"en": "Correct them and load the file again.", "es": "Corríjalas y cargue de nuevo el archivo."}

    def __init__(self, findings: Sequence[Finding], **values: object) -> None:
        self.findings = findings
        super().__init__(**values)


class NoSuchAccount(NodeError):
    """A username that nobody has."""

    code: ClassVar[str] = "directory.E002"
    says = {"en": "There is no account “{name}”.", "es": "No existe la cuenta «{name}»."}
    hint = {
        "en": "Enter it with “cauce directory load” first.",
        "es": "Regístrela antes con «cauce directory load».",
    }


class PasswordTooWeak(NodeError):
    """A password that would not do."""

    code: ClassVar[str] = "directory.E003"
    says = {"en": "{fault_en}", "es": "{fault_es}"}
    hint = {"en": "Choose another, or use --generate.", "es": "Elija otra o use --generate."}


#: what was done to how many: ("offices", "new"), ("accounts", "changed"), ("persons", "same")
Done = Counter[tuple[str, str]]


def load(path: Path, library: Library) -> Done:
    """Enter a directory file. Errors: BadDirectory; then nothing has changed."""
    with transaction.atomic():
        roster, findings = read_roster(path, _known(), library)
        if findings or roster is None:
            raise BadDirectory(findings, file=path, count=len(findings))
        return _enter(roster)


def _known() -> Known:
    offices = list(Office.objects.all())
    return Known(
        {office.code: office.state for office in offices},
        dict(Person.objects.values_list("code", "state")),
        [(kind, office.code, office.since, office.until) for office in offices for kind in office.kinds],
    )


def _enter(roster: Roster) -> Done:
    done: Done = Counter()
    for code, office in roster.offices.items():
        done["offices", _office(code, office)] += 1
    for username, account in roster.accounts.items():
        done["accounts", _account(username, account)] += 1
    for code, person in roster.persons.items():
        done["persons", _put(Person(code=code), {"code": code}, person.model_dump())] += 1
    return done


def _office(code: str, office: OfficeInFile) -> str:
    title = Both(office.title.en, office.title.es)
    if not Office.objects.filter(code=code).exists():
        create_office(code, office.kinds, office.state, title, zone=office.zone, since=office.since, until=office.until)
        return "new"
    values = office.model_dump(exclude={"title"}) | {"title_en": title.en, "title_es": title.es}
    return _put(Office(code=code), {"code": code}, values)


def _account(username: str, account: AccountInFile) -> str:
    new = Account()
    new.set_password(None)  # until they are given one, they cannot sign in
    values = {"full_name": account.name, "language": account.language, "is_active": not account.closed}
    outcomes = {_put(new, {"username": username}, values)}
    row = Account.objects.get_by_natural_key(username)
    for each in account.acts_for:
        key = {"account": row, "office_id": each.office, "since": each.since}
        role = each.role or Both("", "")
        outcomes.add(_put(Membership(), key, {"until": each.until, "role_en": role.en, "role_es": role.es}))
    if "new" in outcomes and len(outcomes) == 1:
        return "new"
    return "same" if outcomes == {"same"} else "changed"


def _put(new: Listed, key: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """Store a row under a key, unless it is there just so: "new", "changed" or "same"."""
    found = type(new)._default_manager.filter(**key).first()
    row: Listed = found or new
    wanted = dict(values) if found else {**key, **values}
    if found and all(getattr(row, name) == value for name, value in wanted.items()):
        return "same"
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save()
    return "changed" if found else "new"


def set_password(username: str, password: str) -> None:
    """Give an account a password. Errors: NoSuchAccount, PasswordTooWeak."""
    account = Account.objects.filter(username=username.strip().lower()).first()
    if account is None:
        raise NoSuchAccount(name=username[:64])
    for fault in faults(password, account):
        raise PasswordTooWeak(fault_en=fault.en, fault_es=fault.es)
    account.set_password(password)
    account.save()
