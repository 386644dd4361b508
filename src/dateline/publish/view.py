"""A record cut to what was asked for, with the look-ups that every page needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from dateline.errors import UsageError
from dateline.fold import fold
from dateline.publish import english
from dateline.publish.usage import Usage, learn
from dateline.records import Claim, Event, Record, Report, Toll, Where
from dateline.telling import Tally, key, names

UNNAMED = "an outlet that the page does not name"


@dataclass(frozen=True)
class View:
    """A record as of a day, as known on a day, with what the owner of the case has set."""

    case: str
    record: Record
    as_of: date | None = None
    known: date | None = None
    watch: tuple[str, ...] = ()
    grades: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)  # ISO code -> name
    usage: Usage | None = None  # how names are written; learnt from the record's reports if not given
    tally: Tally | None = None  # numbers over all that was asked for, where the record is a part of it

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        return {c.id: c for c in self.record.claims}

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        return {r.id: r for r in self.record.reports}

    @cached_property
    def told(self) -> frozenset[str]:
        """The claims of the view's events."""
        return frozenset(c for e in self.record.events for c in e.claim_ids)

    @cached_property
    def disputed(self) -> frozenset[str]:
        """Keys of the places whose change of hands somebody denies, without later granting it."""
        if self.tally:
            return self.tally.disputed
        events = (e for e in self.record.events if e.kind == "control" and e.status == "disputed")
        return frozenset(key(e.place) for e in events if e.place and e.origins_for)

    @cached_property
    def tolls(self) -> Mapping[str, Sequence[Toll]]:
        """The tolls of each event."""
        found: dict[str, list[Toll]] = {}
        for toll in self.record.tolls:
            found.setdefault(toll.event_id, []).append(toll)
        return found

    def outlet(self, report: str) -> str:
        """Who published a report, in words that fit a sentence."""
        found = self.reports.get(report)
        return (found.outlet if found else None) or UNNAMED

    def outlets(self, reports: Iterable[str]) -> str:
        """Who published some reports, in words that fit a sentence."""
        known = [self.reports[r].outlet for r in reports if r in self.reports]
        named = sorted({outlet for outlet in known if outlet})
        number = known.count(None)
        unnamed = [UNNAMED if number == 1 else english.count(number, "page") + " that name no outlet"]
        return english.listing([*named, *(unnamed if number else [])])

    def country(self, code: str | None) -> str | None:
        """The name of a country, or its code where no name is known."""
        return self.countries.get(code, code) if code else None

    @cached_property
    def day(self) -> date | None:
        """The day from which the reader looks: as known on, or the last report's."""
        if self.known or self.tally:
            return self.known or (self.tally.last if self.tally else None)
        return max((r.published.date for r in self.record.reports if r.published), default=None)

    def beyond(self, section: str) -> int:
        """The lines of a section of the brief that the view leaves out."""
        return self.tally.beyond.get(section, 0) if self.tally else 0

    @cached_property
    def _usage(self) -> Usage:
        return self.usage or learn(self.record.reports)

    def is_common(self, word: str) -> bool:
        """Whether a word begins with a capital only where a sentence does, going by the reports."""
        return self._usage.is_common(word)

    def is_capital(self, word: str) -> bool:
        """Whether a word begins with a capital in the middle of a sentence too, going by the reports."""
        return self._usage.is_capital(word)

    def has_article(self, name: str) -> bool:
        """Whether the reports say "the" before a name nearly as often as not."""
        return self._usage.has_article(name)

    def published(self, report: str) -> date:
        """The publication date of a report; a far future day where it is not known, to sort last."""
        found = self.reports.get(report)
        return found.published.date if found and found.published else date.max


def select(view: View, *, as_of: date | None, place: str | None) -> View:
    """``view`` without what happened after ``as_of`` or elsewhere than at ``place``.

    Control periods are cut to the place alone: what held on a day is a question to the ledger.

    Raises:
        UsageError: no claim of the record speaks of ``place``; near names are suggested.
    """
    record = view.record
    wanted = places_named(record, place) if place else None
    events = tuple(
        e for e in record.events if _happened(e, as_of) and (wanted is None or _is_at(e.place, wanted))
    )
    ids = {e.id for e in events}
    cut = replace(
        record,
        events=events,
        disagreements=tuple(d for d in record.disagreements if d.event_ids and ids.issuperset(d.event_ids)),
        tolls=tuple(t for t in record.tolls if t.event_id in ids),
        control=tuple(p for p in record.control if wanted is None or _is_at(p.place, wanted)),
        crossings=tuple(
            c
            for c in record.crossings
            if (wanted is None or _is_at(c.place, wanted)) and _begun(c.valid_from, as_of)
        ),
    )
    return replace(view, record=cut, as_of=as_of)


def places(record: Record) -> Mapping[str, Where]:
    """Every place that the record speaks of, by key."""
    found = [w for c in record.claims for w in c.places]
    found += [p.place for p in record.control]
    found += [c.place for c in record.crossings]
    found += [e.place for e in record.events if e.place]
    return {key(w): w for w in found}


def places_named(record: Record, name: str) -> set[str]:
    """Keys of the places called ``name``, or lying in a district, province or country called so.

    Raises:
        UsageError: there is none; the nearest names are suggested.
    """
    known: dict[str, set[str]] = {}
    for claim in record.claims:
        for where in claim.places:
            _learn(known, key(where), names(where))
    for where in places(record).values():
        _learn(known, key(where), names(where))
    found = known.get(_joined(name))
    if found:
        return found
    raise UsageError(f"No report speaks of a place called {name!r}." + _suggest(name, record))


def _learn(known: dict[str, set[str]], place: str, names: Iterable[str]) -> None:
    for name in names:
        known.setdefault(_joined(name), set()).add(place)


def _joined(name: str) -> str:
    return fold(name).replace(" ", "")


def _suggest(name: str, record: Record) -> str:
    from rapidfuzz import process

    names = sorted({w.name for w in places(record).values() if w.id})
    near = [n for n, _, _ in process.extract(name, names, limit=3, score_cutoff=60, processor=fold)]
    if near:
        return f" Did you mean {' or '.join(near)}?"
    return f" It speaks of {', '.join(names[:6])}{' …' if len(names) > 6 else ''}." if names else ""


def _is_at(place: Where | None, wanted: set[str]) -> bool:
    return place is not None and key(place) in wanted


def _happened(event: Event, as_of: date | None) -> bool:
    return event.when is None or _begun(event.when.start, as_of)


def _begun(start: date | None, as_of: date | None) -> bool:
    return as_of is None or start is None or start <= as_of
