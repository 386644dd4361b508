"""A text laid out: which stretches are headline, caption and body, and which are furniture, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dateline.read.byline import find_byline
from dateline.read.captions import caption_prefix, find_captions, find_credit, is_scene
from dateline.read.credits import find_credits, is_partial_credit, listed_credits, whole_credit
from dateline.read.dateline import Head, find_dateline
from dateline.read.dates import is_date_line
from dateline.read.furniture import find_furniture, find_menus, tail_patterns
from dateline.read.headlines import bullet, find_headlines
from dateline.read.lines import Line, join_wrapped, split_lines
from dateline.records import Dateline, Furniture, Part, Passage

Agencies = Callable[[str], str | None]
_TAIL = 400  # characters behind a paragraph that are looked at for notes
_CREDITING = {"credit line", "copyright notice"}


@dataclass(slots=True)
class Layout:
    """What the lines of a text were found to be; filled while they are read, then left alone."""

    passages: list[Passage] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    date_lines: list[tuple[Line, bool]] = field(default_factory=list)  # and whether above the headline
    own_credits: list[str] = field(default_factory=list)  # of the story as a whole
    whole_credits: list[str] = field(default_factory=list)  # of these, no helpers ("with inputs from X")
    told_credits: list[str] = field(default_factory=list)  # of single statements
    headline: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    head: Head | None = None
    about: str | None = None  # the outlet's description of itself


def lay_out(text: str, agencies: Agencies, title: str | None = None) -> Layout:
    """Read ``text`` line by line; every character that is no white space ends in one stretch."""
    lines = join_wrapped(text, split_lines(text))
    layout = Layout()
    why = find_furniture(lines)
    _set_dates_apart(lines, why)
    _set_credits_apart(lines, why, agencies, layout)
    why |= find_menus(lines, [i for i in range(len(lines)) if i not in why])
    free = [i for i in range(len(lines)) if i not in why]
    captions, credits = find_captions(lines, free, agencies)
    why |= dict.fromkeys(credits, "picture credit")
    _set_bylines_apart(lines, why, captions, agencies, layout)
    free = [i for i in range(len(lines)) if i not in why and i not in captions]
    heads, apart = find_headlines(lines, free, title)
    why |= apart
    layout.headline = lines[heads[0]].text if heads else None
    scene = _scene(lines, heads, captions, why)
    parts: dict[int, Part] = dict.fromkeys(captions | scene, "caption")
    parts.update(dict.fromkeys(heads, "headline"))
    _name_dates(lines, why, heads, layout)
    for index, line in enumerate(lines):
        if index in why:
            layout.furniture.append(Furniture(line.start, line.end, why[index]))
            _note_credits(line, why[index], agencies, layout)
        else:
            _lay_passage(text, line, parts.get(index, "body"), agencies, layout)
    return layout


def _set_dates_apart(lines: Sequence[Line], why: dict[int, str]) -> None:
    for index, line in enumerate(lines):
        if why.get(index) in {None, "page label"} and is_date_line(line.text):
            why[index] = "date"


def _set_credits_apart(
    lines: Sequence[Line], why: dict[int, str], agencies: Agencies, layout: Layout
) -> None:
    for index, line in enumerate(lines):
        if index in why:
            continue
        names = whole_credit(line.text, agencies)
        if names:
            why[index] = "credited agency"
            _credit(layout, names, line.text)


def _set_bylines_apart(
    lines: Sequence[Line], why: dict[int, str], captions: set[int], agencies: Agencies, layout: Layout
) -> None:
    first = next((i for i, line in enumerate(lines) if line.is_sentence and i not in captions), len(lines))
    for index, line in enumerate(lines):
        if index in why or index in captions:
            continue
        byline = find_byline(line.text, agencies, under_headline=0 < index < first)
        if byline:
            why[index] = "byline"
            layout.byline = layout.byline or byline


def _scene(lines: Sequence[Line], heads: Sequence[int], captions: set[int], why: dict[int, str]) -> set[int]:
    """The first paragraph, where it describes a picture and the report begins under it."""
    body = [i for i in range(len(lines)) if i not in why and i not in captions and i not in heads]
    if len(body) < 3 or not heads or body[0] < heads[0]:
        return set()
    return {body[0]} if is_scene(lines[body[0]].text) else set()


def _name_dates(lines: Sequence[Line], why: dict[int, str], heads: Sequence[int], layout: Layout) -> None:
    """Tell the date of the site, above the headline, from the date of the report."""
    text = [i for i in range(len(lines)) if i not in why]
    first = heads[0] if heads else (text[0] if text else 0)
    for index in sorted(i for i, reason in why.items() if reason == "date"):
        above = index < first
        why[index] = "site date" if above else "date"
        layout.date_lines.append((lines[index], above))


def _note_credits(line: Line, why: str, agencies: Agencies, layout: Layout) -> None:
    if why in _CREDITING or why == "byline":
        _credit(layout, listed_credits(line.text, agencies), line.text)
    elif why.startswith("self-description"):
        layout.about = layout.about or line.text


def _credit(layout: Layout, names: Sequence[str], words: str) -> None:
    layout.own_credits += names
    layout.whole_credits += () if is_partial_credit(words) else names


def _lay_passage(text: str, line: Line, part: Part, agencies: Agencies, layout: Layout) -> None:
    """Take what is no text off both ends of a line, and keep the rest as a passage."""
    start, end = line.start, line.end
    if part == "body":
        start = _cut_headline(text, start, end, layout)
        end = _cut_tail(text, start, end, agencies, layout)
        start = _cut_dateline(text, start, end, agencies, layout)
    else:
        start += caption_prefix(text[start:end]) if part == "caption" else 0
        credit = find_credit(text[start:end], agencies) if part == "caption" else None
        if credit is not None:
            layout.furniture.append(Furniture(*_trim(text, start + credit, end), "picture credit"))
            end = start + credit
        if start > line.start:
            layout.furniture.append(Furniture(*_trim(text, line.start, start), "page label"))
    start += bullet(text[start:end])
    start, end = _trim(text, start, end)
    if start < end:
        layout.passages.append(Passage(start, end, part))
        if part == "body":
            layout.told_credits += find_credits(text[start:end], agencies)


def _cut_headline(text: str, start: int, end: int, layout: Layout) -> int:
    """A page's headline run into its paragraph ("Town falls to rebelsThe army said ...")."""
    title = layout.headline
    if title and len(title.split()) >= 4 and text.startswith(title, start) and end - start > len(title):
        layout.furniture.append(Furniture(start, start + len(title), "repeated headline"))
        return _trim(text, start + len(title), end)[0]
    return start


