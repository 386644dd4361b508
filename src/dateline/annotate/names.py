"""All that a report names: known names, persons, places, parties, times; and what it abbreviates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.annotate import actors, addresses, known, persons, places, standing
from dateline.annotate.known import Known, Tables
from dateline.annotate.lexicon import roles
from dateline.annotate.phrases import root
from dateline.fold import fold
from dateline.lookups import ActorNames, PlaceNames
from dateline.mentions import spanning
from dateline.records import KnownActor, Mention, Place, Sentence

Times = Callable[[str], Sequence[tuple[int, int]]]

_WELL_KNOWN = 100_000  # inhabitants of a town from which its country is spoken of
_BRACKETED = re.compile(r"\(([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\)")
_INSIDE = ("of", "for", "the", "and", "al", "de", "et", "du", "la", "e", "y", "pour", "des")


@dataclass(frozen=True, slots=True)
class Named:
    """What a report names, the states it speaks of (most often first), and what kinds its places are."""

    mentions: tuple[Mention, ...]
    states: tuple[KnownActor, ...]
    home: KnownActor | None  # the state in whose country the report plays
    features: Mapping[str, str]  # entity of a place to its feature in the gazetteer
    written_in: Place | None = None  # the town of the dateline


def settle(
    sentences: Sequence[Sentence],
    place_names: PlaceNames,
    actor_names: ActorNames,
    times: Times,
    setting: Sequence[str] = (),
    publisher: Sequence[str] = (),
    newsrooms: Sequence[str] = (),
) -> Named:
    """Every mention of the report whose words say by themselves whom or what they name.

    Nouns and phrases that only refer ("the militants") come with ``name`` None. ``setting`` are
    names of places where the report says that it was written, the town first; ``publisher`` are words of
    its outlet's name, whose country it is where the report names none; ``newsrooms`` are outlets and agencies
    that the report is of by its own word.
    """
    newsroom = _newsrooms(newsrooms, tables=Tables(place_names, actor_names, {}))
    tables = Tables(place_names, actor_names, {**newsroom, **aliases(sentences, actor_names)})
    hits = [known.find(sentence, tables) for sentence in sentences]
    states, here = _setting(sentences, hits, setting, publisher, actor_names)
    context = tuple(state.country for state in states if state.country)
    hits, surnames = _recovered(sentences, hits, _countries(hits, context), tables)
    found: list[Mention] = []
    for sentence, names in zip(sentences, hits, strict=True):
        found.extend(_of_sentence(sentence, names, surnames, context, tables))
        found.extend(_times(sentence, times))
    features = {place.id: place.feature for names in hits for hit in names for place in hit.places}
    home = _home(states, hits, here, actor_names)
    return Named(in_order(found), states, home, features, _written_in(setting, context, tables))


def _setting(
    sentences: Sequence[Sentence],
    hits: Sequence[Sequence[Known]],
    setting: Sequence[str],
    publisher: Sequence[str],
    actor_names: ActorNames,
) -> tuple[tuple[KnownActor, ...], list[KnownActor | None]]:
    """The states spoken of, most of all first, and what the names of where it was written lead to.

    Where no state is spoken of, that in the outlet's name is.
    """
    here, outlet = (
        [actor_names.demonym(name) or actor_names.named(name) for name in names]
        for names in (setting, publisher)
    )
    near = [
        [hit for hit in names if not known.is_beyond(sentence, hit)]
        for sentence, names in zip(sentences, hits, strict=True)
    ]
    states = _states(near, here)
    return (states, here) if states else (_states((), outlet), outlet)


def _recovered(
    sentences: Sequence[Sentence],
    hits: list[list[Known]],
    countries: Sequence[str],
    tables: Tables,
) -> tuple[list[list[Known]], frozenset[str]]:
    """The known names with those that only their standing gives away, and the surnames of persons."""
    people = [_people(sentence, names) for sentence, names in zip(sentences, hits, strict=True)]
    sure = _surnames(m for s, found in zip(sentences, people, strict=True) for m in found if _surely(s, m))
    every = standing.recovered(sentences, hits, countries, sure, tables)
    return every, _surnames(
        m
        for s, found, names, old in zip(sentences, people, every, hits, strict=True)
        for m in (found if names == old else _people(s, names))
    )


def _written_in(setting: Sequence[str], context: Sequence[str], tables: Tables) -> Place | None:
    """The town of the dateline: in a country that the report speaks of, or else well known."""
    found = tables.places.named(setting[0]) if setting else ()
    towns = [place for place in found if place.feature in ("city", "village")]
    place = places.best(towns, None, context) if towns else None
    sure = place and (place.country in context or place.population >= _WELL_KNOWN)
    return place if sure else None


def in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions by sentence, first token and falling length."""
    return tuple(sorted(mentions, key=lambda m: (m.sentence, m.first, -m.last, m.head, m.type)))


def _of_sentence(
    sentence: Sentence,
    names: Sequence[Known],
    surnames: frozenset[str],
    context: Sequence[str],
    tables: Tables,
) -> list[Mention]:
    people = persons.find(sentence, names, surnames)
    taken = {i for m in people for i in range(m.last - len((m.name or "").split()), m.last)}
    parties = actors.find(sentence, names, taken, tables)
    bodies = {i for m in parties if m.name and m.descriptor is None for i in range(m.first, m.last)}
    titles = {i for m in people for i in range(m.first, m.last)}
    sites = places.find(sentence, names, taken | bodies | titles, context)
    seats = {hit.head for hit in names if hit.places and hit.actor and hit.actor.type == "state"}
    sites = addresses.marked(sentence, sites, seats)
    site_heads = {m.head for m in sites if m.name}
    person_heads = {m.head for m in people}
    kept = [m for m in parties if m.head not in site_heads | person_heads and not _inside(m, people)]
    return people + kept + sites


