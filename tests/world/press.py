"""Newsrooms write dispatches; other outlets carry, cut, rewrite, delay and misdate them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from random import Random

from dateline.records import Actor, Claim, Dateline, Passage, Published, Quantity, Report, When
from world.phrases import Line, background, reword, setting, tell
from world.war import BEGIN, Statement, War


@dataclass(frozen=True, slots=True)
class Page:
    """One report as published: its lines, whose copy it is, and the statement behind each claim."""

    report: Report
    family: str
    claims: tuple[Claim, ...]
    told: Mapping[str, Statement]  # by claim id


@dataclass
class Press:
    """The newsrooms of one war."""

    war: War
    random: Random
    prefix: str
    ids: Iterator[int] = field(default_factory=count)

    def publish(self) -> Iterator[Page]:
        """Every dispatch with the pages that carry it."""
        desks: dict[tuple[str, int], list[Statement]] = defaultdict(list)
        for happening in self.war.happenings:
            for said in happening.statements:
                desks[said.channel, said.told].append(said)
        for (channel, day), told in sorted(desks.items()):
            for at in range(0, len(told), 3):
                yield from self._dispatch(channel, day, told[at : at + 3])

    def _dispatch(self, channel: str, day: int, said: Sequence[Statement]) -> Iterator[Page]:
        lines = [tell(s, self.war.theatre, self.random) for s in said]
        extra = [background(self.random) for _ in range(self.random.choice((2, 3)))]
        extra.append(setting(self.war.theatre, self.random))
        family = f"{self.prefix}f{next(self.ids)}"
        yield self._page(family, channel, channel, day, [*lines, *extra], credited=True)
        others = [o for o in self.war.theatre.outlets if o != channel]
        shares = (0, 1, 2, 3, 4) if channel in self.war.theatre.agencies else (0, 0, 0, 1)
        for outlet in self.random.sample(others, self.random.choice(shares)):
            yield self._copy(family, channel, outlet, day, lines, extra)

    def _copy(
        self, family: str, channel: str, outlet: str, day: int, lines: Sequence[Line], extra: Sequence[Line]
    ) -> Page:
        """The dispatch as another outlet prints it: whole, cut, reordered or in part in other words."""
        random = self.random
        body = [*lines, *extra]
        change = random.choice(("whole", "cut", "reworded", "reordered"))
        if change == "cut":
            body = [*lines, extra[0]]
        elif change == "reworded":
            body = [reword(line) if random.random() < 0.7 else line for line in body]
        elif change == "reordered":
            random.shuffle(body)
        if random.random() < 0.4:
            body.append(background(random))
        late = random.choice((0, 0, 0, 1, 1, 2, 3))
        return self._page(family, channel, outlet, day + late, body, credited=random.random() < 0.7)

    def _page(
        self, family: str, channel: str, outlet: str, day: int, lines: Sequence[Line], *, credited: bool
    ) -> Page:
        theatre = self.war.theatre
        name = f"{self.prefix}{next(self.ids):04d}"
        agency = channel if credited and channel in theatre.agencies else None
        lead = f"{theatre.towns[0].upper()} ({agency}) - " if agency else ""
        text, told, claims = lead, {}, []
        passages, at = [], 0
        for number, line in enumerate(lines):
            begin = len(text)
            text += line.text
            if line.told:
                claim = self._claim(f"{name}c{number}", name, begin + line.text.index(line.quote), line, day)
                claims.append(claim)
                told[claim.id] = line.told
            last = number == len(lines) - 1
            if last or number % 2:
                passages.append(Passage(at, len(text), "body"))
                at = len(text) + 2
            text += "" if last else "\n\n" if number % 2 else " "
        report = Report(
            name, name, text, tuple(passages), outlet=outlet, title=None,
            published=Published(self.war.day(day), "given", "high"),
            dateline=Dateline(0, len(lead), theatre.towns[0], agency) if agency else None,
            credits=(agency,) if agency else (), agency=agency,
        )  # fmt: skip
        return Page(report, family, tuple(claims), told)

    def _claim(self, name: str, report: str, start: int, line: Line, day: int) -> Claim:
        said = line.told
        if said is None:
            raise ValueError("a line that tells no statement makes no claim")
        theatre = self.war.theatre
        by, other = (theatre.rebels, theatre.army) if said.by == "rebels" else (theatre.army, theatre.rebels)
        kind, change, actors, targets = _reading(said, by, other)
        when = BEGIN + timedelta(days=said.when or 0)
        printed = self.war.day(day)
        return Claim(
            name, report, kind, change, start, start + len(line.quote), line.quote,  # type: ignore[arg-type]
            actors=actors, targets=targets, places=(theatre.place(said.place),),
            when=When(when, when, "day", f"{when:%A}", "weekday") if line.dated
            else When(printed, printed, "unknown", None, "report"),
            quantities=_quantities(said), stance="denies" if said.act == "denied" else "asserts",
            source=said.speaker.source, via=(said.channel,) if line.credited else (),
        )  # fmt: skip


def _reading(
    said: Statement, by: Actor, other: Actor
) -> tuple[str, str, tuple[Actor, ...], tuple[Actor, ...]]:
    """Kind, change, actors and targets of a statement's claim."""
    if said.act in ("taken", "denied"):
        return "control", "gained", (by,), (other,)
    if said.act == "held":
        return "control", "held", (other,), ()
    if said.act == "regain":
        return "position", "pledge", (other,), ()
    if said.act in ("count", "share"):
        return "control", "held", (by,), ()
    if said.act in ("open", "closed"):
        return "crossing", said.act, (), ()
    fighters = Actor(f"{other.name} fighters", f"{other.name} fighters", other.id, other.type, other.side)
    civilians = Actor("civilians", "civilians", type="civilians")
    return "casualties", "killed", (by,), (fighters if said.by == "army" else civilians,)


def _quantities(said: Statement) -> tuple[Quantity, ...]:
    if said.act in ("count", "share"):
        unit = "districts" if said.act == "count" else "percent"
        return (Quantity(said.killed, said.killed, said.killed, unit, str(said.killed)),)
    if said.act != "toll":
        return ()
    text = f"at least {said.killed}" if said.open_ended else str(said.killed)
    top = None if said.open_ended else said.killed
    dead = Quantity(said.killed, said.killed, top, "killed", text)
    if not said.wounded:
        return (dead,)
    return (dead, Quantity(said.wounded, said.wounded, said.wounded, "wounded", str(said.wounded)))
