"""Which reports tell of one incident: by the rare words that they share and the days that they tell of."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import chain
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray

from dateline.fold import fold
from dateline.lineage.units import sentences, words_of
from dateline.records import Report, Story
from dateline.tables import read

SAME_STORY = 0.12  # mean likeness of the reports of two groups, 0 to 1, from which they tell one story
FAINT = 0.03  # likeness below which two reports are taken to have nothing in common
LEAD_SHARE = 0.3  # of the likeness of two reports, what that of their first words makes
LEAD_WORDS = 60
TERMS = 200  # of a report, those of most weight, that it is compared by
DISTINCT = 1.5  # weight of a name or a number against another word
PRESS = 1000  # reports of other stories that a case is thought to be drawn from: a small case is no press
TIMELESS = 0.3  # of the likeness, what is left where two reports tell of days far apart
MEMORY = 10.0  # days in which what hangs on the day wears off to about a third
FURNITURE_REPORTS = 3  # that bear one sentence
FURNITURE_DAYS = 10  # that lie between them, and beyond which the sentence belongs to the page

Terms = Mapping[str, float]
Numbers = NDArray[np.float64]


def stories(
    reports: Sequence[Report],
    told: Mapping[str, Iterable[date]],
    *,
    same_story: float = SAME_STORY,
) -> tuple[Story, ...]:
    """Every report in one story, by lowest report id; a story of its own where no other tells it.

    ``told`` gives the days that each report tells of, by report id; the day of publication counts as one.
    Likeness is the cosine of the reports' words weighted by rarity (Salton's tf-idf), names and numbers
    more, the first words on their own besides; it wears off with the days between what the two tell.
    Groups are joined by mean likeness, best first, down to ``same_story``. The order changes nothing.
    """
    ordered = sorted(reports, key=lambda r: r.id)
    texts = _without_furniture(ordered)
    days = [_days(r, told.get(r.id, ())) for r in ordered]
    likeness = _likeness(texts, days)
    return tuple(_story([ordered[i] for i in group]) for group in _joined(len(ordered), likeness, same_story))


def _story(members: Sequence[Report]) -> Story:
    names = tuple(r.id for r in members)
    published = [r.published.date for r in members if r.published]
    digest = hashlib.sha256(f"story\n{names[0]}".encode()).hexdigest()[:16]
    return Story(f"st-{digest}", names, min(published, default=None), max(published, default=None))


def _days(report: Report, told: Iterable[date]) -> tuple[int, ...]:
    own = [report.published.date] if report.published else []
    return tuple(sorted({day.toordinal() for day in chain(own, told)}))


# --- what is compared ------------------------------------------------------------------------------


def _without_furniture(reports: Sequence[Report]) -> list[str]:
    """The title and text of each report without sentences that many pages bear, whatever they tell."""
    parts = [[report.title or "", *_sentences(report)] for report in reports]
    bearers: dict[str, set[int]] = defaultdict(set)
    for at, told in enumerate(parts):
        for sentence in told[1:]:
            bearers[fold(sentence)].add(at)
    pages = {words for words, at in bearers.items() if _is_furniture([reports[i] for i in at])}
    return ["\n".join(s for s in told if fold(s) not in pages) for told in parts]


def _sentences(report: Report) -> Iterator[str]:
    for passage in report.passages:
        for start, end in sentences(report.received_text, passage.start, passage.end):
            yield report.received_text[start:end]


def _is_furniture(bearers: Sequence[Report]) -> bool:
    days = [r.published.date for r in bearers if r.published]
    return len(bearers) >= FURNITURE_REPORTS and bool(days) and (max(days) - min(days)).days > FURNITURE_DAYS


def _likeness(texts: Sequence[str], days: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, float]]:
    """Pairs of reports that have something in common, the lower first, with how much."""
    every = [words_of(text) for text in texts]
    whole = _Compared(_vectors(every))
    lead = _Compared(_vectors([words[:LEAD_WORDS] for words in every]))
    for at in range(len(texts)):
        alike = (1 - LEAD_SHARE) * whole.with_earlier(at) + LEAD_SHARE * lead.with_earlier(at)
        for other in np.flatnonzero(alike >= FAINT).tolist():
            found = float(alike[other]) * _nearness(days[at], days[other])
            if found >= FAINT:
                yield other, at, found


class _Compared:
    """Vectors of terms with an index of the reports that bear each, by their numbers."""

    def __init__(self, vectors: Sequence[Terms]) -> None:
        bearers: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, list[float]] = defaultdict(list)
        for at, terms in enumerate(vectors):
            for term, weight in terms.items():
                bearers[term].append(at)
                weights[term].append(weight)
        self.vectors = vectors
        self.bearers = {term: np.array(at) for term, at in bearers.items()}
        self.weights = {term: np.array(of) for term, of in weights.items()}

    def with_earlier(self, at: int) -> Numbers:
        """Cosine of the report ``at`` with each report that stands before it."""
        cosine = np.zeros(at)
        for term, weight in self.vectors[at].items():
            before = int(np.searchsorted(self.bearers[term], at))
            cosine[self.bearers[term][:before]] += weight * self.weights[term][:before]
        return cosine


def _vectors(every: Sequence[Sequence[str]]) -> list[Terms]:
    """The terms of each report by weight, of length one together."""
    counts = [_counts(words) for words in every]
    bearing = Counter(term for found, _ in counts for term in found)
    return [_vector(found, names, bearing, len(every) + PRESS) for found, names in counts]


def _counts(words: Sequence[str]) -> tuple[Counter[str], frozenset[str]]:
    """How often each word stands, and which are names or numbers: those mostly capitalised."""
    found: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for word in words:
        for term in fold(word).split():
            if term not in _common() and (len(term) > 1 or term.isdigit()):
                found[term] += 1
                capital[term] += not word[0].islower()
    return found, frozenset(term for term, count in capital.items() if 2 * count > found[term])


def _vector(found: Counter[str], names: frozenset[str], bearing: Mapping[str, int], press: int) -> Terms:
    weights = {
        term: (1 + log(count)) * log(press / bearing[term]) * (DISTINCT if term in names else 1.0)
        for term, count in found.items()
    }
    length = sqrt(sum(w * w for w in weights.values())) or 1.0
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:TERMS]
    return {term: weights[term] / length for term in heaviest}


def _nearness(ours: Sequence[int], theirs: Sequence[int]) -> float:
    """1 where two reports tell of one day, falling to ``TIMELESS``; undated reports are near to any."""
    if not ours or not theirs:
        return 1.0
    apart = min(abs(a - b) for a in ours for b in theirs)
    return TIMELESS + (1 - TIMELESS) * exp(-apart / MEMORY)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(read("dateline.lineage", "common.toml")["words"])


# --- joining ---------------------------------------------------------------------------------------


def _joined(count: int, likeness: Iterable[tuple[int, int, float]], least: float) -> list[list[int]]:
    """Groups by average linkage: the pair of groups most alike on average is joined first."""
    sums: dict[int, dict[int, float]] = {at: {} for at in range(count)}
    for one, other, value in likeness:
        sums[one][other] = sums[other][one] = value
    groups = {at: [at] for at in range(count)}
    queue = [(-v, a, b) for a, near in sums.items() for b, v in near.items() if a < b and v >= least]
    heapify(queue)
    while queue:
        value, one, other = heappop(queue)
        if one not in groups or other not in groups or -value != _mean(sums, groups, one, other):
            continue
        _merge(sums, one, other)
        groups[one] += groups.pop(other)
        for third in sums[one]:
            mean = _mean(sums, groups, one, third)
            if mean >= least:
                heappush(queue, (-mean, min(one, third), max(one, third)))
    return [sorted(groups[at]) for at in sorted(groups, key=lambda at: min(groups[at]))]


def _mean(
    sums: Mapping[int, Mapping[int, float]], groups: Mapping[int, Sequence[int]], one: int, other: int
) -> float:
    return sums[one].get(other, 0.0) / (len(groups[one]) * len(groups[other]))


def _merge(sums: dict[int, dict[int, float]], one: int, other: int) -> None:
    """Add what is like ``other`` to what is like ``one``, and forget ``other``."""
    for third, value in sums.pop(other).items():
        del sums[third][other]
        if third != one:
            total = sums[one].get(third, 0.0) + value
            sums[one][third] = sums[third][one] = total
