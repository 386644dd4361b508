"""GeoWebNews and TR-News, and for the last figure LGL and GeoVirus: which words are places, and where.

The path is a copy of the repository milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation. Measured are F
of the place spans (a span counts when it overlaps an annotated one), the share of resolved places within
161 km (100 miles) of the annotated point, of those that both sides put somewhere, the share of annotated
places that are found and lie within 161 km, and the mean error. As in the corpora's own
protocol, peoples ("the Syrian army") count as places, and words marked for training alone do not.

The middle of a country is a convention, and ours is not that of the corpora. So where the words are the
own name of a country or of its first division, or name its people, it is also right when the annotated
point lies inside it: when the nearest town of the gazetteer does. A continent or a region of several
countries is right within 1,500 km. Figures by points alone stand beside these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import numpy as np

from benchmarks.corpus import Document, annotated, spread
from benchmarks.figures import Figure, Outcome, f1, rates
from dateline import pipeline
from dateline.fold import fold
from dateline.records import Annotated, Where
from dateline.resolve import columns, compiling
from dateline.resolve.countries import by_word
from dateline.resolve.places import locate
from dateline.syntax import offsets

SETS = {  # name, file inside the repository, whether it is final
    "GeoWebNews": ("data/GWN.xml", False),
    "TR-News": ("data/Corpora/TR-News.xml", False),
    "LGL": ("data/Corpora/lgl.xml", True),
    "GeoVirus": ("data/Corpora/GeoVirus.xml", True),
}
NO_PLACE = frozenset({"Non_Toponym", "Literal_Expression", "Non_Lit_Expression"})
NEAR = 161.0  # km
WIDE = ("country", "continent", "region")  # one point cannot stand for them: where it lies is a convention
FAR_AND_WIDE = 1500.0  # km from the middle of a region of several countries
_EARTH = 6371.0  # km


@dataclass(frozen=True, slots=True)
class Toponym:
    """An annotated place name; ``point`` is latitude and longitude where the set tells them."""

    start: int
    end: int
    place: bool = True
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A place that the program found in the text."""

    start: int
    end: int
    where: Where
    text: str


@dataclass(frozen=True, slots=True)
class Error:
    """How far a place that was found lies from the annotated point, and whether it is right all the same."""

    kilometres: float
    where: Where
    right: bool


def measure(path: Path, *, final: bool, limit: int) -> Outcome:
    """The figures of every set found under ``path``."""
    figures: list[Figure] = []
    misses: list[str] = []
    for name, (inside, last) in SETS.items():
        if (path / inside).is_file() and last == final:
            articles = spread([*read(path / inside)], limit)
            found, wrong = score(name, articles)
            figures += found
            misses += wrong
    return Outcome(tuple(figures), tuple(misses))


def read(path: Path) -> Iterator[tuple[Document, list[Toponym]]]:
    """Articles of one XML file with their annotated names."""
    for number, article in enumerate(ElementTree.parse(path).getroot().iter("article")):  # noqa: S314
        published = _text(article, "dltime", "feedid", "date")[:10]
        day = published if published[:4].isdigit() and len(published) == 10 else None
        name = article.get("file") or article.get("docid") or article.get("number") or str(number)
        marks = [_toponym(node) for node in article.iter("toponym") if _text(node, "start")]
        marks += [_toponym(node) for node in article.iter("location") if _text(node, "start")]
        text = next((node.text or "" for node in article.iter("text")), "")
        yield Document(f"{path.stem}-{name}", text, day), marks


def _toponym(node: ElementTree.Element) -> Toponym:
    lat, lon = _text(node, "latitude", "lat"), _text(node, "longitude", "lon")
    point = (float(lat), float(lon)) if lat and lon else None
    kind = _text(node, "type")
    return Toponym(int(_text(node, "start")), int(_text(node, "end")), kind not in NO_PLACE, point)


def _text(node: ElementTree.Element, *names: str) -> str:
    """The text of the first descendant of one of ``names`` that has any."""
    return next((t.text.strip() for name in names for t in node.iter(name) if t.text and t.text.strip()), "")


def score(name: str, articles: Sequence[tuple[Document, list[Toponym]]]) -> tuple[list[Figure], list[str]]:
    """Figures over articles and errors in words."""
    gold = {document.id: marks for document, marks in articles}
    hits = found = met = wanted = 0
    errors: list[Error] = []
    resolvable = 0
    misses: list[str] = []
    for seen in annotated(document for document, _ in articles):
        marks, places = gold[seen.report.id], list(places_of(seen))
        pairs = [(m, [p for p in places if p.start < m.end and m.start < p.end]) for m in marks]
        wanted += sum(m.place for m in marks)
        met += sum(bool(ps) for m, ps in pairs if m.place)
        found += len(places)
        hits += sum(any(m.place and p.start < m.end and m.start < p.end for m in marks) for p in places)
        resolvable += sum(m.place and m.point is not None for m in marks)
        errors += _errors(pairs)
        misses += _misses(name, seen, pairs, places)
    return _figures(name, f1(hits, found, met, wanted), errors, resolvable, len(articles)), misses


