"""Origins as one event or one holding sees them: cut down to its claims, one for each named source.

A leaf that ``lineage``, ``events`` and ``assess`` share, so that every count of origins is made and
explained in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz

from dateline.fold import fold
from dateline.records import Claim, Origin

SAME_WORDING = 80  # token-set ratio, 0 to 100, from which two quotes are one wording, cut or edited
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def narrowed(
    claims: Iterable[Claim], sources: Mapping[str, Origin], published: Mapping[str, date]
) -> tuple[Origin, ...]:
    """The origins of some claims, each with those claims and their carriers alone, first reported first.

    A named source counts once, however many newsrooms it spoke to, and so does a newsroom on its own word; an
    unnamed source once for each newsroom.
    """
    every = list({c.id: c for c in claims}.values())
    named = {sources[c.id].id for c in every if _is_named(c)}
    said: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in every:
        origin = sources[claim.id]
        if origin.source is None and origin.channel:
            said["newsroom", origin.channel].append(claim)
        elif origin.source and origin.id in named:
            said["name", origin.source].append(claim)
        else:
            said["origin", origin.id].append(claim)
    found = [_narrow(group, sources, published) for group in said.values()]
    return tuple(sorted(found, key=lambda o: (o.first_reported or date.max, o.id)))


def took_back(supporting: Sequence[Origin], against: Sequence[Origin]) -> tuple[Origin, ...]:
    """The origins against an event that first told of it, on their own word or as a channel, and recanted."""
    first: dict[str, date] = {}
    for origin in supporting:
        for who in {mouth(origin), fold(origin.channel or "")} - {""}:
            first[who] = min(first.get(who, date.max), origin.first_reported or date.min)
    return tuple(o for o in against if mouth(o) in first and first[mouth(o)] < (o.first_reported or date.max))


def withdrawn(supporting: Sequence[Origin], against: Sequence[Origin]) -> dict[str, str]:
    """Ids of the origins for an event that were taken back, with the key of who did: see ``mouth``."""
    gone = {mouth(o) for o in took_back(supporting, against)}
    through = {o.id: fold(o.channel or "") for o in supporting}
    return {o.id: who for o in supporting for who in (through[o.id], mouth(o)) if who in gone}


def mouth(origin: Origin) -> str:
    """Key of whoever is answerable for an origin's words: its source, else the newsroom itself."""
    return fold(origin.source or origin.channel or "")


def _is_named(claim: Claim) -> bool:
    source = claim.source
    return source is not None and not source.anonymous and source.type != "media"


def _narrow(claims: Sequence[Claim], sources: Mapping[str, Origin], published: Mapping[str, date]) -> Origin:
    ordered = sorted(claims, key=lambda c: (published.get(c.report, date.max), c.id))
    origin = min((sources[c.id] for c in ordered), key=lambda o: (o.first_reported or date.max, o.id))
    carriers = tuple(sorted({c.report for c in ordered}))
    newsrooms = sorted({name for c in ordered if (name := sources[c.id].channel)})
    return replace(
        origin,
        carriers=carriers,
        first_reported=min((published[c.report] for c in ordered if c.report in published), default=None),
        claim_ids=tuple(sorted(c.id for c in ordered)),
        why=why(len(carriers), len(wordings(ordered)), origin.source, newsrooms),
    )


def wordings(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims grouped by wording, in the order of their first; copies, cut or edited, share one."""
    found: list[tuple[str, list[Claim]]] = []
    for claim in claims:
        words = fold(claim.quote)
        like = next((said for told, said in found if fuzz.token_set_ratio(told, words) >= SAME_WORDING), None)
        if like is None:
            found.append((words, [claim]))
        else:
            like.append(claim)
    return [said for _, said in found]


def number(count: int) -> str:
    """A count in words up to ten, in figures beyond."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, noun: str) -> str:
    """A count with its noun: "one report", "three reports"."""
    return f"{number(count)} {noun}" if count == 1 else f"{number(count)} {noun}s"


def why(carriers: int, texts: int, source: str | None, newsrooms: Sequence[str]) -> str:
    """One sentence: how many reports, how many texts, whose statement, through whom."""
    through = " and ".join(newsrooms) if newsrooms else "an unnamed outlet"
    holder = f"{source}, through {through}" if source else f"{through} on its own word"
    told = counted(carriers, "report")
    if carriers == 1:
        return f"{told}, one claim-holder: {holder}"
    return f"{told}, {counted(max(1, min(texts, carriers)), 'text')}, one claim-holder: {holder}"
