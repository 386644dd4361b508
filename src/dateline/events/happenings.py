"""Happenings of the kinds other than control: blocks by kind, place and parties, cut by time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from dateline.events.members import Cluster, Member
from dateline.events.timing import Window, cut
from dateline.fold import fold
from dateline.gist import gainer, is_total, parties, victims
from dateline.records import Claim, Origin

WINDOWS: Mapping[str, Window] = {
    "control": Window(dated=3, after=7, undated=7),  # counts of places
    "fighting": Window(dated=0, after=2, undated=2),
    "casualties": Window(dated=0, after=4, undated=3),
    "movement": Window(dated=1, after=3, undated=3),
    "crossing": Window(dated=1, after=5, undated=5),
    "talks": Window(dated=1, after=3, undated=3),
    "position": Window(dated=1, after=2, undated=2),
}
_LEAVING = ("fled", "retreated", "withdrew")
_ON_THE_GROUND = ("clash", "assault", "repelled")  # one fight, as told by its two sides and by onlookers
RUNNING = 7  # days without news after which a count that was kept no longer runs on
_UP_TO = ("by ", "as of ", "up to ", "until ")
GROWTH = 3  # days after an attack in which its toll still grows


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """A day on which, by a report, there was fighting or harm at a place."""

    report: str
    at: str
    day: date


SpokenOf = Mapping[tuple[str, str], Collection[date]]  # by report and place
ALIKE = 60  # token-set ratio, 0 to 100, from which two statements in words are one


def key(member: Member, origins: Mapping[str, Origin]) -> tuple[str, ...]:
    """What members must share, besides time, to speak of one happening.

    Where no place is told, the parties must be the same; where neither is, the origin.
    """
    claim = member.claim
    actors = " ".join(sorted(parties(claim.actors)))
    change = "left" if claim.change in _LEAVING else claim.change or ""
    fallback = member.at or actors or origins[claim.id].id
    if claim.kind == "control":
        units = " ".join(sorted({fold(q.unit) for q in claim.quantities}))
        return ("count", claim.change or "", str(gainer(claim)), member.at, units)
    if claim.kind == "casualties":
        return (claim.kind, _counted_since(claim), fallback) if is_total(claim) else (claim.kind, fallback)
    if claim.kind == "movement":
        return (claim.kind, change, actors, member.at)
    if claim.kind == "talks":
        return (
            claim.kind,
            change,
            " ".join(sorted(parties(claim.actors) | parties(claim.targets))) or fallback,
        )
    if claim.kind == "position":
        return (claim.kind, change, actors or fallback)
    return (claim.kind, "ground" if change in _ON_THE_GROUND else change, fallback)


def _counted_since(claim: Claim) -> str:
    """The month from which a total counts, "total" where no day is told; "since 2014" is not "this year"."""
    when = claim.when
    told = when.start if when and when.text and when.precision != "unknown" else None
    return f"total since {told:%Y-%m}" if told else "total"


def clusters_of(
    kind: str, block: Sequence[Member], origins: Mapping[str, Origin], spoken_of: SpokenOf
) -> list[Cluster]:
    """Happenings in one block of a kind; ``origins`` gives the origin of each claim by its id."""
    if is_total(block[0].claim):
        return _by_victims(Cluster(None, list(block)), origins)
    if kind == "casualties":
        found = cut(block, WINDOWS[kind], fit=_suits)
        grown = _running(_grown(found, spoken_of))
        return [part for cluster in grown for part in _by_victims(cluster, origins)]
    found = cut(block, WINDOWS[kind])
    if kind == "position":
        return [part for cluster in found for part in _by_words(cluster)]
    if kind == "fighting":
        return [part for cluster in found for part in _by_parties(cluster)]
    return found


def _suits(member: Member, cluster: Cluster) -> int:
    """How well a count suits a toll: by an equal count, by who died, last where fighters alone are told."""
    told = {(fold(q.unit), q.value or q.low) for m in cluster.supporting for q in m.claim.quantities}
    labels = {victims(m.claim) for m in cluster.supporting}
    label = victims(member.claim)
    if told & {(fold(q.unit), q.value or q.low) for q in member.claim.quantities}:
        return 2
    if label and label in labels:
        return 1
    return -1 if label in ("", "civilians") and not labels & {"", "civilians"} else 0


def days_spoken_of(every: Iterable[SpokenDay]) -> SpokenOf:
    """The days on which, by each report, there was fighting or harm at each place."""
    found: dict[tuple[str, str], set[date]] = defaultdict(set)
    for each in every:
        found[each.report, each.at].add(each.day)
    return found


def _grown(clusters: Sequence[Cluster], spoken_of: SpokenOf) -> list[Cluster]:
    """Clusters with those joined to the one before that only tell how its toll grew in the days after.

    Most of their reports must speak of the earlier day themselves, and none may count both days.
    """
    found: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (c.first, c.last)):
        if found and _grows(found[-1], cluster, spoken_of):
            found[-1].supporting.extend(cluster.supporting)
        else:
            found.append(cluster)
    return found


def _grows(before: Cluster, after: Cluster, spoken_of: SpokenOf) -> bool:
    days = (after.first - before.last).days
    if not 0 < days <= GROWTH or {*_counts(before)} & {*_counts(after)}:
        return False
    reports = {m.claim.report for m in after.supporting}
    at = after.supporting[0].at
    back = [r for r in reports if any(before.first <= d <= before.last for d in spoken_of.get((r, at), ()))]
    return bool(at) and 2 * len(back) > len(reports)


def _running(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Clusters with later counts of no day of their own joined to a count that was kept from some day on.

    Where "700 have died since Sunday" was told, "more than 900" a few days later goes on with it.
    """
    found: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (c.first, c.last)):
        before = next((c for c in reversed(found) if _runs_on(c, cluster)), None)
        if before is not None:
            before.supporting.extend(cluster.supporting)
        else:
            found.append(cluster)
    return found


