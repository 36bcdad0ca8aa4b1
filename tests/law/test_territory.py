"""Places: zones, containment, names, and the civil day of a moment."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cauce.law.errors import BadTerm, UnknownName
from cauce.law.territory import Place, Territory, zone_info
from tests.law.mexico import territory, vectors

MEXICO = territory("MX")
BORDER = {
    "America/Matamoros": "COA-002 COA-003 COA-012 COA-013 COA-014 COA-019 COA-022 COA-023 COA-025 COA-037 COA-038 "
    "NLE-005 TAM-007 TAM-014 TAM-015 TAM-022 TAM-024 TAM-025 TAM-027 TAM-032 TAM-033 TAM-040",
    "America/Ojinaga": "CHH-015 CHH-042 CHH-052",
    "America/Ciudad_Juarez": "CHH-005 CHH-028 CHH-035 CHH-037 CHH-053",
}


@pytest.mark.parametrize("case", vectors("civil-days"), ids=lambda case: str(case["name"]))
def test_the_civil_day_is_that_of_the_place(case: dict[str, Any]) -> None:
    """A moment told in local time has the local date, whatever day it is elsewhere."""
    here, there = (territory(case[key][:2]) for key in ("place", "elsewhere"))
    moment = datetime.fromisoformat(case["local"]).replace(tzinfo=ZoneInfo(here.zone_of(case["place"])))
    assert here.civil_day(moment.astimezone(UTC), case["place"]) == date.fromisoformat(case["local"][:10])
    assert there.civil_day(moment.astimezone(UTC), case["elsewhere"]) == date.fromisoformat(case["there"][:10])
    elsewhere = moment.astimezone(ZoneInfo(there.zone_of(case["elsewhere"])))
    assert elsewhere.strftime("%Y-%m-%dT%H:%M") == case["there"]


@pytest.mark.parametrize(("zone", "keys"), BORDER.items())
def test_the_border_municipalities_have_their_own_zone(zone: str, keys: str) -> None:
    """Each listed municipality, and no other, is in its border zone."""
    assert {place.code for place in MEXICO if place.zone == zone} == {f"MX-{key}" for key in keys.split()}


@pytest.mark.parametrize(
    ("code", "zone", "winter", "summer"),
    [
        ("MX-CMX-015", "America/Mexico_City", -6, -6),
        ("MX-NLE-039", "America/Monterrey", -6, -6),
        ("MX-YUC-050", "America/Merida", -6, -6),
        ("MX-NAY-020", "America/Bahia_Banderas", -6, -6),
        ("MX-CHH-019", "America/Chihuahua", -6, -6),
        ("MX-SIN-006", "America/Mazatlan", -7, -7),
        ("MX-SON-030", "America/Hermosillo", -7, -7),
        ("MX-BCN-002", "America/Tijuana", -8, -7),
        ("MX-ROO-005", "America/Cancun", -5, -5),
        ("MX-TAM-022", "America/Matamoros", -6, -5),
        ("MX-CHH-052", "America/Ojinaga", -6, -5),
        ("MX-CHH-037", "America/Ciudad_Juarez", -7, -6),
    ],
)
def test_offsets_of_2026(code: str, zone: str, winter: int, summer: int) -> None:
    """Zones give the offsets of the law for the winter and summer of 2026."""
    assert MEXICO.zone_of(code) == zone
    for month, hours in ((1, winter), (7, summer)):
        offset = datetime(2026, month, 15, 12, tzinfo=zone_info(zone)).utcoffset()
        assert offset is not None
        assert offset.total_seconds() == hours * 3600


def test_holds_every_state_and_borough() -> None:
    """All 32 states, the 16 boroughs, seven municipalities in Baja California; 51 parts of the other country."""
    kinds = [place.kind for place in MEXICO]
    assert (kinds.count("country"), kinds.count("state"), kinds.count("borough")) == (1, 32, 16)
    assert sum(place.parent == "MX-BCN" for place in MEXICO) == 7
    assert [place.kind for place in territory("US")].count("state") == 51


@pytest.mark.parametrize("country", ["MX", "US"])
def test_every_place_lies_in_its_country_and_has_a_zone(country: str) -> None:
    """Codes nest, both names are there, and every zone exists."""
    places = territory(country)
    for place in places:
        assert places.is_within(place.code, [country])
        assert place.parent is None or place.code.startswith(f"{place.parent}-")
        assert set(place.title) == {"en", "es"}
        assert zone_info(places.zone_of(place.code)).key


def test_a_place_lies_within_itself_and_what_holds_it() -> None:
    """A municipality lies in its state and country, not in another state."""
    assert MEXICO.is_within("MX-CHH-037", ["MX-CHH-037"])
    assert MEXICO.is_within("MX-CHH-037", ["MX-SON", "MX-CHH"])
    assert MEXICO.is_within("MX-CHH-037", ["MX"])
    assert not MEXICO.is_within("MX-CHH-037", ["MX-SON"])
    assert not MEXICO.is_within("MX-CHH", ["MX-CHH-037"])
    assert not MEXICO.is_within("MX-CHH", [])


def test_two_places_of_one_name_are_told_apart() -> None:
    """A label names the state: there are two Guerreros on the border and a state of that name."""
    labels = [MEXICO.label(code, "es") for code in ("MX-COA-012", "MX-TAM-014", "MX-GRO")]
    assert labels == ["Guerrero, Coahuila", "Guerrero, Tamaulipas", "Guerrero"]
    assert (MEXICO.label("MX", "en"), MEXICO.label("MX", "es")) == ("Mexico", "México")
    assert MEXICO.label("MX-CMX-015", "en") == "Cuauhtémoc, Mexico City"


def test_unknown_places_and_zones_are_named() -> None:
    """A place or zone that nobody declared is an error with its code, never a guess."""
    assert "MX-XXX" not in MEXICO
    for ask in (MEXICO.zone_of, lambda code: MEXICO.is_within(code, ["MX"]), lambda code: MEXICO.label(code, "en")):
        with pytest.raises(UnknownName, match=r"law\.E004.*MX-XXX"):
            ask("MX-XXX")
    for zone in ("America/Nowhere", "America", "../etc/passwd", ""):
        with pytest.raises(UnknownName, match="time zone"):
            zone_info(zone)


def test_a_moment_needs_a_zone() -> None:
    """Local time without a zone cannot tell the day."""
    with pytest.raises(BadTerm, match="no time zone"):
        MEXICO.civil_day(datetime(2023, 3, 31, 23, 30), "MX")  # noqa: DTZ001 - the missing zone is the point


def test_places_in_a_circle_end() -> None:
    """Places that contain each other have no zone, and asking ends."""
    words = {"en": "A", "es": "A"}
    circle = Territory(
        "XX", {"XX-A": Place("XX-A", words, "state", "XX-B"), "XX-B": Place("XX-B", words, "state", "XX-A")}
    )
    assert not circle.is_within("XX-A", ["XX"])
    with pytest.raises(UnknownName, match="XX-A"):
        circle.zone_of("XX-A")


def test_fingerprints_follow_content() -> None:
    """Another zone for one place is another territory."""
    moved = {place.code: place for place in MEXICO} | {"MX-CHH-037": Place("MX-CHH-037", {}, "municipality", "MX-CHH")}
    assert Territory("MX", moved).fingerprint != MEXICO.fingerprint
