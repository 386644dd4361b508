"""The gun-violence registry: day, city, killed and wounded of an incident from one article about it.

The path is a copy of the repository cltl/LongTailQATask, with its table of incidents (one of the files of
``EventRegistries/GunViolenceArchive/frames``, or all of them) and its articles (``the_violent_corpus``). Both
are Python pickles; they are read by an unpickler that builds nothing but plain values. The articles of the
last quarter by date are for the last figure (``final``). What an article says is taken as: the day of its
first claim of killed or wounded that has one, or of another claim, or the first past day it names; the first
town of its claims in the same order, a county only where no claim has a town, or its dateline's, or the first
town it names; and the highest numbers of killed and of wounded, where people who were "shot" are wounded as
far as they are not dead. Where the registry gives a county, a town in it is right.
"""

from __future__ import annotations

import datetime
import math
import pickle
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.corpus import Document, extracted, spread
from benchmarks.figures import Figure, Outcome
from dateline import pipeline
from dateline.fold import fold
from dateline.records import Claim, Extraction, Place, Report, Where
from dateline.resolve.dates import find_times, resolve_time
from dateline.resolve.places import locate

DATA = "gun violence"
REGISTRY = Path("EventRegistries/GunViolenceArchive")
WIDE = ("country", "admin1", "continent", "region", None)
_DENSITY = 2000.0  # people on a square kilometre, as in an American city
_DEGREE = 111.2  # kilometres
SAMPLE = 400  # articles measured where no limit is given: all 5,408 take a quarter of an hour


@dataclass(frozen=True, slots=True)
class Incident:
    """What the registry says."""

    id: str
    day: datetime.date
    city: str
    killed: int
    wounded: int


@dataclass(frozen=True, slots=True)
class Told:
    """What the program reads in one article; None where it reads nothing."""

    day: datetime.date | None
    places: tuple[Where, ...]
    killed: int
    wounded: int


def measure(path: Path, *, final: bool, limit: int) -> Outcome:
    """Shares of articles whose day, city, killed and wounded are right."""
    registry = path / REGISTRY
    pairs = sorted(articles(registry), key=lambda pair: (pair[0].day, pair[1].id))
    cut = len(pairs) * 3 // 4
    chosen = spread(pairs[cut:] if final else pairs[:cut], limit or SAMPLE)
    incidents = {document.id: incident for incident, document in chosen}
    found = [(incidents[e.report.id], told(e), e) for e in extracted(document for _, document in chosen)]
    misses = [line for incident, answer, e in found for line in _misses(incident, answer, e)]
    return Outcome(tuple(figures([(i, t) for i, t, _ in found], len(chosen))), tuple(misses))


def figures(found: Sequence[tuple[Incident, Told]], count: int) -> Iterator[Figure]:
    """Shares of ``count`` articles."""
    right = {
        "date right": sum(t.day == i.day for i, t in found),
        "city right": sum(_right_city(i.city, t.places) for i, t in found),
        "city right, by name": sum(_same_city(i.city, t.places) for i, t in found),
        "killed right": sum(t.killed == i.killed for i, t in found),
        "wounded right": sum(t.wounded == i.wounded for i, t in found),
    }
    for measure_, number in right.items():
        yield Figure(DATA, measure_, number / max(1, count), f"{count} articles")


def told(found: Extraction) -> Told:
    """The answers that an article gives."""
    harm = [c for c in found.claims if c.kind == "casualties" and c.stance == "asserts"]
    hurt = [c for c in harm if c.change in ("killed", "wounded")]
    first = [*hurt, *(c for c in found.claims if c not in hurt)]
    day = next((c.when.start for c in first if c.when and c.when.precision == "day"), None)
    return Told(day or _first_day(found), _places(found, first), *_numbers(harm))


def _places(found: Extraction, claims: Sequence[Claim]) -> tuple[Where, ...]:
    """Where the first claim with a town is, else a county; else the dateline's town or the first named."""
    places = [tuple(w for w in c.places if w.feature not in WIDE) for c in claims]
    towns = [tuple(w for w in each if w.feature != "admin2") for each in places]
    line = found.report.dateline
    home = (Where(line.place, line.place),) if line and line.place else ()
    open_ = [tuple(w for w in c.places if w.precision == "unresolved") for c in claims]
    told = next((each for each in (*towns, *places) if each), home) or _first_town(found.report)
    return told or next((each for each in open_ if each), ())


def _numbers(harm: Sequence[Claim]) -> tuple[int, int]:
    """Killed and wounded; of people "shot" of whom no wounded are told, those who died are not wounded."""
    killed = _most(harm, "killed")
    hurt = [c for c in harm if not c.rule.startswith("frames/shoot")]
    wounded = _most(hurt, "wounded") or max(0, _most(harm, "wounded") - killed)
    return killed, wounded


def _first_town(report: Report) -> tuple[Where, ...]:
    use = pipeline.tools()
    seen = use.annotator.annotate(report)
    located = locate(seen.mentions, seen, use.places)
    return next(((located[i],) for i in sorted(located) if located[i].feature in ("city", "village")), ())


def _first_day(found: Extraction) -> datetime.date | None:
    """The first day before publication that the article names, else its publication."""
    published = found.report.published.date if found.report.published else None
    for span in find_times(found.report.text):
        when = resolve_time(span, published=published)
        if when.precision == "day" and when.start and published and when.start <= published:
            return when.start
    return published


def _most(claims: Sequence[Claim], unit: str) -> int:
    counts = [q.value or q.low or 0 for c in claims for q in c.quantities if q.unit == unit]
    return int(max(counts, default=1 if any(c.change == unit for c in claims) else 0))


