"""The fixed cast: an owner, a colleague in the same office, an outsider, and somebody with two offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.test import Client

from cauce.node.frame.words import Both
from cauce.node.people.models import Account, Office
from cauce.node.people.offices import appoint, create_account, create_office

PASSWORD = "tres tristes tigres trigaban"
START = date(2020, 1, 1)


@dataclass(frozen=True)
class Cast:
    """Who is who in the tests of people and access."""

    prosecutor: Office
    panel: Office
    owner: Account
    colleague: Account
    outsider: Account
    twice: Account


def make_cast() -> Cast:
    """Enter the cast in the directory."""
    prosecutor = create_office(
        "fge-chh",
        ["mx-lsn/public-body"],
        "MX",
        Both("State Prosecutor of Chihuahua", "Fiscalía General del Estado de Chihuahua"),
        zone="America/Chihuahua",
        since=START,
    )
    panel = create_office(
        "gan",
        ["mx-lsn/panel"],
        "MX",
        Both("High-Level Group", "Grupo de Alto Nivel"),
        zone="America/Mexico_City",
        since=START,
    )
    people = {name: create_account(name, f"{name.title()} Pérez Núñez", PASSWORD) for name in NAMES}
    appoint(people["owner"], prosecutor, since=START, role=Both("liaison", "enlace"))
    appoint(people["colleague"], prosecutor, since=START)
    appoint(people["outsider"], panel, since=START)
    appoint(people["twice"], prosecutor, since=START)
    appoint(people["twice"], panel, since=START)
    return Cast(prosecutor, panel, **people)


NAMES = ("owner", "colleague", "outsider", "twice")


def sign_in(account: Account, password: str = PASSWORD, **extra: str) -> Client:
    """Return a browser in which this person has signed in through the form."""
    client = Client()
    client.post("/sign-in/", {"username": account.username, "password": password, **extra})
    return client
