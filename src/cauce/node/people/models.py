"""The directory of this node: accounts, offices, their keys, and who acts for which office."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models, transaction

from cauce.node.frame.words import Both

CODE = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
#: codes that no office can have: keys/record.key is the record's
RESERVED = frozenset({"record"})


def check_code(code: str) -> None:
    """Raise ValidationError unless the code is lower-case words joined by hyphens or dots, and not the node's own."""
    if not CODE.fullmatch(code) or code in RESERVED:
        raise ValidationError(f"{code!r} is not lower-case words joined by hyphens", code="people.code")


def in_force(since: date, until: date | None, day: date) -> bool:
    """Whether the day lies in the span; both ends belong to it."""
    return since <= day and (until is None or day <= until)


class Stamp(models.Model):
    """One row: a number that is another one after every change of the directory."""

    number = models.BigIntegerField()

    class Meta:
        db_table = "people_stamp"

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def renew(cls) -> None:
        """Say that the directory has changed. At random, so that a change undone never looks like another."""
        cls.objects.update_or_create(pk=1, defaults={"number": secrets.randbits(62)})


class Listed(models.Model):
    """A row of the directory, whose every change renews the stamp."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it and renew the stamp, both or neither."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            Stamp.renew()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove it and renew the stamp, both or neither."""
        with transaction.atomic():
            gone = super().delete(*args, **kwargs)
            Stamp.renew()
            return gone


class AccountManager(BaseUserManager["Account"]):
    """Accounts, found by their username however it was typed."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account of this username."""
        name = (username or "").strip().lower()
        if not name.isprintable():  # a NUL, say, which PostgreSQL would not even look for
            raise Account.DoesNotExist
        return self.get(username=name)


class Account(Listed, AbstractBaseUser):
    """A person who can sign in."""

    username = models.CharField(max_length=64, unique=True)
    full_name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=[("es", "Español"), ("en", "English")], default="es")
    is_active = models.BooleanField(default=True)
    last_login = None

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, the username in lower case."""
        self.username = self.username.strip().lower()
        super().save(*args, **kwargs)


class Office(Listed):
    """Who acts: a ministry, an agency, a panel, a mission. Its code is the same in acts, URLs and files."""

    code = models.CharField(max_length=64, primary_key=True, validators=[check_code])
    #: office kinds that packs declare, as "regime/kind"
    kinds = models.JSONField(default=list)
    #: ISO 3166-1 code of the state whose office it is
    state = models.CharField(max_length=2)
    title_en = models.CharField(max_length=200)
    title_es = models.CharField(max_length=200)
    zone = models.CharField(max_length=64)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> Both:
        """Its name in both languages."""
        return Both(self.title_en, self.title_es)

    def in_force(self, day: date) -> bool:
        """Whether it exists on this day."""
        return in_force(self.since, self.until, day)

    def is_a(self, kind: str) -> bool:
        """Whether a pack's kind, as "regime/kind", is among its own."""
        return kind in self.kinds

    def clean(self) -> None:
        """Raise ValidationError for an unknown zone or an end before the start."""
        try:
            ZoneInfo(self.zone)
        except (OSError, KeyError, ValueError) as error:
            raise ValidationError({"zone": f"{self.zone!r} is not a time zone"}) from error
        if self.until is not None and self.until < self.since:
            raise ValidationError({"until": "it ends before it begins"})


class OfficeKey(Listed):
    """A public key that an office signs with, or signed with; the private one is in a file (`people.keys`)."""

    #: see `people.keys.key_id`
    id = models.CharField(max_length=32, primary_key=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="keys")
    #: Ed25519, 32 octets, base64
    public = models.CharField(max_length=44)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["office", "since"]

    def __str__(self) -> str:
        return f"{self.office_id} {self.id}"


class Membership(Listed):
    """That a person acts for an office from one day to another, both included, by the office's own clock."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="memberships")
    office = models.ForeignKey(Office, models.PROTECT, related_name="memberships")
    role_en = models.CharField(max_length=120, blank=True)
    role_es = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["office", "since"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.office_id} {self.since}–{self.until or ''}"

    @property
    def role(self) -> Both:
        """What the person is in the office, in both languages."""
        return Both(self.role_en, self.role_es)

    def in_force(self, day: date) -> bool:
        """Whether the person acts for the office on this day."""
        return in_force(self.since, self.until, day) and self.office.in_force(day)


class SignInFailure(models.Model):
    """How often a password was wrong lately at one door (`throttle`); only a digest of what the door is, is kept."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(db_index=True)
    last = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.failures}"


def listed(rows: Iterable[Listed]) -> None:
    """Store many rows of the directory and renew the stamp once."""
    with transaction.atomic():
        by_model: dict[type[Listed], list[Listed]] = {}
        for row in rows:
            by_model.setdefault(type(row), []).append(row)
        for model, found in by_model.items():
            model._default_manager.bulk_create(found)
        Stamp.renew()
