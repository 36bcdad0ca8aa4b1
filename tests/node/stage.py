"""A small node for tests of pages: the offices of the Mexican rules, a few agents, and a short way to file an act."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpResponse
from django.test import Client

from cauce.node.cases.take import Request, Taken, take
from cauce.node.frame.words import Both
from cauce.node.people.models import Membership
from cauce.node.people.offices import appoint, create_account, create_office
from cauce.node.register.models import Person

START = date(2019, 1, 1)
MEXICO = ZoneInfo("America/Mexico_City")
#: code, kinds, state, English, Spanish
OFFICES = (
    ("sre", "sre", "MX", "Ministry of Foreign Affairs", "Secretaría de Relaciones Exteriores"),
    ("sspc", "sspc", "MX", "Ministry of Security", "Secretaría de Seguridad"),
    ("sedena", "sedena", "MX", "Ministry of Defence", "Secretaría de la Defensa"),
    ("semar", "semar", "MX", "Ministry of the Navy", "Secretaría de Marina"),
    ("fgr", "fgr", "MX", "Attorney General’s Office", "Fiscalía General de la República"),
    ("council", "council", "MX", "National Security Council", "Consejo de Seguridad Nacional"),
    ("ganseg", "ganseg", "MX", "High-Level Security Group", "Grupo de Alto Nivel de Seguridad"),
    ("gco", "gco", "MX", "Operational Coordination Group", "Grupo de Coordinación Operativa"),
    ("auditor", "auditor", "MX", "Internal Control Body", "Órgano Interno de Control"),
    ("fgj-chh", "state-body", "MX", "Prosecutor of Chihuahua", "Fiscalía de Chihuahua"),
    ("fgj-son", "state-body", "MX", "Prosecutor of Sonora", "Fiscalía de Sonora"),
    ("embassy-us", "mission", "US", "Embassy of the United States", "Embajada de los Estados Unidos"),
    ("embassy-de", "mission", "DE", "Embassy of Germany", "Embajada de Alemania"),
)
#: code, given names, surnames, state, agency, post
AGENTS = (
    ("us-hale", "Janet", "Hale", "US", "Drug Enforcement Administration", "Ciudad de México"),
    ("us-nunez", "José Ángel", "Núñez Ibáñez", "US", "FBI legal attaché", "Ciudad Juárez"),
    ("us-easley", "Edgar", "Easley", "US", "Marshals Service", "Monterrey"),
    ("de-koester", "Jürgen", "Köster", "DE", "Bundeskriminalamt", "Ciudad de México"),
)


def set_stage() -> None:
    """Enter the offices and the agents in the directory, and one person for each office."""
    for code, kind, state, en, es in OFFICES:
        create_office(code, [f"mx-lsn/{kind}"], state, Both(en, es), zone=str(MEXICO), since=START)
        appoint(create_account(f"person-{code}", f"Ana {code.title()}"), code, since=START)
    for code, given, surnames, state, agency, post in AGENTS:
        mission = f"embassy-{state.lower()}"
        Person.objects.create(
            code=code, given_names=given, surnames=surnames, state=state, mission=mission, agency=agency, post=post
        )


def sign_in_as(office: str, lang: str = "en") -> Client:
    """Return a browser of the person of an office, who has signed in and chosen it."""
    membership = Membership.objects.select_related("account").get(office_id=office)
    client = Client(headers={"Accept-Language": lang})
    session = client.session
    session[SESSION_KEY] = str(membership.account.pk)
    session[BACKEND_SESSION_KEY] = "cauce.node.people.signin.Backend"
    session[HASH_SESSION_KEY] = membership.account.get_session_auth_hash()
    session["office"] = office
    session.save()
    return client


def same_page(answer: HttpResponse) -> str:
    """Return a page without what differs from visit to visit: its own address, the token of its forms."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    path = answer.wsgi_request.get_full_path()  # type: ignore[attr-defined]
    return page.replace(quote(path, safe=""), "").replace(path, "")


def file(
    procedure: str, act: str, office: str, day: str, /, *, case: str = "", hour: int = 10, **fields: object
) -> Taken:
    """File an act of the Mexican rules on a day, at an hour of the capital."""
    at = datetime.combine(date.fromisoformat(day), datetime.min.time(), MEXICO).replace(hour=hour).astimezone(UTC)
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return take(Request("mx-lsn", procedure, act, office, "", named, case, None, at))


def accredit(
    agent: str,
    first: str,
    last: str,
    territory: tuple[str, ...] = ("MX",),
    *,
    asked: str = "2020-12-21",
    given: str = "",
    **more: object,
) -> str:
    """Take an agent through an accreditation and return the case; `given` is the day of the decision."""
    mission, given = f"embassy-{agent[:2]}", given or first
    places = list(territory)
    case = file(
        "accreditation",
        "request",
        mission,
        asked,
        agent=agent,
        agency="An agency",
        functions="police",
        territory=places,
        first_day=first,
    ).case.ref
    for number, ministry in enumerate(("sspc", "sedena", "semar")):
        file("accreditation", "concur", ministry, given, case=case, hour=9 + number, answer="agree")
    granted = {"territory": places, "first_day": first, "last_day": last} | more
    file("accreditation", "accredit", "sre", given, case=case, hour=13, **granted)
    return case
