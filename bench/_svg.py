"""A plot as SVG: both axes logarithmic, every curve named beside its end, all figures told in words as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 80, 560, 48, 344
#: told apart by dashes and marks too, not by colour alone
INKS, DASHES = ("#1f4e79", "#a3452c", "#4f5b1f", "#5b3a78"), ("", "8 4", "2 4", "12 4 2 4")


@dataclass(frozen=True, slots=True)
class Curve:
    """A name and its points."""

    name: str
    points: Sequence[tuple[float, float]]


def plot(title: str, across: str, up: str, curves: Sequence[Curve]) -> str:
    """Return a picture that explains itself to whoever cannot see it."""
    place = _Place([point for curve in curves for point in curve.points])
    told = " ".join(
        f"{curve.name}: " + ", ".join(f"{y:,.0f} at {x:,.0f}" for x, y in curve.points) + "." for curve in curves
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="title told" font-family="sans-serif" font-size="13" fill="#222">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="told">{escape(f"{up.capitalize()} by {across}. {told}")}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="26" font-size="16" font-weight="bold">{escape(title)}</text>',
        *place.grid(),
        f'<text x="{(LEFT + RIGHT) / 2}" y="{BOTTOM + 42}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="translate(20 {(TOP + BOTTOM) / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>',
        *(part for number, curve in enumerate(curves) for part in place.curve(curve, number)),
    ]
    return "\n".join((*parts, "</svg>", ""))


class _Place:
    """Where a point stands in the picture."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        across, up = zip(*points, strict=True)
        self._x, self._y = _decades(across), _decades(up)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the place of a point."""
        (left, right), (low, high) = self._x, self._y
        across = LEFT + (RIGHT - LEFT) * (log10(x) - left) / (right - left)
        return round(across, 1), round(BOTTOM - (BOTTOM - TOP) * (log10(y) - low) / (high - low), 1)

    def grid(self) -> Iterable[str]:
        """Yield a line and a figure for each power of ten."""
        for power in range(self._x[0], self._x[1] + 1):
            x, _ = self.at(10**power, 10 ** self._y[0])
            yield f'<path d="M{x} {TOP}V{BOTTOM}" stroke="#ddd"/>'
            yield f'<text x="{x}" y="{BOTTOM + 20}" text-anchor="middle">{10**power:,}</text>'
        for power in range(self._y[0], self._y[1] + 1):
            _, y = self.at(10 ** self._x[0], 10**power)
            yield f'<path d="M{LEFT} {y}H{RIGHT}" stroke="#ddd"/>'
            yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{10**power:,}</text>'

    def curve(self, curve: Curve, number: int) -> Iterable[str]:
        """Yield a line with a mark at each point and its name at its end."""
        ink, dash = INKS[number % len(INKS)], DASHES[number % len(DASHES)]
        places = [self.at(*point) for point in curve.points]
        way = "L".join(f"{x} {y}" for x, y in places)
        yield f'<path d="M{way}" fill="none" stroke="{ink}" stroke-width="2" stroke-dasharray="{dash or "none"}"/>'
        yield from (f'<circle cx="{x}" cy="{y}" r="3.5" fill="{ink}"/>' for x, y in places)
        x, y = places[-1]
        yield f'<text x="{x + 10}" y="{y + 4}" fill="{ink}">{escape(curve.name)}</text>'


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten around these values."""
    low, high = floor(log10(min(values)) + 1e-9), ceil(log10(max(values)) - 1e-9)
    return low, max(high, low + 1)
