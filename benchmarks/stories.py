"""Which articles tell of one incident, measured by B-cubed against two public sets.

``measure`` takes a copy of cltl/LongTailQATask (gun violence: articles by the incident of the registry),
``news`` a copy of fhamborg/Giveme5W1H (news_cluster: articles by event). The incidents are dealt out in turn:
on every other one the likeness from which articles are one story is set, the others are scored. Of the gun
violence both halves come from the first three quarters by date; the last quarter is for the last figure
(``final``). The days that an article tells of are those that its first words name, up to its publication.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import gun_violence
from benchmarks.corpus import Document, read
from benchmarks.figures import Figure, Outcome, rates
from dateline.evaluate.groups import b_cubed
from dateline.lineage.stories import SAME_STORY, stories
from dateline.records import Report
from dateline.resolve.dates import find_times, resolve_time

NEWS_CLUSTER = Path("Giveme5W1H/examples/datasets/news_cluster/data")
TRIED = (0.06, 0.07, 0.08, 0.09, 0.10, 0.11, 0.12, 0.13, 0.14, 0.16, 0.18)
FIRST_WORDS = 3000  # characters in which an article says when what it tells of happened


@dataclass(frozen=True, slots=True)
class Told:
    """An article with the incident it tells of and the days it names."""

    incident: str
    report: Report
    days: tuple[datetime.date, ...]


def measure(path: Path, *, final: bool, limit: int) -> Outcome:
    """B-cubed of the gun-violence articles by incident."""
    pairs = sorted(
        gun_violence.articles(path / gun_violence.REGISTRY), key=lambda pair: (pair[0].day, pair[1].id)
    )
    cut = len(pairs) * 3 // 4
    named = [(incident.id, document) for incident, document in pairs]
    early, late = named[:cut], named[cut:]
    tuned, scored = _dealt(early)
    return _measured("gun violence", tuned, late if final else scored, limit)


def news(path: Path, *, final: bool, limit: int) -> Outcome:  # noqa: ARG001 - the set has no part kept back
    """B-cubed of news_cluster by event."""
    return _measured("news_cluster", *_dealt(list(news_cluster(path / NEWS_CLUSTER))), limit)


def news_cluster(folder: Path) -> Iterator[tuple[str, Document]]:
    """Each article of news_cluster after the number of its event."""
    for path in sorted(folder.glob("*.json")):
        item = json.loads(path.read_text(encoding="utf-8"))
        text = "\n".join(part for part in (item["title"], item["description"], item["text"]) if part)
        document = Document(item["dId"], text, (item["date_publish"] or "")[:10] or None, item["title"])
        yield str(item["newsCluster"]["EventId"]), document


Named = Sequence[tuple[str, Document]]


def _dealt(pairs: Named) -> tuple[Named, Named]:
    """The articles of every other incident, and those of the others."""
    order = {name: at for at, name in enumerate(sorted({name for name, _ in pairs}))}
    return [p for p in pairs if order[p[0]] % 2 == 0], [p for p in pairs if order[p[0]] % 2]


def _measured(data: str, tuned: Named, scored: Named, limit: int) -> Outcome:
    """Figures on ``scored`` by the likeness that suits ``tuned`` best, and by the program's own."""
    ours, theirs = _told(tuned, limit), _told(scored, limit)
    if not ours or not theirs:
        return Outcome(())
    best = max(TRIED, key=lambda least: (grouped(ours, least)[2], -least))
    of = f"{len(theirs)} articles"
    return Outcome(
        (
            *rates(data, "stories B3", grouped(theirs, best), f"{of}, from likeness {best}"),
            Figure(data, "stories B3 F as it comes", grouped(theirs, SAME_STORY)[2], of),
        )
    )


def grouped(told: Sequence[Told], least: float) -> tuple[float, float, float]:
    """B-cubed of the stories that articles fall into."""
    found = stories([t.report for t in told], {t.report.id: t.days for t in told}, same_story=least)
    put: Mapping[str, str] = {name: story.id for story in found for name in story.reports}
    return b_cubed({t.report.id: t.incident for t in told}, put)


def _told(pairs: Named, limit: int) -> list[Told]:
    chosen = pairs[:limit] if limit else pairs
    found = ((name, read(document)) for name, document in chosen)
    return [Told(name, report, days(report)) for name, report in found if report]


def days(report: Report) -> tuple[datetime.date, ...]:
    """The days that the first words of a report name, up to its publication."""
    published = report.published.date if report.published else None
    spans = find_times(report.text[:FIRST_WORDS])
    whens = [resolve_time(span, published=published) for span in spans]
    return tuple(
        w.start for w in whens if w.precision == "day" and w.start and published and w.start <= published
    )
