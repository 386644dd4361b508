"""How much of a synthetic world's truth a record recovers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from dateline.records import Claim, ControlPeriod, Event, Record
from world.generate import World
from world.war import Happening, Statement, War

Asked = Callable[..., Sequence[ControlPeriod]]
AGAINST = frozenset({"denied", "held"})


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1; ``missed`` names what was wrong, for whoever tunes."""

    origins: float  # happenings whose origins for and against are counted right
    events: float  # happenings that are one event
    families: float  # B-cubed F of reports in families
    false_merges: float  # of pairs put into one family, those that are not
    types: Mapping[str, tuple[float, float]]  # precision and recall of each type of disagreement
    control: float  # place-days that reports speak of
    tolls: float  # ranges of the killed
    missed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def macro(self) -> float:
        """Mean F of the types of disagreement."""
        found = [2 * p * r / (p + r) if p + r else 0.0 for p, r in self.types.values()]
        return sum(found) / len(found) if found else 0.0


def score(
    world: World,
    record: Record,
    families: Iterable[tuple[str, ...]],
    ask: Asked,
    told: Mapping[str, Statement],
) -> Score:
    """Set a record against the truth; ``told`` gives the statement behind each claim of the record."""
    missed: dict[str, list[str]] = defaultdict(list)
    main = _main_events(world, record.events, told)
    merged = {page.report.id: page.family for page in world.pages}
    return Score(
        origins=_origins(world, record.events, main, told, missed),
        events=_whole(world, record.events, told, missed),
        families=_b_cubed(merged, families),
        false_merges=_false_merges(merged, families),
        types=_types(world, record, told, missed),
        control=_control(world, record, ask, told, missed),
        tolls=_tolls(world, record, main, missed),
        missed={name: tuple(found) for name, found in missed.items()},
    )


def by_span(world: World, claims: Iterable[Claim]) -> dict[str, Statement]:
    """The statement behind each claim that a program read: the one whose words it overlaps most, by kind."""
    truth: dict[str, list[tuple[Claim, Statement]]] = defaultdict(list)
    for page in world.pages:
        truth[page.report.id] += [(claim, page.told[claim.id]) for claim in page.claims]
    found: dict[str, Statement] = {}
    for claim in claims:
        near = [(min(claim.end, t.end) - max(claim.start, t.start), said) for t, said in truth[claim.report]
                if t.kind == claim.kind or said.act in ("denied", "regain")]  # fmt: skip
        best = max(near, key=lambda n: n[0], default=None)
        if best and best[0] > 0:
            found[claim.id] = best[1]
    return found


def _main_events(world: World, events: Sequence[Event], told: Mapping[str, Statement]) -> dict[str, Event]:
    """For each happening the event that holds most of its statements."""
    shares: dict[str, Counter[str]] = defaultdict(Counter)
    known = {event.id: event for event in events}
    for event in events:
        for name, number in Counter(told[c].happening for c in event.claim_ids if c in told).items():
            shares[name][event.id] = number
    return {
        h.id: known[min(shares[h.id], key=lambda e: (-shares[h.id][e], e))]
        for h in world.happenings
        if h.id in shares
    }


def _origins(
    world: World,
    events: Sequence[Event],
    main: Mapping[str, Event],
    told: Mapping[str, Statement],
    missed: dict[str, list[str]],
) -> float:
    right = 0
    for happening in world.happenings:
        # what is told of another town, or of the opposite state of a crossing, is an event of its own
        parts = _parts(happening)
        about = [
            e for e in events if any(told[c].happening == happening.id for c in e.claim_ids if c in told)
        ]
        event = main.get(happening.id)
        held = about if len(parts) > 1 else [event] if event else []
        found = (sum(len(e.origins_for) for e in held), sum(len(e.origins_against) for e in held))
        wanted = (len(happening.origins(against=False)), len(happening.origins(against=True)))
        right += found == wanted
        if found != wanted:
            missed["origins"].append(f"{happening.id} {happening.kind}: {found} for {wanted}")
    return right / len(world.happenings)


def _parts(happening: Happening) -> set[tuple[int, str]]:
    """Events that a happening makes: one for each town it is told of and each state of a crossing."""
    return {(s.place, s.act if s.act in ("open", "closed") else "") for s in happening.statements}


def _whole(
    world: World, events: Sequence[Event], told: Mapping[str, Statement], missed: dict[str, list[str]]
) -> float:
    where: dict[str, set[str]] = defaultdict(set)
    holds: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for claim in event.claim_ids:
            if claim in told and told[claim].act != "regain":
                where[told[claim].happening].add(event.id)
                holds[event.id].add(told[claim].happening)
    right = 0
    for happening in world.happenings:
        found = where[happening.id]
        one = len(found) == len(_parts(happening)) and all(len(holds[e]) == 1 for e in found)
        right += one
        if not one:
            missed["events"].append(f"{happening.id} {happening.kind}: {len(found)} events")
    return right / len(world.happenings)


