"""The lineage of one event: sources, the newsrooms that got it from them, the reports that carry it (SVG)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.publish import english
from dateline.publish.html import escape
from dateline.publish.labels import text_width
from dateline.publish.names import speaker
from dateline.publish.phrase import said
from dateline.publish.rank import ranked
from dateline.publish.sheet import sheet
from dateline.publish.view import View
from dateline.records import Event, Origin

_WIDTH, _TOP, _ROW = 760.0, 62.0, 30.0
_COLUMNS = (20.0, 300.0, 540.0)
_HEADS = ("Source", "Newsroom that got it", "Report that carries it")
_WIDE = (250.0, 190.0, 170.0)
_LETTERS = 11.5
_ARC = 34.0  # how far an arc of copied words stands out
_FOR, _AGAINST = "#0072b2", "#d55e00"


@dataclass(frozen=True, slots=True)
class Path:
    """One origin on its way: from a source through a newsroom into a report."""

    source: str
    channel: str
    report: str
    against: bool


def lineage(view: View, wanted: str | None) -> str:
    """The lineage of the event ``wanted``, or of the first of the brief that has origins; else empty.

    Raises:
        UsageError: no event has the id.
    """
    event = _event(view, wanted)
    if event is None:
        return ""
    paths = [*_paths(view, event.origins_for, False), *_paths(view, event.origins_against, True)]
    if not paths:
        return ""
    columns = [_places(dict.fromkeys(getattr(p, part) for p in _sorted(view, paths)))
               for part in ("source", "channel", "report")]  # fmt: skip
    height = _TOP + _ROW * max(len(c) for c in columns) + 10
    title = english.capital(said(view, event) or event.title)
    return sheet(
        _WIDTH,
        height,
        title,
        [
            _text(_COLUMNS[0], 20, english.short(title, 105), size=13, weight=600),
            *(_text(x, 44, head, colour="#5b5852") for x, head in zip(_COLUMNS, _HEADS, strict=True)),
            *_lines(paths, columns),
            *_copies(view, columns[2]),
            *_names(view, columns),
        ],
    )


def _event(view: View, wanted: str | None) -> Event | None:
    if wanted is None:
        return next((e for e in ranked(view) if e.origins_for), None)
    found = [e for e in view.record.events if e.id.startswith(wanted)]
    if len(found) != 1:
        raise UsageError(
            f"{'No event' if not found else 'More than one event'} has an id that begins with {wanted!r}. "
            "`dateline brief CASE --format json` lists the events."
        )
    return found[0]


def _paths(view: View, origins: Iterable[Origin], against: bool) -> Iterable[Path]:
    for origin in origins:
        for report in origin.carriers:
            source = speaker(view, origin, role=False) if origin.source else "on its own account"
            yield Path(source, origin.channel or view.outlet(report), report, against)


def _sorted(view: View, paths: Sequence[Path]) -> list[Path]:
    """In the order in which the reports came out, so that lines cross little."""
    return sorted(paths, key=lambda p: (p.against, view.published(p.report), p.channel, p.report, p.source))


def _places(names: Iterable[str]) -> dict[str, float]:
    return {name: _TOP + _ROW * (n + 0.5) for n, name in enumerate(names)}


def _lines(paths: Sequence[Path], columns: Sequence[Mapping[str, float]]) -> Iterable[str]:
    for start, (left, right) in enumerate((("source", "channel"), ("channel", "report"))):
        pairs = dict.fromkeys((getattr(p, left), getattr(p, right), p.against) for p in paths)
        for one, other, against in pairs:
            x1, x2 = _COLUMNS[start] + _end(one, start), _COLUMNS[start + 1] - 8
            aside = 3 if against else 0
            y1, y2 = columns[start][one] + aside, columns[start + 1][other] + aside
            middle = (x1 + x2) / 2
            dash = ' stroke-dasharray="5 3"' if against else ""
            colour = _AGAINST if against else _FOR
            yield (
                f'<path d="M{x1:.0f} {y1:.1f}C{middle:.0f} {y1:.1f} {middle:.0f} {y2:.1f} {x2:.0f} {y2:.1f}" '
                f'fill="none" stroke="{colour}" stroke-width="1.6" stroke-opacity=".75"{dash}/>'
            )


def _end(name: str, column: int) -> float:
    """Where the name in a column ends."""
    return min(text_width(_cut(name, column), _LETTERS) + 8, _WIDE[column])


def _cut(words: str, column: int, size: float = _LETTERS) -> str:
    """``words`` as long as a column is wide in letters of a size."""
    letters = int(_WIDE[column] / text_width("n", size))
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


def _copies(view: View, reports: Mapping[str, float]) -> Iterable[str]:
    """An arc for each pair of reports that share words, thick where they are the same letter by letter."""
    pairs: dict[tuple[str, str], str] = {}
    for link in view.record.copies:
        if link.report in reports and link.other in reports:
            pair = (link.other, link.report)
            pairs[pair] = "verbatim" if "verbatim" in (link.how, pairs.get(pair)) else link.how
    x = _COLUMNS[2] + _WIDE[2]
    for (one, other), how in sorted(pairs.items()):
        y1, y2 = reports[one], reports[other]
        width = 1.6 if how == "verbatim" else 0.8
        yield (
            f'<path d="M{x:.0f} {y1:.1f}C{x + _ARC:.0f} {y1:.1f} {x + _ARC:.0f} {y2:.1f} {x:.0f} {y2:.1f}" '
            f'fill="none" stroke="#6b665d" stroke-width="{width}"/>'
        )


def _names(view: View, columns: Sequence[Mapping[str, float]]) -> Iterable[str]:
    for number in (0, 1):
        for name, y in columns[number].items():
            yield _text(_COLUMNS[number], y + 4, _cut(english.capital(name), number))
    for report, y in columns[2].items():
        day = view.published(report)
        told = f"{english.day(day)}, {report}" if day.year < 9999 else report
        yield _text(_COLUMNS[2], y - 1, _cut(english.capital(view.outlet(report)), 2))
        yield _text(_COLUMNS[2], y + 11, _cut(told, 2, 8.5), size=9, colour="#5b5852")


def _text(
    x: float, y: float, words: str, *, size: float = _LETTERS, colour: str = "#1c1b19", weight: int = 400
) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}">'
        f"{escape(words)}</text>"
    )
