"""The map of a brief: the places, who is said to hold them, and where accounts differ (SVG)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from dateline.publish.holdings import by_place, current, differs
from dateline.publish.html import escape
from dateline.publish.labels import Wanted, set_labels
from dateline.publish.land import land
from dateline.publish.legend import legend
from dateline.publish.names import is_nobody
from dateline.publish.projection import Projection, distance, fit
from dateline.publish.sheet import sheet
from dateline.publish.symbols import Symbol, hatching, mark, symbols
from dateline.publish.view import View
from dateline.records import ControlPeriod, Where
from dateline.telling import key

WIDTH, HEIGHT = 760.0, 500.0
_LEAST_KM = 160.0  # least width of the map
_SAME_KM = 30.0  # places of one name nearer to each other are shown once
_WIDE = ("country", "continent", "region", "ocean")  # too wide to be a point
_ATTRIBUTION = "Places: GeoNames (CC BY 4.0). Outlines: Natural Earth."


@dataclass(frozen=True, slots=True)
class Pin:
    """A place to be shown: its holders by the accounts, and how much is said of it."""

    where: Where
    holders: tuple[str, ...]
    disputed: bool
    weight: int
    claimed: tuple[str, ...] = ()  # holders that nobody but one side or one source says so of
    part: bool = False  # whether a part of the place is meant

    @property
    def point(self) -> tuple[float, float]:
        assert self.where.lon is not None  # noqa: S101 pins are made of placed places only
        assert self.where.lat is not None  # noqa: S101 as above
        return self.where.lon, self.where.lat


def draw(view: View) -> str:
    """The map as SVG text; empty where no place of the view is known well enough."""
    pins = near_the_rest(sorted(_pins(view), key=lambda p: (-p.weight, p.where.name, key(p.where))))
    if not pins:
        return ""
    to_paper = fit([p.point for p in pins], WIDTH, HEIGHT, margin=64, least_km=_LEAST_KM)
    marks = symbols(_holders(pins))
    below, high = legend(marks, WIDTH, HEIGHT, _signs(pins))
    total = HEIGHT + high
    return sheet(
        WIDTH,
        total,
        f"Map of {len(pins)} places: {', '.join(_told(p) for p in pins[:12])}.",
        [
            f'<defs><clipPath id="frame"><rect width="{WIDTH:.0f}" height="{HEIGHT:.0f}"/></clipPath>',
            *(hatching(symbol) for symbol in marks.values()),
            "</defs>",
            '<g clip-path="url(#frame)">',
            *land(to_paper),
            *_marks(pins, marks, to_paper),
            *_labels(pins, to_paper),
            "</g>",
            f'<rect x=".5" y=".5" width="{WIDTH - 1:.0f}" height="{HEIGHT - 1:.0f}" fill="none" '
            'stroke="#8d877b"/>',
            *_scale(to_paper),
            *below,
            f'<text x="{WIDTH - 6:.0f}" y="{total - 7:.0f}" font-size="10" fill="#6b665d" '
            f'text-anchor="end">{_ATTRIBUTION}</text>',
        ],
    )


def near_the_rest(pins: Sequence[Pin]) -> list[Pin]:
    """``pins`` without those far from where most is said to happen, which would shrink the rest."""
    if len(pins) < 3:
        return list(pins)
    spread = [sum(distance(*p.point, *q.point) * q.weight for q in pins) for p in pins]
    heart = pins[min(range(len(pins)), key=lambda i: (spread[i], i))]
    away = sorted((distance(*heart.point, *p.point), p.weight) for p in pins)
    most = sum(p.weight for p in pins) * 0.6
    so_far = accumulate(weight for _, weight in away)
    reach = next(km for (km, _), seen in zip(away, so_far, strict=True) if seen >= most)
    limit = max(250.0, 4 * reach)
    return [p for p in pins if distance(*heart.point, *p.point) <= limit]


def _pins(view: View) -> list[Pin]:
    live = {key(group[0].place): current(group) for group in by_place(view.record.control)}
    weights: Counter[str] = Counter()
    where: dict[str, Where] = {}
    for period in view.record.control:
        where.setdefault(key(period.place), period.place)
        weights[key(period.place)] += 1 + len(period.claim_ids)
    for event in view.record.events:
        if event.place is not None and event.kind != "position":
            where.setdefault(key(event.place), event.place)
            weights[key(event.place)] += len(event.claim_ids)
    every = [
        Pin(
            place,
            tuple(dict.fromkeys(p.holder for p in live.get(name, ()) if _holds(p))),
            name in live and differs(view, live[name]),
            max(1, weights[name]),
            tuple(dict.fromkeys(p.holder for p in live.get(name, ()) if p.status == "claimed")),
            name in live and all(p.place.precision == "within" for p in live[name]),
        )
        for name, place in where.items()
        if place.lat is not None and place.lon is not None and place.feature not in _WIDE
    ]
    return _once(every)


def _once(pins: Sequence[Pin]) -> list[Pin]:
    """``pins`` without a town's district beside the town, or the other way round."""
    kept: list[Pin] = []
    for pin in sorted(pins, key=lambda p: (not p.holders, -p.weight, key(p.where))):
        near = (k for k in kept if k.where.name == pin.where.name)
        if not any(distance(*k.point, *pin.point) < _SAME_KM and not pin.holders for k in near):
            kept.append(pin)
    return kept