def _inside(mention: Mention, people: Sequence[Mention]) -> bool:
    """Is the phrase only the title that stands before a name?"""
    return any(p.first <= mention.head < p.last and mention.name is None for p in people)


def _states(hits: Iterable[Sequence[Known]], setting: Sequence[KnownActor | None]) -> tuple[KnownActor, ...]:
    counts: Counter[str] = Counter()
    states: dict[str, KnownActor] = {}
    spoken = [(hit.actor, 1) for names in hits for hit in names] + [(actor, 3) for actor in setting]
    for actor, weight in spoken:
        if actor is not None and actor.type == "state":
            counts[actor.id] += weight
            states[actor.id] = actor
    by_country = {state.country: state.id for state in states.values()}
    for hit in (hit for names in hits for hit in names if hit.places and hit.actor is None):
        if hit.places[0].country in by_country:
            counts[by_country[hit.places[0].country]] += 1
    return tuple(states[i] for i in sorted(counts, key=lambda i: (-counts[i], i)))


def _home(
    states: Sequence[KnownActor],
    hits: Iterable[Sequence[Known]],
    setting: Sequence[KnownActor | None],
    actor_names: ActorNames,
) -> KnownActor | None:
    """The state spoken of most, or one whose towns alone are named if they outnumber its mentions.

    "Rwanda" may stand in a report on Goma only because refugees crossed over to it.
    """
    every = [hit for names in hits for hit in names]
    towns = Counter(
        hit.places[0].country for hit in every if hit.places and hit.actor is None and _is_well_known(hit)
    )
    country, number = max(towns.items(), key=lambda row: (row[1], row[0]), default=("", 0))
    first = next(iter(states), None)
    if first is None or first in setting or country in {state.country for state in states}:
        return first
    named = sum(hit.actor is not None and hit.actor.id == first.id for hit in every)
    return actor_names.state(country) if number > named + towns[first.country or ""] else first


def _is_well_known(hit: Known) -> bool:
    return hit.places[0].population >= _WELL_KNOWN


def _countries(hits: Sequence[Sequence[Known]], context: Sequence[str]) -> tuple[str, ...]:
    """The countries that the report speaks of, by name or through a well-known place of theirs."""
    places = [hit.places[0] for names in hits for hit in names if hit.places]
    plain = (p.country for p in places if p.feature in ("country", "admin1") or p.population >= _WELL_KNOWN)
    return tuple(dict.fromkeys([*context, *plain]))


def _people(sentence: Sentence, names: Sequence[Known]) -> list[Mention]:
    """Persons who are named in full in the sentence."""
    return [m for m in persons.find(sentence, names, frozenset()) if " " in (m.name or "").strip()]


def _surnames(people: Iterable[Mention]) -> frozenset[str]:
    """Folded single parts of full names."""
    return frozenset(fold(part) for m in people for part in (m.name or "").split() if len(part) > 2)


def _surely(sentence: Sentence, person: Mention) -> bool:
    """Is it a person to more than the model alone, or at least not where a place stands?"""
    first = person.last - len((person.name or "").split())
    doubtful = person.reason == persons.LABELLED
    return not (doubtful and standing.stands_as_place(sentence, first, person.last))


def _times(sentence: Sentence, times: Times) -> Iterable[Mention]:
    for start, end in times(sentence.text):
        inside = [t.i for t in sentence.tokens if t.end > start and t.start < end]
        if inside:
            first, last = inside[0], inside[-1] + 1
            yield spanning(
                sentence,
                first,
                last,
                root(sentence, first, last),
                "time",
                reason="expression of time",
            )


def _newsrooms(names: Sequence[str], *, tables: Tables) -> dict[str, KnownActor]:
    """Outlets and agencies that no table has: "told Nile Wire" in a report of Nile Wire's."""
    found: dict[str, KnownActor] = {}
    for name in names:
        words = [fold(word) for word in name.split()]
        is_body = any(roles().actors.get(word, "media") != "media" for word in words)  # "Ministry of Defence"
        is_known = tables.actor(name) or (len(words) == 1 and tables.places.named(name))
        if words and not is_body and not is_known:
            found[fold(name)] = KnownActor(id=f"outlet:{fold(name)}", name=name, type="outlet")
    return found


def aliases(sentences: Sequence[Sentence], actor_names: ActorNames) -> Mapping[str, KnownActor]:
    """What the report abbreviates: "People's Front of Somewhere (PFS)" defines PFS for this report."""
    found: dict[str, KnownActor] = {}
    for sentence in sentences:
        for match in _BRACKETED.finditer(sentence.text):
            short = match.group(1)
            full = _expansion(sentence.text[max(0, match.start() - 100) : match.start()], short)
            if not full:
                continue
            actor = actor_names.named(full) or actor_names.named(short)
            made = KnownActor(id=f"actor:{fold(full)}", name=full, type="armed group", aliases=(short,))
            found.setdefault(fold(short), actor or made)
            found.setdefault(fold(full), actor or made)
    return found


def _expansion(text: str, short: str) -> str:
    """The words before the bracket that spell ``short``, as many as reach back without a common word."""
    tail = text.split()
    initials = [c.lower() for c in short if c.isupper()]
    best = ""
    for at in range(len(tail) - 1, max(-1, len(tail) - 12), -1):
        if not tail[at][0].isupper():
            if tail[at] not in _INSIDE:
                break
            continue
        capitals = [w[0].lower() for w in tail[at:] if w[0].isupper()]
        letters = [p[0].lower() for w in tail[at:] if w[0].isupper() for p in w.split("-") if p]
        if initials in (capitals, letters):
            best = " ".join(tail[at:])
    return best.strip("\"'“”‘’,")
