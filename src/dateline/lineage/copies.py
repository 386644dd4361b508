"""Sentences that one report shares with another, found through edits: as steps of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from dateline.lineage.units import Unit, shingles, units
from dateline.plans import Step, Take, hashed
from dateline.records import CopyLink, Extraction
from dateline.tables import read

# A sentence is compared with few others, whatever the size of the case: it is looked for under few of its
# runs of words, each with few words of its names, and there with the last few sentences that bore both.
SOUGHT = 5  # runs under which a sentence is looked for: those of least hash that are not of idle words alone
NAMED = 3  # words of names, each of which is joined to each run, so that frames of words do not fill a group
BEFORE = 12  # earlier sentences under one run that a sentence is compared with
CANDIDATES = 6
COMPARABLE_WORDS = 8  # shorter sentences are too easily alike by chance
VERBATIM = 0.93
EDITED = 0.62  # share of the shorter sentence's plain words that stand in the other in the same order
PLAIN_WORDS = 8  # plain words shared, at least
OWN_WORDS = 6  # words outside quotation marks, in one shared sentence at least
SAME_NAME = 65  # ratio, 0 to 100, from which two spellings are of one name
LACKING_SHARE = 0.3  # of the names and numbers of one sentence, that the other may lack
RUNS = 4  # runs of three words shared, at least
_MIXED = 2654435761  # spreads the values of a checksum (Knuth's multiplicative hashing)


@dataclass(frozen=True, slots=True)
class Short:
    """The sentences of a report that are too short to be compared: words with start and end."""

    report: str
    sentences: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The first sentence, by date, of all that have the same words in one week, with hashes of its runs."""

    unit: Unit
    runs: tuple[int, ...]  # of three words, ascending
    sought: tuple[int, ...]  # hashes of some of these with names


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier wording that a wording is told in, edited."""

    words: int  # key of the wording
    other: str
    other_start: int
    other_end: int
    shared: int  # runs
    similarity: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """A sentence of one report and the earlier one, of another, that it carries."""

    link: CopyLink
    own: bool  # it is more than a quotation


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports, the first of which carries more than quotations from the second."""

    report: str
    other: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The short sentences of one of two reports."""

    report: str
    other: str
    short: Short


def steps() -> tuple[Step, ...]:
    """From ``Extraction`` to ``CopyLink``: from each sentence to those of other reports that it carries.

    The link leads from the later to the earlier. A few runs of three words lead to candidates, so that the
    work grows with the text, not with its pairs; the longest common subsequence of words decides. Short
    sentences, too easily alike by chance, count as copied between reports that share a longer one. Offsets
    are into ``received_text`` of the two reports.
    """
    return (
        Step("sentences", (Take(Extraction, lambda e: (e.report.id,)),), (Unit, Short), _sentences),
        Step("wordings", (Take(Unit, _words),), (Wording,), _wordings),
        Step("alike", (Take(Wording, lambda w: w.sought),), (Alike,), _alike_wordings),
        Step("carried",
             (Take(Unit, _words), Take(Wording, lambda w: _words(w.unit)), Take(Alike, lambda a: (a.words,))),
             (Carried,), _carried, each=True),
        Step("pairs", (Take(Carried, _pair),), (Pair,), _pairs),
        Step("short sentences",
             (Take(Pair, lambda p: (p.report, p.other)), Take(Short, lambda s: (s.report,))),
             (Beside,), _beside, each=True),
        Step("copies", (Take(Carried, _pair), Take(Beside, lambda b: (f"{b.report}\n{b.other}",))),
             (CopyLink,), _copies),
    )  # fmt: skip


def _words(unit: Unit) -> tuple[int]:
    day = unit.order[0]
    return (hashed(f"{unit.words}\n{day.toordinal() // 7}"),)


def _pair(carried: Carried) -> tuple[str]:
    return (f"{carried.link.report}\n{carried.link.other}",)


def _sentences(_: str, told: Sequence[Extraction]) -> Iterator[Unit | Short]:
    for report in (each.report for each in told):
        every = units([report])
        yield from (u for u in every if not _is_short(u))
        short = {u.words: (u.words, u.start, u.end) for u in reversed(every) if _is_short(u)}
        if short:
            yield Short(report.id, tuple(sorted(short.values())))


def _is_short(unit: Unit) -> bool:
    return unit.length < COMPARABLE_WORDS


def _wordings(_: int, told: Sequence[Unit]) -> Iterator[Wording]:
    first = min(told, key=lambda u: u.order)
    words = first.words.split()
    hashes = {_hash(" ".join(run)): run for run in shingles(words)}
    telling = sorted(h for h, run in hashes.items() if not set(run) <= _idle()) or sorted(hashes)
    names = sorted(
        {crc32(word.encode()) * _MIXED & 0xFFFFFFFF for name in first.names for word in name.split()}
    )
    sought = {run << 31 ^ name for run in telling[:SOUGHT] for name in names[:NAMED] or [0]}
    yield Wording(first, tuple(sorted(hashes)), tuple(sorted(sought)))


def _hash(words: str) -> int:
    return crc32(words.encode()) * _MIXED & 0xFFFFFFFF


@lru_cache(maxsize=1)
def _idle() -> frozenset[str]:
    return frozenset(read("dateline.lineage", "common.toml")["words"])


def _alike_wordings(run: int, told: Sequence[Wording]) -> Iterator[Alike]:
    """Pairs of wordings; one that has several sought runs in common is found under the least of them."""
    ordered = sorted(told, key=lambda w: (w.unit.order, w.unit.words))
    sets = [(frozenset(w.sought), frozenset(w.runs)) for w in ordered]
    for at, (sought, runs) in enumerate(sets):
        told_before = set[str]()  # the same words of several weeks are one
        for before in range(at - 1, max(-1, at - BEFORE - 1), -1):
            shared = len(runs & sets[before][1])
            earlier = ordered[before].unit
            if shared >= RUNS and run == min(sought & sets[before][0]) and earlier.words not in told_before:
                told_before.add(earlier.words)
                link = compare(ordered[at].unit, earlier)
                if link:
                    yield _alike_to(ordered[at], link, shared)


def _alike_to(later: Wording, link: CopyLink, shared: int) -> Alike:
    return Alike(
        _words(later.unit)[0], link.other, link.other_start, link.other_end, shared, link.similarity,
        link.how == "verbatim",
    )  # fmt: skip


def _carried(
    _: int, told: Sequence[Unit], wordings: Sequence[Wording], alike: Sequence[Alike]
) -> Iterator[Carried]:
    """What a sentence carries: the first of its wording, and the earlier wordings most like it."""
    near = sorted(alike, key=lambda a: (-a.shared, a.other, a.other_start))[:CANDIDATES]
    for unit in told:
        links = [_link(unit, w.unit, 1.0, exact=True) for w in wordings if w.unit.order != unit.order]
        links += [_edited(unit, a) for a in near]
        yield from (Carried(link, unit.own >= OWN_WORDS) for link in links if link.other != unit.report)


def _pairs(_: str, carried: Sequence[Carried]) -> Iterator[Pair]:
    """Reports that share more than quotations: two pieces may quote one statement."""
    if any(each.own for each in carried):
        yield Pair(carried[0].link.report, carried[0].link.other)


def _beside(_: str, pairs: Sequence[Pair], short: Sequence[Short]) -> Iterator[Beside]:
    yield from (Beside(pair.report, pair.other, own) for pair in pairs for own in short)


def _copies(_: str, carried: Sequence[Carried], short: Sequence[Beside]) -> Iterator[CopyLink]:
    """Links of two reports that share more than quotations, with the short sentences that both have."""
    if not any(each.own for each in carried):
        return
    yield from (each.link for each in carried)
    report, other = carried[0].link.report, carried[0].link.other
    own = {b.short.report: {words: (start, end) for words, start, end in b.short.sentences} for b in short}
    ours, theirs = own.get(report, {}), own.get(other, {})
    for words in sorted(ours.keys() & theirs.keys()):
        yield CopyLink(report, *ours[words], other, *theirs[words], 1.0, "verbatim")


@lru_cache(maxsize=20_000)  # a group is compared as it was and as it is
def compare(unit: Unit, other: Unit) -> CopyLink | None:
    """The link between two sentences, or None where they are merely alike."""
    ours, theirs = unit.words.split(), other.words.split()
    whole = LCSseq.similarity(ours, theirs)
    share = whole / min(len(ours), len(theirs))
    plain = LCSseq.similarity(unit.plain, other.plain)
    kept = plain / max(1, min(len(unit.plain), len(other.plain)))
    exact = whole / max(len(ours), len(theirs)) >= VERBATIM
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


def _edited(unit: Unit, alike: Alike) -> CopyLink:
    return CopyLink(
        unit.report, unit.start, unit.end, alike.other, alike.other_start, alike.other_end, alike.similarity,
        "verbatim" if alike.exact else "edited",
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
    words = one.words.split(), other.words.split()
    strange = words[0][0] not in words[1] and words[1][0] not in words[0]
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
