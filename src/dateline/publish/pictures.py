"""Drawings that stand alone: a title above, a caption and the sources of the data below (SVG)."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.publish import english
from dateline.publish.html import escape
from dateline.publish.lineage import lineage
from dateline.publish.map import draw
from dateline.publish.timeline import timeline
from dateline.publish.tollbars import tollbars
from dateline.publish.view import View

_WIDTH = 760.0
_MARGIN = 14.0
_TITLE, _SMALL = 17.0, 11.0
_OUTLETS = 6  # named in the caption; more are counted
_LETTERS = 128  # letters of the caption on a line
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Kind:
    """A drawing: what draws it, its title, what it shows, and what is said where there is nothing to draw."""

    draw: Callable[[View, str | None], str]
    title: str
    shows: str
    nothing: str
    attribution: str = ""


KINDS: Mapping[str, Kind] = {
    "map": Kind(
        lambda view, _: draw(view),
        "Who is said to hold what",
        "Shape and hatching tell holders apart. A dashed ring: accounts differ. An outline: a claim.",
        "No place of the case is known well enough to draw a map.",
    ),
    "timeline": Kind(
        lambda view, _: timeline(view),
        "What is said to have happened when",
        "The gravest events with a time of their own. A hollow, dashed mark: disputed.",
        "Fewer than two days are told.",
    ),
    "tolls": Kind(
        lambda view, _: tollbars(view),
        "How many are said to be dead, wounded, captured or missing",
        "From the lowest to the highest count that stands; the tick is the best figure by the profile named. "
        "An arrow: the highest count is a least number.",
        "No report gives a number of dead, wounded, captured or missing.",
    ),
    "lineage": Kind(
        lambda view, event: lineage(view, event),
        "Whose statement it is, and who carried it",
        "Sources on the left, newsrooms that got it in the middle, reports that carry it on the right. "
        "A dashed line: a denial. An arc: words that one report shares with an earlier one.",
        "No event of the case has a source.",
    ),
}


def picture(view: View, kind: str, *, event: str | None = None) -> str:
    """The drawing called ``kind`` with its title, caption and the sources of its data.

    ``event`` is the id of the event whose lineage is drawn, the first of the brief if not given.

    Raises:
        UsageError: there is nothing to draw, or no event has the id.
    """
    drawn = KINDS[kind].draw(view, event)
    if not drawn:
        raise UsageError(KINDS[kind].nothing)
    return _framed(drawn, KINDS[kind].title, _caption(view, KINDS[kind]))


def _caption(view: View, kind: Kind) -> list[str]:
    reports = view.record.reports
    days = sorted(r.published.date for r in reports if r.published)
    asked = f" The situation on {english.day(view.as_of)}." if view.as_of else ""
    asked += f" As known on {english.day(view.known)}." if view.known else ""
    span = f", published {english.days(days[0], days[-1])}" if days else ""
    outlets = sorted({r.outlet for r in reports if r.outlet})
    by = f" by {english.listing(outlets[:_OUTLETS])}" if outlets else ""
    more = f" and {english.count(len(outlets) - _OUTLETS, 'more outlet')}" if len(outlets) > _OUTLETS else ""
    told = english.count(len(reports), "report")
    data = f"Data: {told}{by}{more}{span}; case {view.case}. Drawn by dateline."
    return [
        *textwrap.wrap(kind.shows + asked, _LETTERS),
        *textwrap.wrap(data, _LETTERS),
    ]


def _framed(svg: str, title: str, caption: list[str]) -> str:
    size = _SIZE.search(svg)
    width, height = (float(size[1]), float(size[2])) if size else (_WIDTH, _WIDTH)
    top = _TITLE + 2 * _MARGIN
    total = top + height + _MARGIN + len(caption) * (_SMALL + 4) + _MARGIN / 2
    inner = svg.replace("<svg ", f'<svg x="0" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}" ', 1)
    lines = [
        f'<text x="{_MARGIN:.0f}" y="{top + height + _MARGIN + 6 + n * (_SMALL + 4):.0f}" '
        f'font-size="{_SMALL:.0f}" fill="#5b5852">{escape(line)}</text>'
        for n, line in enumerate(caption)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {total:.0f}" role="img" '
            f'width="{width:.0f}" height="{total:.0f}" aria-label="{escape(title)}" '
            "font-family=\"system-ui, 'Liberation Sans', Arial, sans-serif\">",
            f"<title>{escape(title)}</title>",
            f'<rect width="{width:.0f}" height="{total:.0f}" fill="#fff"/>',
            f'<text x="{_MARGIN:.0f}" y="{_MARGIN + _TITLE - 2:.0f}" font-size="{_TITLE:.0f}" '
            f'font-weight="600" fill="#1c1b19">{escape(title)}</text>',
            inner,
            *lines,
            "</svg>\n",
        ]
    )
