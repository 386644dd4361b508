"""Where the places of a map lie, with the marks of each of their standings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from markupsafe import Markup

from dateline.desk.index.standings import Span, Spot, Standing
from dateline.publish import english
from dateline.publish.html import visible
from dateline.publish.labels import Label, Wanted, set_labels
from dateline.publish.land import land
from dateline.publish.map import Pin as Weighed
from dateline.publish.map import near_the_rest
from dateline.publish.names import standing as place_name
from dateline.publish.projection import Projection, fit
from dateline.publish.symbols import Symbol, hatching, mark

WIDTH, HEIGHT = 960.0, 600.0
_LEAST_KM = 160.0
_WEIGHED = 250  # places that say where the map should look
_LABELLED = 60
_FEWER, _LARGER = 14, 2.2  # labels on a telephone
_AT_ONCE = 4000  # standings of all days that are sent with the map
_BARS = {
    "closed": '<path class="shut" d="M-5 10H5M-5 13H5"/>',
    "restricted": '<path class="shut" d="M-5 11.5H-1M1 11.5H5"/>',
}
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True, slots=True)
class Shown:
    """A standing as it is drawn, from one day of the span to another; ``before`` ends inside its class."""

    first: int
    last: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on paper."""

    x: float
    y: float
    key: str
    standings: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map as far as it is the same on every day: the land, the places, their names, scale and legend."""

    days: Span
    land: Markup
    hatchings: Markup
    pins: tuple[Pin, ...]
    labels: tuple[Label, ...]
    fewer: tuple[Label, ...]  # larger ones, for a narrow screen
    scale: tuple[int, float]  # kilometres, and how long they are on paper
    legend: tuple[tuple[Markup, str], ...]
    told: str
    width: float = WIDTH
    height: float = HEIGHT

    @property
    def whole(self) -> bool:
        """Whether the pins of every day can be sent at once, so that the slider need not ask for them."""
        return sum(len(p.standings) for p in self.pins) <= _AT_ONCE

    def on(self, as_of: date, to: Callable[[str], str]) -> Markup:
        """The pins as they stand on a day; ``to`` gives the address of a place by its key.

        Written here and not in a template, since a case may have thousands.
        """
        day, whole = (as_of - self.days.first).days, self.whole
        parts: list[str] = []
        for pin in self.pins:
            here = [s for s in pin.standings if whole or s.first <= day <= s.last]
            if here:
                address = escape(to(pin.key))
                parts.append(
                    f'<a class="pin" href="{address}" transform="translate({pin.x:.1f} {pin.y:.1f})">'
                    '<g class="still">'
                )
                for s in here:
                    parts += (s.before, " on" if s.first <= day <= s.last else "", s.after)
                parts.append("</g></a>\n")
        return trusted("".join(parts))


def sheet(spots: Sequence[Spot], symbols: Mapping[str, Symbol], days: Span) -> Sheet | None:
    """The map of ``spots`` with the marks of holders; None where there is no place."""
    if not spots:
        return None
    to_paper = _frame(spots)
    shown = [s for s in spots if _inside(to_paper, s)]
    marks = _used(symbols, shown)
    return Sheet(
        days,
        trusted("".join(land(to_paper))),
        hatchings(marks),
        tuple(_pin(s, marks, to_paper, days) for s in reversed(shown)),
        tuple(_labels(shown, to_paper, _LABELLED)),
        tuple(_labels(shown, to_paper, _FEWER, _LARGER)),
        _scale(to_paper),
        tuple((trusted(mark(symbol, 0, 0, 6)), holder) for holder, symbol in marks.items()),
        f"Map of {english.count(len(shown), 'place')}; the page of places says the same in words.",
    )


def hatchings(marks: Mapping[str, Symbol]) -> Markup:
    """The patterns that marks are filled with."""
    return trusted("".join(hatching(symbol) for symbol in marks.values()))


def trusted(svg: str) -> Markup:
    """SVG that this program drew, in which no word of a report stands."""
    return Markup(svg)  # noqa: S704 numbers and colours alone


def _used(symbols: Mapping[str, Symbol], spots: Sequence[Spot]) -> dict[str, Symbol]:
    """The marks that stand on the map, in the order of the case."""
    here = {h for s in spots for t in s.standings for h in t.holders}
    return {holder: symbol for holder, symbol in symbols.items() if holder in here}


def _point(spot: Spot) -> tuple[float, float]:
    return spot.place.lon or 0.0, spot.place.lat or 0.0


def _frame(spots: Sequence[Spot]) -> Projection:
    pins = [Weighed(s.place, (), False, s.weight) for s in spots[:_WEIGHED]]
    points = [p.point for p in near_the_rest(pins)]
    return fit(points, WIDTH, HEIGHT, margin=70, least_km=_LEAST_KM)


def _inside(to_paper: Projection, spot: Spot) -> bool:
    if not to_paper.sees(*_point(spot)):
        return False
    x, y = to_paper(*_point(spot))
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def _pin(spot: Spot, marks: Mapping[str, Symbol], to_paper: Projection, days: Span) -> Pin:
    x, y = to_paper(*_point(spot))
    return Pin(x, y, spot.key, tuple(_shown(spot, s, marks, days) for s in spot.standings))


def _shown(spot: Spot, s: Standing, marks: Mapping[str, Symbol], days: Span) -> Shown:
    """A standing: ringed where accounts differ, a dot where nobody is named, bars where it is shut."""
    first, last = (s.first - days.first).days, (s.last - days.first).days
    ring = '<circle class="ring" r="14"/>' if s.disputed else ""
    dot = "" if s.holders else '<circle class="dot" r="3.2"/>'
    return Shown(
        first,
        last,
        f'<g class="standing{" stale" if s.stale else ""}',
        f'" data-from="{first}" data-to="{last}"><title>{escape(visible(told(spot, s)))}</title>'
        f"{ring}{dot}{_marks(s, marks)}{_BARS.get(s.crossing or '', '')}</g>",
    )


def _marks(s: Standing, marks: Mapping[str, Symbol]) -> Markup:
    """The marks of at most two holders side by side; hollow where only claimed or long not heard of."""
    found = []
    for number, holder in enumerate(s.holders[:2]):
        across = (number - (len(s.holders[:2]) - 1) / 2) * 11.5
        radius = 5.0 if len(s.holders) > 1 else 6.5
        found.append(mark(marks[holder], across, 0, radius, hollow=holder in s.claimed or s.stale))
    return trusted("".join(found))


def told(spot: Spot, s: Standing) -> str:
    """``Orlo: disputed, said to be held by the army or the rebels; no news of it for days``."""
    part = " (part)" if spot.place.precision == "within" else ""
    held = english.listing(list(s.holders), word="or")
    if s.disputed:
        words = f"disputed, said to be held by {held}" if held else "disputed"
    elif held:
        words = f"{'claimed' if set(s.holders) == set(s.claimed) else 'said to be held'} by {held}"
    else:
        words = "spoken of, no holder named"
    tail = f"; the crossing is said to be {s.crossing}" if s.crossing else ""
    tail += "; no news of it for days" if s.stale else ""
    return f"{place_name(spot.place)}{part}: {words}{tail}"


def _labels(spots: Sequence[Spot], to_paper: Projection, most: int, larger: float = 1.0) -> list[Label]:
    named: dict[str, Spot] = {}
    for spot in spots:
        named.setdefault(place_name(spot.place), spot)
    first = sorted(named.values(), key=lambda s: (not _held(s), -s.weight, s.key))[:most]
    wanted = [
        Wanted(
            place_name(s.place),
            *to_paper(*_point(s)),
            _radius(s) * min(larger, 1.6),
            (14.0 if _held(s) else 12.0) * larger,
        )
        for s in first
    ]
    return set_labels(wanted, WIDTH, HEIGHT)


def _held(spot: Spot) -> bool:
    return any(s.holders for s in spot.standings)


def _radius(spot: Spot) -> float:
    return 13.0 if any(s.disputed for s in spot.standings) else 7.0


def _scale(to_paper: Projection) -> tuple[int, float]:
    """A round number of kilometres, about a sixth of the map long."""
    wanted = WIDTH / 6 / to_paper.scale
    length = max((n for n in _STEPS if n <= wanted), default=1)
    return length, length * to_paper.scale
