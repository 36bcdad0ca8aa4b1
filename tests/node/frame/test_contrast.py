"""Colours: every text on every ground that it stands on is legible in both schemes, by WCAG 2.2 level AA."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STYLES = Path(settings.NODE) / "static" / "css"
TEXT, SHAPE = 4.5, 3.0

PAIRS = [
    *[
        ("ink", ground, TEXT)
        for ground in ("paper", "card", "soft", "river-soft", "met-soft", "soon-soft", "late-soft")
    ],
    *[("ink-2", ground, TEXT) for ground in ("paper", "card", "soft")],
    *[("river", ground, TEXT) for ground in ("paper", "card", "river-soft", "soft", "met-soft")],
    *[(tone, f"{tone}-soft", TEXT) for tone in ("met", "soon", "late", "seal", "river")],
    *[(tone, ground, TEXT) for tone in ("met", "soon", "late", "seal") for ground in ("paper", "card")],
    ("on-river", "river", TEXT),
    ("paper", "ink", TEXT),
    # What is no text but must be seen: edges of fields, the ring of focus, what has gone of a term.
    *[("edge", ground, SHAPE) for ground in ("paper", "card")],
    *[("focus", ground, SHAPE) for ground in ("paper", "card", "river-soft", "soft")],
    *[(tone, "line", SHAPE) for tone in ("river", "soon", "late")],
]


def schemes() -> dict[str, dict[str, str]]:
    """Return the colours of the light and the dark scheme."""
    text = (STYLES / "tokens.css").read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    colours = {
        name: dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", part))
        for name, part in (("light", light), ("dark", dark))
    }
    return {"light": colours["light"], "dark": {**colours["light"], **colours["dark"]}}


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    """Black on white is 21; the grey that just passes on white just passes."""
    assert contrast("#000000", "#ffffff") == 21
    assert 4.5 < contrast("#767676", "#ffffff") < 4.6


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_what_is_written_can_be_read(scheme: str, front: str, ground: str, least: float) -> None:
    """Chips, links, small print, buttons and edges, light and dark."""
    colours = schemes()[scheme]
    found = contrast(colours[front], colours[ground])
    assert found >= least, f"{front} on {ground}, {scheme}: {found:.2f}"


def test_the_dark_scheme_changes_every_colour() -> None:
    """One that was forgotten would be light in the dark."""
    text = (STYLES / "tokens.css").read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    names = [set(re.findall(r"--([a-z0-9-]+): #", part)) for part in (light, dark)]
    assert names[0] == names[1]


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda path: str(path.name))
def test_colours_are_named_in_one_place(path: Path) -> None:
    """Everywhere else they go by their name; and nothing is fetched from another host."""
    text = path.read_text()
    assert not re.search(r"url\((?!\"\.\./fonts/)", text)
    if path.name not in ("tokens.css", "print.css"):
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", text)


def test_the_styles_are_small() -> None:
    """What every page has is under thirty kilobytes, and what one part adds is under ten."""
    sizes = {path.name: path.stat().st_size for path in STYLES.glob("*.css")}
    everywhere = ("tokens.css", "frame.css", "parts.css", "forms.css", "print.css")
    assert sum(sizes.pop(name) for name in everywhere) < 30_000
    assert {name: size for name, size in sizes.items() if size >= 10_000} == {}