def _b_cubed(truth: Mapping[str, str], families: Iterable[tuple[str, ...]]) -> float:
    found = {report: number for number, family in enumerate(families) for report in family}
    told, put = defaultdict(set), defaultdict(set)
    for report, family in truth.items():
        told[family].add(report)
        put[found.get(report, report)].add(report)
    precision = recall = 0.0
    for report, family in truth.items():
        mine, theirs = told[family], put[found.get(report, report)]
        precision += len(mine & theirs) / len(theirs)
        recall += len(mine & theirs) / len(mine)
    precision, recall = precision / len(truth), recall / len(truth)
    return 2 * precision * recall / (precision + recall)


def _false_merges(truth: Mapping[str, str], families: Iterable[tuple[str, ...]]) -> float:
    pairs = [(a, b) for family in families for a, b in combinations(family, 2)]
    return sum(truth[a] != truth[b] for a, b in pairs) / len(pairs) if pairs else 0.0


def _types(
    world: World, record: Record, told: Mapping[str, Statement], missed: dict[str, list[str]]
) -> dict[str, tuple[float, float]]:
    truth = {(kind, tuple(sorted(about))) for h in world.happenings for kind, about in h.types}
    found = set()
    for item in record.disagreements:
        about = {told[c].happening for c in (*item.left, *item.right) if c in told}
        found.add((item.type, tuple(sorted(about))))
    missed["types"] += [f"missed {kind} {about}" for kind, about in sorted(truth - found)]
    missed["types"] += [f"false {kind} {about}" for kind, about in sorted(found - truth)]
    scores = {}
    for kind in sorted({k for k, _ in truth}):
        ours, theirs = {f for f in found if f[0] == kind}, {t for t in truth if t[0] == kind}
        scores[kind] = (len(ours & theirs) / len(ours) if ours else 1.0, len(ours & theirs) / len(theirs))
    return scores


def _control(
    world: World, record: Record, ask: Asked, told: Mapping[str, Statement], missed: dict[str, list[str]]
) -> float:
    """Days on which reports speak of a place: the holders told must be those that stood by then."""
    known = {
        (told[c.id].id.partition("-")[0], told[c.id].place): c.places[0]
        for c in record.claims if c.id in told and told[c.id].act in ("taken", "held") and len(c.places) == 1
    }  # fmt: skip
    spoken = {
        (page.report.published.date, said.place, page.report.id.partition("-")[0])
        for page in world.pages if page.report.published
        for said in page.told.values() if said.act in ("taken", "denied", "held", "regain")
    }  # fmt: skip
    right = 0
    for day, place, number in sorted(spoken):
        war = world.wars[int(number[1:])]
        wanted = _holders(war, place, (day - war.day(0)).days)
        name = war.theatre.place(place).name
        where = known.get((number, place))
        answers = ask(record.control, place=where, as_of=day) if where else ()
        found = {"rebels" if war.theatre.group in p.holder else "army" for p in answers}
        right += found == wanted
        if found != wanted:
            missed["control"].append(f"{number} {name} {day}: {sorted(found)} for {sorted(wanted)}")
    return right / len(spoken)


def _holders(war: War, place: int, day: int) -> set[str]:
    """Who has the place by a standing word: the taker, and whoever disputes it until it grants it."""
    captures = [h for h in war.happenings if h.kind == "control" and h.place == place and h.day <= day]
    if not captures:
        return set()
    last = max(captures, key=lambda h: h.day)
    other = "army" if last.by == "rebels" else "rebels"
    claims_it = any(s.act == "held" for s in last.statements)
    open_still = claims_it and (last.conceded is None or day < last.conceded)
    return {last.by, other} if open_still else {last.by}


def _tolls(world: World, record: Record, main: Mapping[str, Event], missed: dict[str, list[str]]) -> float:
    ranges = {toll.event_id: (toll.low, toll.high) for toll in record.tolls if toll.category == "killed"}
    wanted = [h for h in world.happenings if h.killed]
    right = 0
    for happening in wanted:
        event = main.get(happening.id)
        found = ranges.get(event.id) if event else None
        right += found == happening.killed
        if found != happening.killed:
            missed["tolls"].append(f"{happening.id}: {found} for {happening.killed}")
    return right / len(wanted)


def unread(world: World, told: Mapping[str, Statement]) -> list[Happening]:
    """Happenings none of whose statements was read."""
    read = {said.happening for said in told.values()}
    return [h for h in world.happenings if h.id not in read]
