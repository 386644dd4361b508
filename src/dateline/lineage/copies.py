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
from dateline.records import CopyLink, Report
from dateline.tables import read

# A sentence is compared with few others, whatever the size of the case: it is looked for under few of its
# runs of words, and under each with the last few sentences that bore it.
SOUGHT = 8  # runs under which a sentence is looked for: those of least hash that are not of idle words alone
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
    """The first sentence, by date, of all that have the same words, with the hashes of its runs."""

    unit: Unit
    runs: tuple[int, ...]  # of three words, ascending
    sought: tuple[int, ...]  # some of these


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier wording that a wording is told in, edited."""

    words: int  # hash of the wording's
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
    """From ``Report`` to ``CopyLink``: from each sentence to those of other reports that it carries.

    The link leads from the later to the earlier. A few runs of three words lead to candidates, so that the
    work grows with the text, not with its pairs; the longest common subsequence of words decides. Short
    sentences, too easily alike by chance, count as copied between reports that share a longer one. Offsets
    are into ``received_text`` of the two reports.
    """
    return (
        Step("sentences", (Take(Report, lambda r: (r.id,)),), (Unit, Short), _sentences),
        Step("wordings", (Take(Unit, _words),), (Wording,), _wordings),
        Step("alike", (Take(Wording, lambda w: w.sought),), (Alike,), _alike_wordings),
        Step("carried", (Take(Unit, _words), Take(Alike, lambda a: (a.words,))),
             (Carried,), _carried),
        Step("pairs", (Take(Carried, _pair),), (Pair,), _pairs),
        Step("short sentences",
             (Take(Pair, lambda p: (p.report, p.other)), Take(Short, lambda s: (s.report,))),
             (Beside,), _beside, each=True),
        Step("copies", (Take(Carried, _pair), Take(Beside, lambda b: (f"{b.report}\n{b.other}",))),
             (CopyLink,), _copies),
    )  # fmt: skip


def _words(unit: Unit) -> tuple[int]:
    return (hashed(unit.words),)


def _pair(carried: Carried) -> tuple[str]:
    return (f"{carried.link.report}\n{carried.link.other}",)


def _sentences(_: str, reports: Sequence[Report]) -> Iterator[Unit | Short]:
    for report in reports:
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
    hashes = {crc32(" ".join(run).encode()) * _MIXED & 0xFFFFFFFF: run for run in shingles(words)}
    telling = sorted(h for h, run in hashes.items() if not set(run) <= _idle())
    yield Wording(first, tuple(sorted(hashes)), tuple((telling or sorted(hashes))[:SOUGHT]))


@lru_cache(maxsize=1)
def _idle() -> frozenset[str]:
    return frozenset(read("dateline.lineage", "common.toml")["words"])


def _alike_wordings(run: int, told: Sequence[Wording]) -> Iterator[Alike]:
    """Pairs of wordings; one that has several sought runs in common is found under the least of them."""
    ordered = sorted(told, key=lambda w: (w.unit.order, w.unit.words))
    for at, later in enumerate(ordered):
        for earlier in ordered[max(0, at - BEFORE) : at]:
            if run == min(h for h in later.sought if h in earlier.sought):
                found = _compared(later, earlier)
                if found:
                    yield found


def _compared(later: Wording, earlier: Wording) -> Alike | None:
    shared = len({*later.runs} & {*earlier.runs})
    link = compare(later.unit, earlier.unit) if shared >= RUNS else None
    if link is None:
        return None
    return Alike(
        hashed(later.unit.words), link.other, link.other_start, link.other_end, shared, link.similarity,
        link.how == "verbatim",
    )  # fmt: skip


def _carried(_: int, told: Sequence[Unit], alike: Sequence[Alike]) -> Iterator[Carried]:
    """What each sentence of one wording carries: the first of them, and the earlier wordings most like it."""
    first = min(told, key=lambda u: u.order, default=None)
    near = sorted(alike, key=lambda a: (-a.shared, a.other, a.other_start))[:CANDIDATES]
    for unit in told:
        links = [_link(unit, first, 1.0, exact=True)] if first and unit is not first else []
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
