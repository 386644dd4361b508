"""Dead, wounded, captured and missing of each event: low, best and high, by a named profile."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from statistics import median_low

from dateline.assess.figures import Figure, figures, latest_by_source
from dateline.assess.numbers import is_rising, relation
from dateline.assess.told import claims_of, published_of
from dateline.between import Told
from dateline.fold import fold
from dateline.gist import is_total, victim_names
from dateline.plans import Step, Take
from dateline.records import Claim, Event, Toll
from dateline.tables import rows


@dataclass(frozen=True, slots=True)
class Profile:
    """A way to read a range of counts."""

    name: str
    best: str
    closed: bool = False  # "at least 60" ends at 60
    vague: dict[str, float] = field(default_factory=dict)


@lru_cache(maxsize=1)
def profiles() -> Mapping[str, Profile]:
    """The profiles of ``profiles.toml`` by name."""
    return {p.name: p for p in rows("dateline.assess", "profiles.toml", "profiles", Profile)}


def steps(profile: str) -> tuple[Step, ...]:
    """From ``Told`` to ``Toll``: of each casualty event by category, with the claims behind and those aside.

    Counts that a source or the rising toll has outgrown are set aside for the latest. Parts of a count and
    counts on top of one are set aside where a whole count stands, and added up where none does. Totals of a
    war or a long period are tolls of the scope "campaign" and never meet those of events.

    Raises:
        ValueError: ``profile`` is not in ``profiles.toml``; the message lists those that are.
    """
    if profile not in profiles():
        raise ValueError(
            f"no toll profile is called {profile!r}: choose one of {', '.join(sorted(profiles()))}"
        )

    def tolls(_: str, told: Sequence[Told]) -> Iterator[Toll]:
        for each in told:
            yield from _of_event(each.event, claims_of(each), published_of(each), profiles()[profile])

    return (Step("tolls", (Take(Told, _counts_harm),), (Toll,), tolls),)


def _counts_harm(told: Told) -> tuple[str, ...]:
    return (told.event.id,) if told.event.kind == "casualties" else ()


def _of_event(
    event: Event, known: Mapping[str, Claim], published: Mapping[str, date], profile: Profile
) -> Iterator[Toll]:
    categories: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures(event, known, published):
        categories[figure.category].append(figure)
    for category in sorted(categories):
        yield _toll(event, category, categories[category], profile)


def _toll(event: Event, category: str, found: Sequence[Figure], profile: Profile) -> Toll:
    whole = [f for f in found if not f.added and not f.part]
    if not whole and all(f.quantity.named for f in found):
        whole = list(found)  # nobody counted, so that those who are named stand for all
    fresh = [] if whole else _distinct([f for f in found if not f.part]) or list(found)
    standing = list(latest_by_source(whole)) or fresh
    standing = _without_outgrown(standing, whole) if whole else standing
    lows = [_vague(f, profile, f.low) for f in standing]
    highs = [max(f.high if f.high is not None else f.best, f.best) for f in standing]
    low, high = (min(lows), max(highs)) if whole else (sum(lows), sum(highs))
    best = _best(standing, profile) if whole else low
    high = max(high, best)
    is_open = any(f.high is None and (f.best >= high or not whole) for f in standing)
    told = {f.key for f in standing}
    same = [f for f in found if f.key in told]
    behind = {f.claim.id for f in same}
    aside = {f.claim.id for f in found} - behind
    body = "\n".join(("toll", event.id, category, profile.name))
    return Toll(
        id="to-" + hashlib.sha256(body.encode()).hexdigest()[:16],
        event_id=event.id,
        category=category,
        victims=_victims(same),
        low=low,
        best=best,
        high=None if is_open and not profile.closed else high,
        profile=profile.name,
        claim_ids=tuple(sorted(behind)),
        set_aside=tuple(sorted(aside)),
        scope="campaign" if any(is_total(f.claim) for f in found) else "event",
        why=_why(standing, bool(whole), len(aside)) + _end(profile, is_open=is_open),
    )


def _distinct(added: Sequence[Figure]) -> list[Figure]:
    """Counts to be added up, each once however many carry it."""
    once = {(f.source, f.told, f.best): f for f in reversed(added)}
    return sorted(once.values(), key=lambda f: (f.told, f.claim.id))


def _without_outgrown(standing: Sequence[Figure], whole: Sequence[Figure]) -> list[Figure]:
    """Leave out counts that the toll has since outgrown; a party's own count stays, however old."""
    newest = max(standing, key=lambda f: (f.told, f.best, f.claim.id))
    rising = is_rising(whole)
    return [f for f in standing if f is newest or relation(f, newest, rising) != "superseded"]


def _best(standing: Sequence[Figure], profile: Profile) -> float:
    values = [_vague(f, profile, f.best) for f in standing]
    if profile.best == "lowest":
        return min(values)
    if profile.best == "latest":
        official = [f for f in standing if f.claim.source and not f.claim.source.anonymous] or list(standing)
        return max(official, key=lambda f: (f.told, f.best, f.claim.id)).best
    return float(median_low(values))


def _vague(figure: Figure, profile: Profile, value: float) -> float:
    """The profile's number where the words hold none ("dozens"), else ``value``."""
    words = fold(figure.quantity.text).split()
    named = [profile.vague[w] for w in words if w in profile.vague]
    return float(named[0]) if named and not any(c.isdigit() for c in figure.quantity.text) else value


def _victims(told: Sequence[Figure]) -> str:
    """Who they were, as the claims behind the figure have it."""
    names = sorted({name for f in told for name in victim_names(f.claim.targets)})
    return ", ".join(n for n in names if not any(n != m and n in m for m in names)) or "people"


def _why(standing: Sequence[Figure], whole: bool, aside: int) -> str:
    sources = len({f.source for f in standing})
    told = "source" if sources == 1 else "sources"
    basis = f"the latest count of {sources} {told}" if whole else f"{len(standing)} counts added up"
    return f"From {basis}; {aside or 'no'} {'claim' if aside == 1 else 'claims'} set aside."


def _end(profile: Profile, *, is_open: bool) -> str:
    """How a range ends that the highest count leaves open."""
    if not is_open:
        return ""
    if profile.closed:
        return f" The highest count is a least number; the profile {profile.name} ends the range at it."
    return " The highest count is a least number, so that the range is open upwards."