def _runs_on(before: Cluster, after: Cluster) -> bool:
    if any(_has_own_day(m) for m in after.supporting) or not any(
        _is_kept(m.claim) for m in before.supporting
    ):
        return False
    silent = (after.first - max(m.known for m in before.supporting)).days
    ours, theirs = _highest(before), _highest(after)
    more = [theirs[unit] > ours[unit] for unit in ours.keys() & theirs.keys()]
    return silent <= RUNNING and bool(more) and all(more)


def _has_own_day(member: Member) -> bool:
    """Whether a count names its day, and not only the one up to which it was made ("by Monday")."""
    told = member.claim.when.text if member.claim.when else None
    return member.dated and not (told or "").lower().startswith(_UP_TO)


def _is_kept(claim: Claim) -> bool:
    """Whether a count adds up some days ("since Sunday", "between 26 and 30 January")."""
    when = claim.when
    days = (when.end - when.start).days if when and when.start and when.end else 0
    return bool(when and when.text and when.precision == "interval" and days > 0)


def _highest(cluster: Cluster) -> dict[str, float]:
    """The highest count of a cluster by unit."""
    told = [(fold(q.unit), q.value or q.low) for m in cluster.supporting for q in m.claim.quantities]
    return {unit: max(n for u, n in told if u == unit and n) for unit, n in told if n}


def _counts(cluster: Cluster) -> Iterator[tuple[str, str]]:
    """What each report counts by day in a cluster: report and unit."""
    for member in cluster.supporting:
        if member.dated and member.claim.stance == "asserts":
            yield from ((member.claim.report, fold(q.unit)) for q in member.claim.quantities)


def _by_victims(cluster: Cluster, origins: Mapping[str, Origin]) -> list[Cluster]:
    """Cut by who died, but never one origin's one count; who does not say goes to the one group there is."""

    def counts(member: Member) -> set[str]:
        told = [(q.unit, q.value, q.low) for q in member.claim.quantities if not q.named]
        return {f"{origins[member.claim.id].id} {unit} {value} {low}" for unit, value, low in told}

    return _split(cluster, lambda m: victims(m.claim), counts)


def _by_parties(cluster: Cluster) -> list[Cluster]:
    """Cut by who fought; claims that do not say go to the one group there is, or stay apart."""
    return _split(cluster, lambda m: " ".join(sorted(parties(m.claim.actors) | parties(m.claim.targets))))


def _no_ties(_: Member) -> set[str]:
    return set()


def _split(
    cluster: Cluster, label: Callable[[Member], str], ties: Callable[[Member], set[str]] = _no_ties
) -> list[Cluster]:
    """Parts that share no word of a label and no tie; a silent member joins the only part that speaks."""
    parts: list[tuple[set[str], list[Member]]] = []
    silent: list[Member] = []
    for member in sorted(cluster.supporting, key=lambda m: (not label(m), m.order)):
        words, tied = set(label(member).split()), ties(member)
        joined = [part for part in parts if part[0] & (words | tied)]
        if not words and not joined:
            silent.append(member)
            continue
        parts = [part for part in parts if part not in joined]
        merged = ((words | tied).union(*(p[0] for p in joined)), [m for p in joined for m in p[1]] + [member])
        parts.append(merged)
    if silent and len(parts) == 1:
        parts[0][1].extend(silent)
    elif silent:
        parts.append((set(), silent))
    return [Cluster(cluster.party, found) for _, found in parts]


def _by_words(cluster: Cluster) -> list[Cluster]:
    """Cut by what was said: each part has a leader, and the others are told in words like its own."""
    parts: dict[str, list[Member]] = defaultdict(list)
    for member in sorted(cluster.supporting, key=lambda m: m.order):
        words = fold(member.claim.quote)
        leader = next((led for led in parts if fuzz.token_set_ratio(led, words) >= ALIKE), words)
        parts[leader].append(member)
    return [Cluster(cluster.party, found) for found in parts.values()]
