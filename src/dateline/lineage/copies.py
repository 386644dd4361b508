"""Sentences that one report shares with another, found through edits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from dateline.lineage.units import Unit, shingles, units
from dateline.records import CopyLink, Report

# A sentence is compared with few others, whatever the size of the case: each run of words leads to
# the first sentences that bore it, and a sentence that is nearly the same as one of those leads nowhere new.
LEADERS_PER_SHINGLE = 12
CANDIDATES = 6
COMPARABLE_WORDS = 8  # shorter sentences are too easily alike by chance
VERBATIM = 0.93
EDITED = 0.62  # share of the shorter sentence's plain words that stand in the other in the same order
PLAIN_WORDS = 8  # plain words shared, at least
OWN_WORDS = 6  # words outside quotation marks, in one shared sentence at least
SAME_NAME = 65  # ratio, 0 to 100, from which two spellings are of one name
LACKING_SHARE = 0.3  # of the names and numbers of one sentence, that the other may lack
RUNS = 4  # runs of three words shared, at least


def copies(reports: Sequence[Report]) -> tuple[CopyLink, ...]:
    """Links from each sentence to those of other reports that it carries, the later to the earlier.

    Word three-grams lead to candidates (an inverted index that keeps few leaders per run, so that the
    work grows with the text, not with its pairs); the longest common subsequence of words decides.
    Short sentences, too easily alike by chance, count as copied between reports that share a longer one.
    Offsets are into ``received_text`` of the two reports. The order of ``reports`` changes nothing.
    """
    every = units(reports)
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)  # places in ``every``
    found: list[tuple[bool, CopyLink]] = []
    for at, unit in enumerate(every):
        if len(unit.words) < COMPARABLE_WORDS:
            continue
        runs = shingles(unit.words)
        links = [link for other in _candidates(unit, runs, index, every) if (link := compare(unit, other))]
        found.extend((unit.own >= OWN_WORDS, link) for link in links)
        if not any(link.similarity >= VERBATIM for link in links):
            for run in runs:
                if len(index[run]) < LEADERS_PER_SHINGLE:
                    index[run].append(at)
    links = list(_corroborated(found))
    links.extend(_short(every, links))
    return tuple(sorted(links, key=lambda k: (k.report, k.start, k.other, k.other_start)))


def _short(every: Sequence[Unit], links: Sequence[CopyLink]) -> Iterator[CopyLink]:
    """Short sentences that stand word for word in two reports one of which carries the other's copy."""
    short: dict[str, dict[tuple[str, ...], Unit]] = defaultdict(dict)
    for unit in every:
        if len(unit.words) < COMPARABLE_WORDS:
            short[unit.report].setdefault(unit.words, unit)
    for name, other in sorted({(link.report, link.other) for link in links}):
        for words in sorted(short[name].keys() & short[other].keys()):
            yield _link(short[name][words], short[other][words], 1.0, exact=True)


def _candidates(
    unit: Unit,
    runs: frozenset[tuple[str, ...]],
    index: Mapping[tuple[str, ...], Sequence[int]],
    every: Sequence[Unit],
) -> Iterator[Unit]:
    """The earlier sentences of other reports that share most runs, most first, then by their order."""
    shared: Counter[int] = Counter()
    for run in runs:
        shared.update(index.get(run, ()))
    enough = [
        (-count, at) for at, count in shared.items() if count >= RUNS and every[at].report != unit.report
    ]
    yield from (every[at] for _, at in sorted(enough)[:CANDIDATES])


def compare(unit: Unit, other: Unit) -> CopyLink | None:
    """The link between two sentences of different reports, or None where they are merely alike."""
    whole = LCSseq.similarity(unit.words, other.words)
    share = whole / min(len(unit.words), len(other.words))
    plain = LCSseq.similarity(unit.plain, other.plain)
    kept = plain / max(1, min(len(unit.plain), len(other.plain)))
    exact = whole / max(len(unit.words), len(other.words)) >= VERBATIM
    edited = kept >= EDITED and share >= EDITED and plain >= PLAIN_WORDS
    if not exact and not edited and not _reordered(unit, other):
        return None
    if not exact and not _same_names(unit, other):
        return None
    return _link(unit, other, max(share, kept), exact=exact)


def _link(unit: Unit, other: Unit, similarity: float, *, exact: bool) -> CopyLink:
    return CopyLink(
        report=unit.report, start=unit.start, end=unit.end,
        other=other.report, other_start=other.start, other_end=other.end,
        similarity=round(similarity, 4), how="verbatim" if exact else "edited",
    )  # fmt: skip


def _same_names(one: Unit, other: Unit) -> bool:
    """Whether the names and numbers of two sentences are mostly the same, in some spelling.

    A newsroom fills one frame of words with another town and other figures every day: no copy.
    The first word, which is capitalised in any case, counts where the other sentence lacks it.
    What two newsrooms were told is no copy either.
    """
    if one.told and other.told and not _alike(one.told, other.told):
        return False
    ours, theirs = sorted((one, other), key=lambda u: (len(u.names), u.order))
    lacking = sum(not any(_alike(name, known) for known in theirs.names) for name in ours.names)
    strange = one.words[0] not in other.words and other.words[0] not in one.words
    return not ours.names or (lacking + strange) / (len(ours.names) + strange) <= LACKING_SHARE


def _alike(one: str, other: str) -> bool:
    if one.isdigit() or other.isdigit():
        return one == other
    return one in other or other in one or fuzz.ratio(one, other) >= SAME_NAME


def _reordered(unit: Unit, other: Unit) -> bool:
    """Whether the shorter sentence's runs of plain words all but stand in the other, in another order."""
    ours, theirs = shingles(unit.plain, 2), shingles(other.plain, 2)
    shared = len(ours & theirs)
    return shared >= PLAIN_WORDS and shared / min(len(ours), len(theirs)) >= EDITED


def _corroborated(found: list[tuple[bool, CopyLink]]) -> Iterator[CopyLink]:
    """Links between two reports that share more than quotations: two pieces may quote one statement."""
    ordered = sorted(found, key=lambda f: (f[1].report, f[1].other))
    for _, group in groupby(ordered, key=lambda f: (f[1].report, f[1].other)):
        shared = list(group)
        if any(own for own, _ in shared):
            yield from (link for _, link in shared)
