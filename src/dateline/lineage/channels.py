"""The channel of each claim: the newsroom that got the statement, and the passage it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.between import Identified, Press
from dateline.lineage.newsrooms import initials, newsroom_key, told_newsroom
from dateline.plans import Components, Step, Take
from dateline.records import Claim, CopyLink


@dataclass(frozen=True, slots=True)
class Channel:
    """The newsroom of a claim, how it is known, and the shared passage that the claim stands in."""

    name: str | None
    key: str
    rank: int  # 0: the report says whom the source told; 1: the copy's agency; 2: the outlet itself
    passage: str  # key of the passage, the same for every carrier of it


@dataclass(frozen=True, slots=True)
class Shared:
    """A sentence (report, start and end in lines) that others carry, and the key of all that are one."""

    sentence: str
    passage: str

    @property
    def report(self) -> str:
        """The report that the sentence stands in."""
        return self.sentence.rsplit("\n", 2)[0]

    @property
    def span(self) -> tuple[int, int]:
        """Where in the report it stands."""
        _, start, end = self.sentence.rsplit("\n", 2)
        return int(start), int(end)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report that carries a shared passage."""

    passage: str
    press: Press


@dataclass(frozen=True, slots=True)
class ToldIn:
    """A newsroom that some carrier of a passage says was told what stands in it."""

    passage: str
    newsroom: str


@dataclass(frozen=True, slots=True)
class Credited:
    """The newsroom of a shared passage."""

    passage: str
    name: str | None
    rank: int


@dataclass(frozen=True, slots=True)
class Credit:
    """The newsroom of a shared passage, for a report that carries it."""

    report: str
    passage: str
    name: str | None
    rank: int


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A name of a newsroom that some report gives."""

    name: str


@dataclass(frozen=True, slots=True)
class FullName:
    """The one newsroom of the case that some initials fit."""

    short: str
    full: str


@dataclass(frozen=True, slots=True)
class ShortName:
    """Initials that a report gives for a newsroom."""

    report: str
    short: str


@dataclass(frozen=True, slots=True)
class FullFor:
    """The newsroom that initials stand for, for a report that gives these."""

    report: str
    short: str
    full: str


def steps() -> tuple[Step | Components, ...]:
    """From ``CopyLink``, ``Press`` and ``Identified`` to what a report needs to know its claims' channels."""
    return (
        Components("passages", (Take(CopyLink, _sentences),), (Shared,)),
        Step("carriers", (Take(Press, lambda p: (p.report,)), Take(Identified, lambda i: (i.claim.report,)),
                          Take(Shared, lambda s: (s.report,))),
             (Carrier, ToldIn, Newsroom, ShortName), _carriers),
        Step("credited", (Take(Carrier, lambda c: (c.passage,)), Take(ToldIn, lambda t: (t.passage,))),
             (Credited,), _credited),
        Step("credits", (Take(Carrier, lambda c: (c.passage,)), Take(Credited, lambda c: (c.passage,))),
             (Credit, ShortName), _credits, each=True),
        Step("newsrooms in full", (Take(Newsroom, _letters),), (FullName,), _in_full),
        Step("newsrooms asked", (Take(ShortName, lambda s: (s.short,)), Take(FullName, lambda f: (f.short,))),
             (FullFor,), _asked, each=True),
    )  # fmt: skip


def channels(
    claims: Sequence[Claim],
    press: Press,
    shared: Sequence[Shared],
    credits: Sequence[Credit],
    full: Sequence[FullFor],
) -> dict[str, Channel]:
    """The channel of each claim of one report; uncredited copy has the agency of its credited siblings."""
    spans, credited = _spans(shared), {c.passage: (c.name, c.rank) for c in credits}
    names = {each.short: each.full for each in full}
    return {c.id: _called(_channel(c, _at(spans, c), press, credited), names) for c in claims}


def _sentences(link: CopyLink) -> tuple[str, str]:
    one, other = (link.report, link.start, link.end), (link.other, link.other_start, link.other_end)
    return "\n".join(map(str, one)), "\n".join(map(str, other))


