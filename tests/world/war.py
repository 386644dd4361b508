"""What happened in a synthetic war and who said what of it to whom: the truth that is to be recovered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Literal

from dateline.records import Source
from world.theatre import Theatre

Act = Literal["taken", "denied", "held", "regain", "toll", "count", "share", "open", "closed"]
Side = Literal["army", "rebels"]
BEGIN = date(2032, 3, 1)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says things, as every newsroom would describe them."""

    key: str
    source: Source | None
    side: Side | None = None

    def origin(self, channel: str) -> tuple[str, str]:
        """What makes an independent origin: a named source is one, an unnamed one is one for each channel."""
        named = self.source is not None and self.source.name is not None
        return (self.key, "" if named else channel)


@dataclass(frozen=True, slots=True)
class Statement:
    """One speaker's word through one newsroom: ``told`` and ``when`` count days from the war's begin."""

    id: str
    happening: str
    act: Act
    speaker: Speaker
    channel: str
    told: int
    when: int | None
    place: int
    by: Side  # who took it, or whose hand in the deaths
    killed: int = 0
    wounded: int = 0
    open_ended: bool = False  # "at least"


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, the types of disagreement that its claims hold, and the range of its toll."""

    id: str
    kind: str
    place: int
    day: int
    by: Side
    statements: tuple[Statement, ...]
    types: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (type, happenings)
    killed: tuple[int, int] | None = None
    disputed: bool = False
    conceded: int | None = None  # the day on which the other side granted it

    def origins(self, *, against: bool) -> set[tuple[str, str]]:
        """Distinct origins for or against it."""
        acts = (
            {"denied", "held"} if against else {"taken", "regain", "toll", "count", "share", "open", "closed"}
        )
        return {s.speaker.origin(s.channel) for s in self.statements if s.act in acts}


@dataclass(frozen=True, slots=True)
class War:
    """A theatre with all that happened there."""

    theatre: Theatre
    happenings: tuple[Happening, ...]

    def day(self, number: int) -> date:
        """The date of a day of the war."""
        return BEGIN + timedelta(days=number)


_ROLES = (
    ("security official", "two security officials"), ("police officer", "a police officer"),
    ("resident", "residents"),
    ("truck driver", "a truck driver"), ("aid worker", "aid workers"), ("soldier", "three soldiers"),
    ("army officer", "an army officer"), ("shopkeeper", "a shopkeeper"), ("teacher", "two teachers"),
)  # fmt: skip
_TITLES = ("town councillor", "trader", "nurse", "district chief", "imam", "customs clerk")


@dataclass
class Author:
    """Writes the happenings of one war, one scenario after another."""

    random: Random
    theatre: Theatre
    prefix: str
    ids: Iterator[int] = field(default_factory=count)
    used: set[str] = field(default_factory=set)

    def channels(self) -> list[str]:
        """Newsrooms in a random order, agencies likelier in front."""
        ranked = [(self.random.random() * (0.5 if c in self.theatre.agencies else 1.0), c)
                  for c in (*self.theatre.agencies, *self.theatre.outlets)]  # fmt: skip
        return [c for _, c in sorted(ranked)]

    def person(self, title: str, affiliation: str | None, side: Side | None) -> Speaker:
        """A named person nobody else is called like."""
        free = [f"{g} {f}" for g in self.theatre.given for f in self.theatre.family]
        name = self.random.choice([n for n in free if n not in self.used])
        self.used.add(name)
        return Speaker(name, Source(name, name, title, affiliation), side)

    def spokesman(self, side: Side) -> Speaker:
        """Who speaks for a party throughout the war."""
        whose = self.theatre.rebels.name if side == "rebels" else f"{self.theatre.demonym} army"
        return self.person(f"{whose} spokesman", whose, side)

    def witnesses(self, number: int) -> list[tuple[Speaker, str]]:
        """Different neutral speakers, each with the newsroom it speaks to."""
        channels, found = self.channels(), []
        for role, text in self.random.sample(_ROLES, number):
            channel = self.random.choice(channels[:4])
            speaker = Speaker(role, Source(None, text, role, None, anonymous=True))
            if self.random.random() < 0.3:
                speaker = self.person(self.random.choice(_TITLES), None, None)
            found.append((speaker, channel))
        return found

    def happening(self, kind: str, place: int, day: int, by: Side) -> Happening:
        """An event of which nobody has spoken yet."""
        return Happening(f"{self.prefix}h{next(self.ids)}", kind, place, day, by, ())

    def say(
        self, about: Happening, act: Act, speaker: Speaker, channel: str, told: int, **slots: int
    ) -> Happening:
        """``about`` with one statement more."""
        where, when = slots.pop("place", about.place), slots.pop("when", about.day)
        name = f"{self.prefix}s{next(self.ids)}"
        said = Statement(name, about.id, act, speaker, channel, told, when, where, about.by, **slots)  # type: ignore[arg-type]
        return replace(about, statements=(*about.statements, said))


def wage(theatre: Theatre, random: Random, days: int, prefix: str) -> War:
    """A war of some days: at every place captures in turn, attacks with tolls, and now and then a count."""
    author = Author(random, theatre, prefix)
    mouths: dict[Side, Speaker] = {"army": author.spokesman("army"), "rebels": author.spokesman("rebels")}
    found: list[Happening] = []
    for place in range(len(theatre.towns) + 1):
        found.extend(_captures(author, mouths, place, days))
    attacks = len(theatre.towns)
    for number, place in enumerate(random.sample(range(attacks), attacks)):
        write = _ATTACKS[number % len(_ATTACKS)]
        found.append(write(author, mouths, place, random.randrange(days - 6)))
    found.extend(_crossing(author, mouths, len(theatre.towns), random.randrange(days - 6)))
    found.extend(_counts(author, mouths, len(theatre.towns) + 1, random.randrange(5, days - 3)))
    return War(theatre, tuple(found))


def _captures(author: Author, mouths: dict[Side, Speaker], place: int, days: int) -> list[Happening]:
    """The rebels take the place; often the army takes it back after some days."""
    random, found = author.random, []
    day: int = random.randrange(0, days // 2)
    sides: tuple[Side, ...] = ("rebels", "army")
    for by in sides[: random.choice((1, 1, 2))]:
        found.append(_capture(author, mouths, place, day, by, final=by == "army"))
        day += random.randrange(11, 20)
        if day > days - 5:
            break
    if len(found) == 2:
        pair = (found[0].id, found[1].id)
        found[1] = replace(found[1], types=(*found[1].types, ("superseded", pair)))
    return found


def _capture(
    author: Author, mouths: dict[Side, Speaker], place: int, day: int, by: Side, *, final: bool
) -> Happening:
    random = author.random
    event = author.happening("control", place, day, by)
    other: Side = "army" if by == "rebels" else "rebels"
    for speaker, channel in author.witnesses(random.choice((1, 2, 2, 3))):
        event = author.say(event, "taken", speaker, channel, day + random.choice((0, 1, 1)))
        if (
            random.random() < 0.15
        ):  # a named person speaks to two newsrooms, an unnamed one is described twice
            event = author.say(event, "taken", speaker, channel, day + 2)
    if random.random() < 0.3:
        event = author.say(event, "taken", mouths[by], author.channels()[0], day + 1)
    if random.random() < 0.12:
        late = author.witnesses(1)[0]
        event = author.say(event, "taken", *late, day + 1, when=day - 1)
        event = replace(event, types=(*event.types, ("date", (event.id,))))
    if not final and random.random() < 0.5:
        event = _dispute(author, event, mouths[other])
    return event


def _dispute(author: Author, event: Happening, speaker: Speaker) -> Happening:
    """The losing side denies it, claims to hold it still, and sometimes speaks of winning it back later."""
    random, channel = author.random, author.channels()[0]
    types = []
    told = event.day + 1
    which = random.choice(("denied", "held", "both"))
    if which in ("denied", "both"):
        event = author.say(event, "denied", speaker, channel, told)
        types.append(("denial", (event.id,)))
    if which in ("held", "both"):
        event = author.say(event, "held", speaker, channel, told)
        types.append(("holder", (event.id,)))
    if random.random() < 0.4:
        told += random.choice((1, 2))
        event = author.say(event, "regain", speaker, author.channels()[0], told)
        types.append(("superseded", (event.id,)))
        event = replace(event, conceded=told)
    return replace(event, types=(*event.types, *types), disputed=True)


Writer = Callable[[Author, dict[Side, Speaker], int, int], Happening]


def _rising(author: Author, _: dict[Side, Speaker], place: int, day: int) -> Happening:
    """A toll that rises by the word of several sources."""
    random = author.random
    event = author.happening("civilians", place, day, "rebels")
    killed, wounded = random.randrange(5, 30), random.randrange(10, 60)
    for told, (speaker, channel) in enumerate(author.witnesses(3)):
        event = author.say(event, "toll", speaker, channel, day + told, killed=killed, wounded=wounded)
        killed += random.randrange(2, 12)
        wounded += random.randrange(1, 9)
    last = event.statements[-1].killed
    return replace(event, killed=(last, last), types=(("superseded", (event.id,)),))


def _opposed(author: Author, mouths: dict[Side, Speaker], place: int, day: int) -> Happening:
    """Each party has its own count of the rebels' dead."""
    random = author.random
    event = author.happening("fighters", place, day, "army")
    many, few = random.randrange(25, 70), random.randrange(2, 9)
    event = author.say(event, "toll", mouths["army"], author.channels()[0], day + 1, killed=many)
    event = author.say(event, "toll", mouths["rebels"], author.channels()[0], day + 1, killed=few)
    return replace(event, killed=(few, many), types=(("number", (event.id,)),))