def _same_city(city: str, places: Sequence[Where]) -> bool:
    """Whether a place bears the registry's name of a city, its kind aside, or lies in its county."""
    wanted = {_name(part) for part in city.replace(")", "").split("(")}
    county = _name(city.split("(")[0]) if "(county)" in city else None
    inside = county is not None and any(county == _name(p.admin2 or "") for p in places)
    return inside or any(_name(p.name) in wanted for p in places)


def _right_city(city: str, places: Sequence[Where]) -> bool:
    named = pipeline.tools().places.named(city.split("(")[0].strip())
    return _same_city(city, places) or any(_is_quarter(p, c) for p in places for c in named)


def _is_quarter(place: Where, city: Place) -> bool:
    """Whether a place lies within a city, taken as a disc with ``_DENSITY`` people on a square kilometre."""
    if (
        place.lat is None
        or place.lon is None
        or city.feature != "city"
        or place.feature not in ("city", "village")
    ):
        return False
    radius = math.sqrt(city.population / _DENSITY / math.pi)
    east = (city.lon - place.lon) * math.cos(math.radians(city.lat))
    return _DEGREE * math.hypot(city.lat - place.lat, east) <= radius


def _name(city: str) -> str:
    return re.sub(r"^st\b", "saint", fold(city).strip())


def articles(registry: Path) -> Iterator[tuple[Incident, Document]]:
    """Each article of the corpus after its incident."""
    corpus = registry / "the_violent_corpus"
    for incident in incidents(registry / "frames"):
        for path in sorted((corpus / incident.id).glob("*.json")):
            article = _article(path.read_bytes(), f"{incident.id}-{path.stem}")
            if article.text:
                yield incident, article


def _article(content: bytes, name: str) -> Document:
    item = _Plain.loads(content).state
    day = item["dct"]
    text = "\n\n".join(part for part in (item["title"], item["content"]) if part)
    return Document(name, text, day.isoformat() if isinstance(day, datetime.date) else None)


# --- pickles without running what is in them ------------------------------------------------------


class _Recorded:
    """Stands for any class of a pickle: keeps what the pickle would have given it."""

    def __init__(self, *given: Any) -> None:
        self.given = given
        self.state: Any = None

    def __setstate__(self, state: Any) -> None:
        self.state = state


class _Plain(pickle.Unpickler):
    """Builds dates and arrays; everything else becomes a ``_Recorded``."""

    _ALLOWED: Mapping[tuple[str, str], Any] = {
        ("datetime", "date"): datetime.date,
        ("numpy", "ndarray"): np.ndarray,
        ("numpy", "dtype"): np.dtype,
        ("numpy.core.multiarray", "_reconstruct"): lambda kind, shape, code: kind.__new__(kind, shape, code),
        ("builtins", "slice"): slice,
    }

    def find_class(self, module: str, name: str) -> Any:
        return self._ALLOWED.get((module, name), _Recorded)

    @classmethod
    def loads(cls, content: bytes) -> Any:
        import io

        return cls(io.BytesIO(content), encoding="latin1").load()


def incidents(folder: Path) -> list[Incident]:
    """The incidents of all tables in ``folder``, each once, by id.

    Raises:
        SystemExit: there is no table there.
    """
    found: dict[str, Incident] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file() and path.stat().st_size and not path.suffix:
            for row in rows(path.read_bytes()):
                found.setdefault(str(row["incident_uri"]), _incident(row))
    if not found:
        raise SystemExit(f"{folder} holds no table of incidents: give a copy of cltl/LongTailQATask")
    return [found[name] for name in sorted(found)]


def rows(content: bytes) -> Iterator[dict[str, Any]]:
    """The rows of a pickled data frame, read from its blocks (pandas before 2.0 wrote them so)."""
    manager = _Plain.loads(content)
    manager = manager.state["_data"] if isinstance(manager.state, dict) else manager
    axes, blocks, items = manager.state[0], manager.state[1], manager.state[2]
    labels = [_labels(axis) for axis in axes]
    columns: dict[str, Any] = {}
    for block, names in zip(blocks, items, strict=True):
        for name, values in zip(_labels(names), block, strict=True):
            columns[str(name)] = values
    for number in range(len(labels[1])):
        yield {name: values[number] for name, values in columns.items()}


def _labels(index: Any) -> Sequence[Any]:
    """The labels of an index as its constructor was given them."""
    told_ = next(part for part in index.given if isinstance(part, dict))
    labels: Sequence[Any] = told_["data"]
    return labels


def _incident(row: Mapping[str, Any]) -> Incident:
    return Incident(
        id=str(row["incident_uri"]),
        day=datetime.datetime.strptime(row["date"], "%B %d, %Y").date(),
        city=str(row["city_or_county"]),
        killed=int(row["num_killed"]),
        wounded=int(row["num_injured"]),
    )


def _misses(incident: Incident, answer: Told, found: Extraction) -> Iterator[str]:
    head = " ".join(found.report.text[:160].split())
    harm = [c.quote for c in found.claims if c.kind == "casualties"][:3]
    asked = (
        ("date", incident.day, answer.day, incident.day == answer.day),
        ("city", incident.city, [w.name for w in answer.places], _right_city(incident.city, answer.places)),
        ("killed", incident.killed, answer.killed, incident.killed == answer.killed),
        ("wounded", incident.wounded, answer.wounded, incident.wounded == answer.wounded),
    )
    published = found.report.published.date if found.report.published else None
    for what, wanted, got, right in asked:
        if not right:
            article = f"{found.report.id}, published {published}"
            yield f"{what} is {wanted}, read as {got}: [{article}] {head} | {harm}"
