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
from cauce.node.people.changes import Changes, Outcome, record_changes
from cauce.node.people.models import Account, Listed, Membership, Office
from cauce.node.people.offices import create_office
from cauce.node.people.passwords import faults, give
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
        done, changes = _enter(roster)
        record_changes(changes)
        return done


def _known() -> Known:
    offices = list(Office.objects.all())
    return Known(
        {office.code: office.state for office in offices},
        dict(Person.objects.values_list("code", "state")),
        [(kind, office.code, office.since, office.until) for office in offices for kind in office.kinds],
    )


def _enter(roster: Roster) -> tuple[Done, Changes]:
    done: Done = Counter()
    changes = Changes()
    for code, office in roster.offices.items():
        done["offices", changes.add(_office(code, office), "office", code)] += 1
    for username, account in roster.accounts.items():
        done["accounts", _account(username, account, changes)] += 1
    for code, person in roster.persons.items():
        outcome = _put(Person(code=code), {"code": code}, person.model_dump())
        done["persons", changes.add(outcome, "person", code)] += 1
    return done, changes


def _office(code: str, office: OfficeInFile) -> Outcome:
    title = Both(office.title.en, office.title.es)
    if not Office.objects.filter(code=code).exists():
        create_office(code, office.kinds, office.state, title, zone=office.zone, since=office.since, until=office.until)
        return Outcome("new")
    values = office.model_dump(exclude={"title"}) | {"title_en": title.en, "title_es": title.es}
    return _put(Office(code=code), {"code": code}, values)


def _account(username: str, account: AccountInFile, changes: Changes) -> str:
    new = Account()
    new.set_password(None)  # until they are given one, they cannot sign in
    values = {"full_name": account.name, "language": account.language, "is_active": not account.closed}
    outcomes = {changes.add(_put(new, {"username": username}, values), "account", username)}
    row = Account.objects.get_by_natural_key(username)
    for each in account.acts_for:
        key = {"account": row, "office_id": each.office, "since": each.since}
        role = each.role or Both("", "")
        outcome = _put(Membership(), key, {"until": each.until, "role_en": role.en, "role_es": role.es})
        where = {"office": each.office, "since": each.since.isoformat()}
        outcomes.add(changes.add(outcome, "appointment", username, **where))
    if "new" in outcomes and len(outcomes) == 1:
        return "new"
    return "same" if outcomes == {"same"} else "changed"


def _put(new: Listed, key: Mapping[str, Any], values: Mapping[str, Any]) -> Outcome:
    """Store a row under a key, unless it is there just so."""
    found = type(new)._default_manager.filter(**key).first()
    row: Listed = found or new
    wanted = dict(values) if found else {**key, **values}
    other = [name for name, value in wanted.items() if getattr(row, name) != value] if found else []
    if found and not other:
        return Outcome("same")
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save()
    return Outcome("changed", tuple(other)) if found else Outcome("new")


def set_password(username: str, password: str) -> None:
    """Give an account a password. Errors: NoSuchAccount, PasswordTooWeak."""
    account = Account.objects.filter(username=username.strip().lower()).first()
    if account is None:
        raise NoSuchAccount(name=username[:64])
    for fault in faults(password, account):
        raise PasswordTooWeak(fault_en=fault.en, fault_es=fault.es)
    give(account, password)