def _cut_tail(text: str, start: int, end: int, agencies: Agencies, layout: Layout) -> int:
    """Notes behind a paragraph's last sentence: credits, and links to other stories."""
    for pattern, needs_agency in tail_patterns():
        found = pattern.search(text, max(start, end - _TAIL), end)
        if found is None or found.start() < start + 20:
            continue
        cut = _trim(text, found.start(), end)
        names = listed_credits(text[cut[0] : cut[1]], agencies)
        if names or not needs_agency:
            _credit(layout, names, text[cut[0] : cut[1]])
            layout.furniture.append(Furniture(*cut, "credit line" if names else "note after the text"))
            end = found.start()
    return end


def _cut_dateline(text: str, start: int, end: int, agencies: Agencies, layout: Layout) -> int:
    """The dateline of the report, before its first paragraph or, in a round-up, of any paragraph."""
    head = find_dateline(text[start:end], agencies)
    if head is None:
        return start
    if layout.dateline is None:
        layout.dateline = Dateline(
            start, _trim(text, start, start + head.length)[1], head.place, head.agency, head.region
        )
        layout.head = head
        layout.own_credits[:0] = [head.agency] if head.agency else []
    layout.furniture.append(Furniture(*_trim(text, start, start + head.length), "dateline"))
    return start + head.length


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