def _holds(period: ControlPeriod) -> bool:
    """Whether a period names somebody who is said to hold the place."""
    return period.status in ("held", "claimed") and not is_nobody(period.holder)


def _holders(pins: Sequence[Pin]) -> list[str]:
    counts = Counter(h for p in pins for h in p.holders)
    return [h for h, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _signs(pins: Sequence[Pin]) -> frozenset[str]:
    """Which marks beside those of holders the map shows."""
    shown = {"claimed": any(p.claimed for p in pins), "disputed": any(p.disputed for p in pins)}
    shown["plain"] = any(not p.holders for p in pins)
    return frozenset(name for name, there in shown.items() if there)


def _told(pin: Pin) -> str:
    if not pin.holders:
        return pin.where.name
    holders = " or ".join(pin.holders)
    return f"{pin.where.name}, {'disputed between' if pin.disputed else 'said to be held by'} {holders}"


def _radius(pin: Pin) -> float:
    return 13.0 if pin.disputed else 6.5 if pin.holders else 3.0


def _marks(pins: Sequence[Pin], marks: Mapping[str, Symbol], to_paper: Projection) -> list[str]:
    """Every mark, the least important first so that the others stand above it."""
    found: list[str] = []
    for pin in reversed(pins):
        x, y = to_paper(*pin.point)
        if pin.disputed:
            found.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="13" fill="#fff" fill-opacity=".8" stroke="#1c1b19" '
                'stroke-width="1.3" stroke-dasharray="3 2.4"/>'
            )
        if not pin.holders:
            found.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#fff" stroke="#1c1b19"/>')
        shown = pin.holders[:2]
        for number, holder in enumerate(shown):
            across = (number - (len(shown) - 1) / 2) * 11.5
            radius = 5.0 if len(shown) > 1 else 6.0
            found.append(mark(marks[holder], x + across, y, radius, hollow=holder in pin.claimed))
    return found


def _labels(pins: Sequence[Pin], to_paper: Projection) -> list[str]:
    wanted = [Wanted(_label(p), *to_paper(*p.point), _radius(p), 13.0 if p.holders else 11.0) for p in pins]
    return [
        f'<text x="{label.x:.1f}" y="{label.y:.1f}" font-size="{label.size:.0f}" fill="#1c1b19" '
        'paint-order="stroke" stroke="#fff" stroke-width="3" stroke-linejoin="round">'
        f"{escape(label.text)}</text>"
        for label in set_labels(wanted, WIDTH, HEIGHT)
    ]


def _label(pin: Pin) -> str:
    return f"{pin.where.name} (part)" if pin.part else pin.where.name


def _scale(to_paper: Projection) -> list[str]:
    """A bar for a round number of kilometres, about a sixth of the map long."""
    wanted = WIDTH / 6 / to_paper.scale
    length = max((n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if n <= wanted), default=1)
    end = 14 + length * to_paper.scale
    y = HEIGHT - 14
    return [
        f'<path d="M14 {y - 4:.0f}V{y:.0f}H{end:.1f}V{y - 4:.0f}" fill="none" stroke="#1c1b19"/>',
        f'<text x="{end + 5:.1f}" y="{y:.0f}" font-size="11" fill="#1c1b19">{length} km</text>',
    ]
