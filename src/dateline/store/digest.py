# ruff: noqa: E501 a clause of SQL stays on its line
"""What a brief is made from: of each section the gravest, and of everything the numbers.

A case of a hundred thousand reports has tens of thousands of events; a brief shows a few of each kind. Which
come first is told by SQL over columns, and the records of those alone are unpacked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from dateline.fold import fold
from dateline.orders import ordered
from dateline.records import (
    Claim,
    ControlPeriod,
    CrossingStatus,
    Disagreement,
    Event,
    Record,
    Rejection,
    Toll,
)
from dateline.store.questions import Questions
from dateline.telling import Covered, Spoke, Tally

_TOLD = ("control", "fighting", "movement", "talks")  # kinds of events that have a section of their own
_FRESH = 31  # days since the last word on a holder, up to which a brief's first lines speak of it


class Digest:
    """The events of a case up to a day and at places with some keys, gravest first.

    ``watched`` are names of places that come before others; ``room`` is how many items of a section.
    """

    def __init__(
        self,
        asked: Questions,
        day: date | None,
        keys: Iterable[str] | None,
        watched: Sequence[str],
        room: int,
    ) -> None:
        self._asked, self._room = asked, room
        self._given = {"day": day, "keys": None if keys is None else sorted(keys), "room": room}
        self._given["watched"] = self._spelled(watched)
        for statement in _statements():
            self._rows(statement)

    def record(self) -> Record:
        """The records that a brief may show, with all that these rest on."""
        ids = {*self._events(), *self._of_tolls(), *self._positions(), *self._of_amounts()}
        events = self._asked.get(Event, ids)
        here = [e.id for e in events]
        tolls = self._asked.database.among(Toll, "event_id IN (SELECT unnest(?::VARCHAR[]))", [here])
        disputes = self._asked.get(Disagreement, self._disputes())
        held = self._asked.get(ControlPeriod, self._held())
        crossings = self._asked.get(CrossingStatus, self._crossings())
        unread = self._asked.database.among(Rejection, "stage IN ('acquire', 'read')")
        found = self._asked.with_words([*events, *tolls, *disputes, *held, *crossings], bare=True)
        return self._with_repetitions(replace(found, rejections=tuple(unread)))

    def _rows(self, sql: str, **more: Any) -> list[tuple[Any, ...]]:
        """The rows of a query, whose names stand for what was asked."""
        named = {name: value for name, value in (self._given | more).items() if f"${name}" in sql}
        return self._asked.database.rows(sql, named)

    def _ids(self, sql: str, **more: Any) -> list[str]:
        return [row[0] for row in self._rows(sql, **more)]

    def _one(self, sql: str, **more: Any) -> Any:
        return self._rows(sql, **more)[0][0]

    def _spelled(self, watched: Sequence[str]) -> list[str]:
        """The names that events have of watched places."""
        wanted = {fold(name) for name in watched}
        names = self._ids("SELECT DISTINCT place FROM events WHERE place IS NOT NULL") if wanted else []
        return [name for name in names if fold(name) in wanted]

    # --- what comes first ---------------------------------------------------------------------------

    def _events(self) -> Iterable[str]:
        """Those that sections tell: in short, in dispute, new on the last day, and of each kind."""
        yield from self._ids(
            "SELECT id FROM scope WHERE kind <> 'position' ORDER BY NOT body, rank LIMIT $room"
        )
        yield from self._ids("SELECT id FROM scope WHERE disputed ORDER BY rank LIMIT $room")
        yield from self._ids(
            "SELECT id FROM scope WHERE newsworthy AND first = (SELECT max(published) FROM reports) "
            "ORDER BY rank LIMIT $room"
        )
        for kind in _TOLD:  # with all that may be told in the same sentence
            yield from self._ids(
                "SELECT id FROM (SELECT id, min(rank) OVER (PARTITION BY change, place_key, when_start, when_end, "
                "actor) AS ahead FROM scope WHERE kind = $kind AND agreed) "
                "QUALIFY dense_rank() OVER (ORDER BY ahead) <= $room",
                kind=kind,
            )

    def _positions(self) -> list[str]:
        """Positions of those who spoke most; a party may have several names, and words enough to quote."""
        return self._ids(
            "SELECT id FROM (SELECT id, actor, count(*) OVER (PARTITION BY actor) AS often, row_number() OVER "
            "(PARTITION BY actor ORDER BY rank) AS number FROM scope WHERE kind = 'position' AND body) "
            "WHERE number <= 40 QUALIFY dense_rank() OVER (ORDER BY often DESC, actor) <= 2 * $room"
        )

    def _of_tolls(self) -> Iterable[str]:
        """Events of the highest tolls, of single events and of wars, and the gravest that have any."""
        yield from self._ids(
            "SELECT event_id FROM losses QUALIFY row_number() OVER (PARTITION BY scope "
            "ORDER BY NOT killed, size DESC, rank, id) <= $room"
        )
        yield from self._ids(
            "SELECT event_id FROM losses WHERE scope = 'event' AND size > 0 AND body "
            "ORDER BY NOT killed, rank LIMIT $room"
        )

    def _of_amounts(self) -> list[str]:
        """Events of the most widely told amounts of ground, some in each unit."""
        return self._ids(
            "SELECT event FROM amounts QUALIFY row_number() OVER (PARTITION BY unit ORDER BY reach DESC, id) <= 40 "
            "AND dense_rank() OVER (ORDER BY reach DESC) <= $room"
        )

    def _disputes(self) -> Iterable[str]:
        """Disagreements of the disputed events shown, those of none, and the first of the other types."""
        yield from self._ids(
            "SELECT d.id FROM disputes d JOIN disagreement_events m ON m.disagreement = d.id WHERE d.real "
            "AND m.event IN (SELECT id FROM scope WHERE disputed ORDER BY rank LIMIT $room)"
        )
        yield from self._ids("SELECT id FROM disputes WHERE type = 'superseded' ORDER BY id LIMIT $room")
        yield from self._ids("SELECT id FROM disputes WHERE apparent ORDER BY id LIMIT $room")
        yield from self._ids(
            "SELECT m.disagreement FROM disagreement_claims m JOIN disputes d ON d.id = m.disagreement "
            "JOIN amounts a ON a.id = m.claim WHERE d.type = 'scope' ORDER BY a.reach DESC, d.id LIMIT $room"
        )
        yield from (name for group in self._untold[: self._room] for name in group)

    @cached_property
    def _untold(self) -> list[list[str]]:
        """Disagreements that no disputed event tells, those that share a claim together, most first."""
        groups: dict[str, list[str]] = {}
        leader: dict[str, str] = {}

        def lead(name: str) -> str:
            while leader.setdefault(name, name) != name:
                leader[name] = name = leader[leader[name]]
            return name

        pairs = self._rows(
            "SELECT m.disagreement, m.claim FROM disagreement_claims m "
            "JOIN disputes d ON d.id = m.disagreement JOIN claims c ON c.id = m.claim WHERE d.real AND NOT d.told "
            "QUALIFY NOT bool_and(c.kind = 'position') OVER (PARTITION BY m.disagreement) ORDER BY 1, 2"
        )
        for dispute, claim in pairs:
            leader[lead(dispute)] = lead(claim)
        for dispute in dict.fromkeys(dispute for dispute, _ in pairs):
            groups.setdefault(lead(dispute), []).append(dispute)
        return sorted(groups.values(), key=lambda g: -len(g))

    def _held(self) -> list[str]:
        """Control periods of the places most told of: those in dispute, and those that one party holds."""
        keys = self._ids(
            "SELECT place_key FROM grounds WHERE place_id IS NOT NULL AND real "
            "ORDER BY NOT differs, reach DESC, place, place_key LIMIT $room"
        )
        keys += self._ids(
            "SELECT place_key FROM grounds WHERE place_id IS NOT NULL AND feature IS DISTINCT FROM 'country' "
            "AND NOT differs AND heard >= coalesce($day::DATE, (SELECT max(published) FROM reports)) - $fresh::INTEGER "
            "ORDER BY reach DESC, place, place_key LIMIT $room",
            fresh=_FRESH,
        )
        return self._ids("SELECT id FROM held WHERE list_contains($at::VARCHAR[], place_key)", at=keys)

    def _crossings(self) -> list[str]:
        """The first crossings, and the first of those that are not open."""
        return self._ids(
            "SELECT id FROM ways QUALIFY row_number() OVER (PARTITION BY state <> 'open' ORDER BY number) <= $room"
        )

    def _with_repetitions(self, found: Record) -> Record:
        """With other claims in the same words by the same source, and the reports of these."""
        there, known = {c.id for c in found.claims}, {r.id for r in found.reports}
        same = "wording IN (SELECT wording FROM claims WHERE id IN (SELECT unnest(?::VARCHAR[])))"
        claims = self._asked.database.among(Claim, same, [sorted(there)])
        added = self._asked.with_words((c for c in claims if c.id not in there), bare=True)
        return ordered(
            replace(
                found,
                claims=(*found.claims, *(c for c in added.claims if c.id not in there)),
                reports=(*found.reports, *(r for r in added.reports if r.id not in known)),
            )
        )

    # --- numbers ------------------------------------------------------------------------------------

    def tally(self, shown: Record) -> Tally:
        """The numbers over all that is in scope; ``shown`` is what ``record`` gave."""
        days = [day for (day,) in self._rows("SELECT DISTINCT published FROM reports ORDER BY 1") if day]
        reports, outlets, nameless = self._rows(
            "SELECT count(*), count(DISTINCT nullif(outlet, '')), count(*) FILTER (outlet IS NULL) FROM reports"
        )[0]
        sources, newsrooms = self._rows(
            "SELECT count(source), count(*) - count(source) FROM origins "
            "WHERE id IN (SELECT o.origin FROM event_origins o JOIN scope s ON s.id = o.event)"
        )[0]
        told = "SELECT count(DISTINCT m.claim) FROM event_claims m JOIN scope s ON s.id = m.event"
        positions = self._rows(
            "SELECT actor, change, count(*) FROM scope WHERE kind = 'position' AND body "
            "AND actor IS NOT NULL AND change IS NOT NULL GROUP BY 1, 2"
        )
        aside = "SELECT reason, count(*) FROM rejections WHERE stage NOT IN ('acquire', 'read') GROUP BY 1"
        return Tally(
            reports=reports,
            days=tuple(sorted({*days[:1], *days[-2:]})),
            outlets=outlets,
            nameless=nameless,
            claims=self._one("SELECT count(*) FROM claims"),
            told=self._one(told),
            sources=sources,
            newsrooms=newsrooms,
            covered=self._covered(),
            spoke=self._spoke(),
            aside=dict(self._rows(aside)),
            unbodied=self._one("SELECT count(*) FROM scope WHERE NOT body"),
            spoken={(actor, change): number for actor, change, number in positions},
            order=dict(
                self._rows(
                    "SELECT id, row_number() OVER (ORDER BY rank) - 1 FROM scope WHERE body AND kind <> 'position' QUALIFY list_contains($here::VARCHAR[], id)",
                    here=[e.id for e in shown.events],
                )
            ),
            disputed=frozenset(
                self._ids(
                    "SELECT place_key FROM scope WHERE kind = 'control' AND status = 'disputed' AND asserted AND place_key IS NOT NULL"
                )
            ),
            beyond=self._beyond(shown),
        )

    def _covered(self) -> tuple[Covered, ...]:
        """Outlets, those with most reports first."""
        rows = self._rows(
            "SELECT r.outlet, count(*) AS n, coalesce(sum(c.n), 0)::BIGINT, min(r.published), max(r.published), "
            "list_sort(list(DISTINCT r.published_basis) FILTER (r.published_basis IS NOT NULL)) FROM reports r "
            "LEFT JOIN (SELECT report, count(*) AS n FROM claims GROUP BY 1) c ON c.report = r.id "
            "GROUP BY r.outlet ORDER BY n DESC, coalesce(r.outlet, '')"
        )
        return tuple(Covered(o, n, c, first, last, tuple(why or ())) for o, n, c, first, last, why in rows)

    def _spoke(self) -> tuple[Spoke, ...]:
        """Sources through channels, those with most claims first."""
        rows = self._rows(
            "SELECT o.source, o.channel, sum(c.n)::BIGINT AS n, any_value(r.n), coalesce(any_value(d.n), 0) "
            "FROM (SELECT id, source, channel FROM origins) o "
            "JOIN (SELECT origin, count(*) AS n FROM origin_claims GROUP BY 1) c ON c.origin = o.id "
            "JOIN (SELECT o.source, o.channel, count(DISTINCT x.report) AS n FROM origins o "
            "JOIN origin_carriers x ON x.origin = o.id GROUP BY 1, 2) r "
            "ON r.source IS NOT DISTINCT FROM o.source AND r.channel IS NOT DISTINCT FROM o.channel "
            "LEFT JOIN (SELECT o.source, o.channel, count(DISTINCT x.event) AS n FROM origins o "
            "JOIN contradicted x ON x.origin = o.id GROUP BY 1, 2) d "
            "ON d.source IS NOT DISTINCT FROM o.source AND d.channel IS NOT DISTINCT FROM o.channel "
            "GROUP BY 1, 2 ORDER BY n DESC, coalesce(o.source, ''), coalesce(o.channel, '')"
        )
        return tuple(Spoke(*row) for row in rows)

    def _beyond(self, shown: Record) -> Mapping[str, int]:
        """How many items of each section are not among those shown."""
        events = {"here": [e.id for e in shown.events]}
        disputes = {"here": [d.id for d in shown.disagreements]}
        held = {"here": [p.id for p in shown.control]}
        agreed = "SELECT count(*) FROM scope WHERE agreed AND kind = $kind AND NOT list_contains($here::VARCHAR[], id)"
        found = {kind: self._one(agreed, kind=kind, **events) for kind in _TOLD}
        found["disputed"] = len(self._untold[self._room :]) + self._one(
            "SELECT count(*) FROM scope WHERE disputed AND NOT list_contains($here::VARCHAR[], id)", **events
        )
        found["superseded"] = self._one(
            "SELECT count(*) FROM disputes WHERE type = 'superseded' AND NOT list_contains($here::VARCHAR[], id)",
            **disputes,
        )
        found["apparent"] = self._one(
            "SELECT count(*) FROM disputes WHERE apparent AND NOT list_contains($here::VARCHAR[], id)",
            **disputes,
        )
        found["position"] = self._one(
            "SELECT count(DISTINCT actor) FROM scope WHERE kind = 'position' AND body AND actor NOT IN "
            "(SELECT actor FROM scope WHERE list_contains($here::VARCHAR[], id) AND actor IS NOT NULL)",
            **events,
        )
        places = "FROM grounds WHERE place_key NOT IN (SELECT place_key FROM held WHERE list_contains($here::VARCHAR[], id))"
        found["held"] = self._one(f"SELECT count(*) {places} AND place_id IS NOT NULL AND real", **held)
        found["unidentified"] = self._one(f"SELECT count(*) {places} AND place_id IS NULL", **held)
        return found


@cache
def _statements() -> tuple[str, ...]:
    """The statements that make what the questions above ask of."""
    text = files("dateline.store").joinpath("digest.sql").read_text(encoding="utf-8")
    spoken = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    return tuple(part for part in spoken.split(";") if part.strip())
