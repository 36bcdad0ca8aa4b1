"""The directory: offices, their keys, and what is kept of it in memory."""

import stat
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cauce.node.frame.errors import KeyMissing
from cauce.node.frame.words import Both
from cauce.node.people import keys
from cauce.node.people.directory import directory
from cauce.node.people.models import Account, Membership, Office, OfficeKey, Stamp
from cauce.node.people.offices import appoint, create_account, create_office
from tests.node.people.cast import START, Cast

TITLE = Both("Office", "Oficina")
KINDS = ["mx-lsn/sre"]


def test_an_office_is_made_with_its_key(cast: Cast) -> None:
    """The private one is for the node's user only; the public one, dated, is in the directory."""
    row = OfficeKey.objects.get(office="gan")
    key = keys.signing_key("gan")
    assert (row.id, row.public, row.since) == (keys.key_id(keys.public_bytes(key)), keys.public_text(key), START)
    file = Path(settings.CAUCE.data) / "keys" / "gan.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----")


def test_what_one_key_signs_its_public_half_verifies(cast: Cast) -> None:
    """And the same key is found every time."""
    signature = keys.signing_key("gan").sign(b"act")
    keys.signing_key("gan").public_key().verify(signature, b"act")


def test_an_office_interrupted_half_way_keeps_the_key_it_has(db: None) -> None:
    """A process killed after the key and before the row leaves nothing to clean up."""
    key = keys.make_key("half-way")
    office = create_office("half-way", KINDS, "MX", TITLE, zone="America/Tijuana", since=START)
    assert office.keys.get().public == keys.public_text(key)


def test_an_office_without_its_key_cannot_sign(db: None) -> None:
    """The error names the office and what to bring back."""
    with pytest.raises(KeyMissing, match=r"(?s)node\.E011.*elsewhere"):
        keys.signing_key("elsewhere")


@pytest.mark.parametrize(
    ("code", "zone", "until"),
    [
        ("Con Espacios", "America/Mexico_City", None),
        ("../escape", "America/Mexico_City", None),
        ("", "America/Mexico_City", None),
        ("ok", "America/Tenochtitlan", None),
        ("ok", "America/Mexico_City", START - timedelta(days=1)),
    ],
)
def test_an_office_that_cannot_be_is_refused_before_its_key_is_made(
    db: None, code: str, zone: str, until: date | None
) -> None:
    """Neither row nor file is left."""
    with pytest.raises(ValidationError):
        create_office(code, KINDS, "MX", TITLE, zone=zone, since=START, until=until)
    assert not Office.objects.exists()
    assert not (Path(settings.CAUCE.data) / "keys" / "ok.key").exists()


def test_a_membership_cannot_end_before_it_begins(cast: Cast) -> None:
    """The database itself refuses it."""
    with pytest.raises(IntegrityError), transaction.atomic():
        appoint(cast.owner, cast.panel, since=START, until=START - timedelta(days=1))


def test_a_username_is_one_however_it_is_written(cast: Cast) -> None:
    """Another person cannot take it in capitals."""
    with pytest.raises(IntegrityError), transaction.atomic():
        create_account("OWNER", "Otra Persona")


def test_the_directory_is_kept_until_something_changes(cast: Cast) -> None:
    """A look costs one query; any change of office, person, key or membership is seen by the next."""
    first = directory()
    with CaptureQueriesContext(connection) as asked:
        assert directory() is first
    assert len(asked) == 1
    for change in (
        cast.panel.save,
        cast.owner.save,
        Membership.objects.filter(account=cast.owner).first().save,  # type: ignore[union-attr]
        OfficeKey.objects.first().save,  # type: ignore[union-attr]
    ):
        before = directory()
        change()
        assert directory() is not before


def test_a_change_that_is_undone_leaves_no_trace(cast: Cast) -> None:
    """What was kept inside the transaction is not taken for what is there after it."""
    with transaction.atomic():
        create_office("ghost", KINDS, "MX", TITLE, zone="America/Mexico_City", since=START)
        assert directory().office("ghost") is not None
        transaction.set_rollback(True)
    assert directory().office("ghost") is None
    create_office("other", KINDS, "MX", TITLE, zone="America/Mexico_City", since=START)
    assert directory().office("ghost") is None
    assert directory().office("other") is not None


@pytest.mark.parametrize(("day", "found"), [(-1, False), (0, True), (10, True), (11, False)])
def test_offices_of_a_kind_are_those_in_force_that_day(db: None, day: int, found: bool) -> None:
    """The day before the first, the first, the last and the day after it."""
    create_office(
        "brief",
        ["mx-lsn/panel"],
        "MX",
        TITLE,
        zone="America/Mexico_City",
        since=START,
        until=START + timedelta(days=10),
    )
    offices = directory().of_kind("mx-lsn/panel", START + timedelta(days=day))
    assert bool(offices) is found
    assert directory().of_kind("mx-lsn/sre", START) == []


def test_a_person_unknown_or_closed_is_nobody(cast: Cast) -> None:
    """Both are None."""
    Account.objects.filter(pk=cast.owner.pk).update(is_active=False)
    Stamp.renew()
    assert directory().person(cast.owner.pk) is None
    assert directory().person(10**9) is None