def _bounded(author: Author, _: dict[Side, Speaker], place: int, day: int) -> Happening:
    """Two counts that can both be right."""
    random = author.random
    event = author.happening("civilians", place, day, "rebels")
    least = random.randrange(8, 30)
    most = least + random.randrange(1, 6)
    (one, first), (other, second) = author.witnesses(2)
    event = author.say(event, "toll", one, first, day + 1, killed=least, open_ended=True)
    event = author.say(event, "toll", other, second, day + 1, killed=most)
    return replace(event, killed=(least, most), types=(("apparent", (event.id,)),))


def _differing(author: Author, _: dict[Side, Speaker], place: int, day: int) -> Happening:
    """Two neutral counts of one day that cannot both be right, the lower told later."""
    random = author.random
    event = author.happening("civilians", place, day, "rebels")
    high = random.randrange(20, 40)
    low = high - random.randrange(4, 12)
    (one, first), (other, second) = author.witnesses(2)
    event = author.say(event, "toll", one, first, day + 1, killed=high)
    event = author.say(event, "toll", other, second, day + 2, killed=low)
    return replace(event, killed=(low, high), types=(("number", (event.id,)),))


def _plain(author: Author, _: dict[Side, Speaker], place: int, day: int) -> Happening:
    """One count on which everybody agrees."""
    random = author.random
    event = author.happening("civilians", place, day, "rebels")
    killed, wounded = random.randrange(5, 30), random.randrange(10, 60)
    for speaker, channel in author.witnesses(2):
        event = author.say(event, "toll", speaker, channel, day + 1, killed=killed, wounded=wounded)
    return replace(event, killed=(killed, killed))