def _carriers(
    _: str, press: Sequence[Press], told: Sequence[Identified], shared: Sequence[Shared]
) -> Iterator[Carrier | ToldIn | Newsroom | ShortName]:
    spans, names = _spans(shared), set[str]()
    for page in press:
        yield from (Carrier(passage, page) for passage in sorted({s.passage for s in shared}))
        names |= {name.removeprefix("By ") for name in (page.outlet, page.byline, page.agency) if name}
    for claim in (each.claim for each in told):
        source, newsroom = claim.source, told_newsroom(claim)
        names |= {newsroom} if newsroom else set()
        names |= {source.name or source.text} if source and source.type == "media" else set()
        passage = _at(spans, claim)
        if passage and newsroom:
            yield ToldIn(passage, newsroom)
    yield from map(Newsroom, sorted(names))
    yield from (ShortName(page.report, name) for page in press for name in sorted(names) if name.isupper())


def _credited(passage: str, carriers: Sequence[Carrier], told: Sequence[ToldIn]) -> Iterator[Credited]:
    """An agency that a carrier credits or says was told, else the earliest carrier's outlet."""
    ordered = sorted((c.press for c in carriers), key=_by_date)
    known = [page.agency for page in ordered if page.agency] + sorted({t.newsroom for t in told})
    if ordered:
        yield Credited(passage, known[0] if known else ordered[0].outlet, 1 if known else 2)


def _credits(
    passage: str, carriers: Sequence[Carrier], credited: Sequence[Credited]
) -> Iterator[Credit | ShortName]:
    """The newsroom of a passage, for those who carry it and credit nobody."""
    for page in (c.press for c in carriers if not c.press.agency):
        for credit in credited:
            yield Credit(page.report, passage, credit.name, credit.rank)
            if credit.name and credit.name.isupper():
                yield ShortName(page.report, credit.name)


def _by_date(page: Press) -> tuple[date, str]:
    return (page.published or date.max, page.report)


def _letters(newsroom: Newsroom) -> tuple[str, ...]:
    letters = initials(newsroom.name)
    return (letters,) if letters else ()


def _in_full(short: str, told: Sequence[Newsroom]) -> Iterator[FullName]:
    full = {each.name.removeprefix("the ").removeprefix("The ") for each in told}
    if len(full) == 1:
        yield FullName(short, min(full))


def _asked(short: str, asking: Sequence[ShortName], known: Sequence[FullName]) -> Iterator[FullFor]:
    yield from (FullFor(each.report, short, name.full) for each in asking for name in known)


def _spans(shared: Sequence[Shared]) -> list[tuple[int, int, str]]:
    return sorted((*each.span, each.passage) for each in shared)


def _at(spans: Sequence[tuple[int, int, str]], claim: Claim) -> str | None:
    """The passage that covers most of a claim, or None where the words are the report's own."""
    last = bisect_right(spans, claim.end, key=lambda s: s[0])
    near = spans[max(0, last - 8) : last]
    best = max(near, key=lambda s: min(claim.end, s[1]) - max(claim.start, s[0]), default=None)
    return best[2] if best and min(claim.end, best[1]) > max(claim.start, best[0]) else None


def _channel(
    claim: Claim, passage: str | None, press: Press, credited: Mapping[str, tuple[str | None, int]]
) -> Channel:
    name: str | None
    if claim.source and claim.source.type == "media":
        name, rank = claim.source.name or claim.source.text, 0
    elif told := told_newsroom(claim):
        name, rank = told, 0
    elif press.agency:
        name, rank = press.agency, 1
    elif passage:
        name, rank = credited[passage]
    else:
        name, rank = press.outlet, 2
    key = newsroom_key(name) if name else f"report {press.report}"
    return Channel(name, key, rank, passage or f"{press.report}\n{claim.start}")


def _called(channel: Channel, full: Mapping[str, str]) -> Channel:
    """The channel under the full name of a newsroom of which some report gives the initials alone."""
    name = full.get(channel.name or "")
    return replace(channel, name=name, key=newsroom_key(name)) if name else channel