def _figures(
    name: str,
    tagging: tuple[float, float, float],
    errors: list[Error],
    resolvable: int,
    count: int,
) -> list[Figure]:
    on, placed = f"{count} articles", f"{len(errors)} of {resolvable} places"
    right = sum(e.right for e in errors)
    near = sum(e.kilometres <= NEAR for e in errors)
    smaller = [e.right for e in errors if e.where.feature not in WIDE]
    least, all_ = max(1, len(errors)), max(1, resolvable)
    return [
        *rates(name, "place", tagging, on),
        Figure(name, "accuracy at 161 km of resolved", right / least, placed),
        Figure(name, "the same by points alone", near / least, placed),
        Figure(
            name, "the same, countries aside", sum(smaller) / max(1, len(smaller)), f"{len(smaller)} places"
        ),
        Figure(name, "recall at 161 km", right / all_, placed),
        Figure(name, "mean error", sum(e.kilometres for e in errors) / least, placed, "km"),
    ]


def places_of(seen: Annotated) -> Iterator[Located]:
    """Names of places as the program settles them, and the countries that its parties bear in their names."""
    found: Mapping[int, Where] = locate(seen.mentions, seen, pipeline.tools().places)
    taken: set[tuple[int, int]] = set()
    for i, mention in enumerate(seen.mentions):
        if mention.type == "place" and i in found and any(char.isupper() for char in mention.text):
            sentence = seen.sentences[mention.sentence]
            taken.update((mention.sentence, token) for token in range(mention.first, mention.last))
            start, end = offsets(sentence, mention.first, mention.last)
            yield Located(start, end, found[i], mention.text)
    for sentence in seen.sentences:
        for token in sentence.tokens:
            where = _country(token.text) if (sentence.index, token.i) not in taken else None
            if where is not None:
                start = sentence.start + token.start
                yield Located(start, start + len(token.text), where, token.text)


@cache
def _country(word: str) -> Where | None:
    """The country that a word names, or whose people it names; the program reads both as a party."""
    if not word[:1].isupper():
        return None
    use = pipeline.tools()
    state = use.actors.demonym(word)
    for place in use.places.named(state.name if state is not None else word)[:1]:
        if place.feature == "country":
            return Where(place.name, word, place.id, place.lat, place.lon, place.country, feature="country")
    return None


def _errors(pairs: Sequence[tuple[Toponym, list[Located]]]) -> Iterator[Error]:
    for mark, places in pairs:
        if mark.place and mark.point:
            yield from [e for p in places if (e := _error(mark.point, p)) is not None][:1]


def _error(point: tuple[float, float], found: Located) -> Error | None:
    """None where the place is not resolved."""
    off = distance(point, found.where)
    return None if off is None else Error(off, found.where, off <= NEAR or _covers(found, point, off))


def _covers(found: Located, point: tuple[float, float], off: float) -> bool:
    """Is the point in the country, division or wide region that the words name outright?"""
    where = found.where
    if where.feature == "region":
        return not where.country and off <= FAR_AND_WIDE
    if where.feature == "country":
        own = by_word().get(fold(found.text)) == where.country or where.id == _bearer(found.text)
        return own and _land(point)[0] == where.country
    named = {place.id for place in pipeline.tools().places.named(found.text)}
    return where.feature == "admin1" and where.id in named and _land(point) == (where.country, where.admin1)


def _bearer(words: str) -> str | None:
    """The best-known bearer of a name: "US" is the country."""
    return next((place.id for place in pipeline.tools().places.named(words)), None)


@cache
def _land(point: tuple[float, float]) -> tuple[str, str]:
    """Country and first division of the town nearest to a point."""
    lat, lon, divisions = _towns()
    east = np.cos(np.radians(point[0])) * (lon - point[1])
    country, division, *_ = divisions[int(np.argmin((lat - point[0]) ** 2 + east**2))].split("\t")
    return country, division


@cache
def _towns() -> tuple[Any, Any, list[str]]:
    """Latitudes, longitudes, and for each the country and divisions, parted by tabs."""
    with as_file(files("dateline.resolve") / "data/gazetteer.bin") as path:
        known, _ = columns.read(path)
    towns = [i for i, kind in enumerate(known["kind"]) if compiling.KINDS[kind] in ("place", "capital")]
    names = [known["divisions"][known["division"][i]] for i in towns]
    lat, lon = (cast("Any", known[name])[towns] / compiling.SCALE for name in ("lat", "lon"))
    return lat, lon, names


def distance(point: tuple[float, float], where: Where) -> float | None:
    """Kilometres along the great circle; None where the place is not resolved."""
    if where.lat is None or where.lon is None:
        return None
    lat, lon, other_lat, other_lon = map(radians, (*point, where.lat, where.lon))
    chord = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(chord)))


def _misses(
    name: str, seen: Annotated, pairs: Sequence[tuple[Toponym, list[Located]]], places: Sequence[Located]
) -> Iterator[str]:
    text = seen.report.received_text

    def around(start: int, end: int) -> str:
        return " ".join(
            f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 50]}".split()
        )

    for mark, found in pairs:
        if mark.place and not found:
            yield f"{name} missed: {around(mark.start, mark.end)}"
        errors = [e for p in found if mark.point and (e := _error(mark.point, p)) is not None]
        if mark.place and errors and not errors[0].right:
            told = errors[0].where
            off = f"{errors[0].kilometres:.0f} km off: {around(mark.start, mark.end)}"
            yield f"{name} {off} read as {told.name}, {told.country}"
        elif mark.place and found and not errors and mark.point:
            yield f"{name} unresolved: {around(mark.start, mark.end)}; {found[0].where.reason}"
    for place in places:
        if not any(m.place and place.start < m.end and m.start < place.end for m, _ in pairs):
            yield f"{name} extra: {around(place.start, place.end)}"