def _misplaced(author: Author, _: dict[Side, Speaker], place: int, day: int) -> Happening:
    """One of the sources puts the attack into the next town."""
    random = author.random
    event = author.happening("civilians", place, day, "rebels")
    killed, wounded = random.randrange(5, 30), random.randrange(10, 60)
    neighbour = place + 1 if place % 6 != 5 and place + 1 < len(author.theatre.towns) else place - 1
    (one, first), (other, second) = author.witnesses(2)
    event = author.say(event, "toll", one, first, day + 1, killed=killed, wounded=wounded)
    event = author.say(event, "toll", other, second, day + 1, place=neighbour, killed=killed, wounded=wounded)
    return replace(event, killed=(killed, killed), types=(("place", (event.id,)),))


_ATTACKS: tuple[Writer, ...] = (_rising, _opposed, _bounded, _differing, _plain, _misplaced)


def _crossing(author: Author, mouths: dict[Side, Speaker], place: int, day: int) -> list[Happening]:
    """One side says that the border crossing is open, the other that it is closed."""
    event = author.happening("crossing", place, day, "rebels")
    event = author.say(event, "closed", mouths["rebels"], author.channels()[0], day)
    event = author.say(event, "open", mouths["army"], author.channels()[0], day + 1)
    return [replace(event, types=(("holder", (event.id,)),))]


def _counts(author: Author, mouths: dict[Side, Speaker], place: int, day: int) -> list[Happening]:
    """What the rebels hold, in districts and as a share of the land."""
    one = author.happening("count", place, day, "rebels")
    other = author.happening("share", place, day, "rebels")
    speaker, channel = author.witnesses(1)[0]
    one = author.say(one, "count", speaker, channel, day, killed=author.random.randrange(5, 40))
    other = author.say(other, "share", mouths["rebels"], author.channels()[0], day, killed=60)
    return [replace(one, types=(("scope", (one.id, other.id)),)), other]
