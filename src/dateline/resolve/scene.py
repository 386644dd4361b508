"""Where a report plays: the countries and provinces that its words name, with their weight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.fold import fold
from dateline.mentions import of_outlet
from dateline.records import Annotated, Place
from dateline.resolve import spelling
from dateline.resolve.asking import Asked
from dateline.resolve.countries import by_word
from dateline.resolve.gazetteer import Gazetteer, Reading
from dateline.resolve.matching import within

CLOSE = 100.0  # kilometres within which two places of a report speak for each other
_PLAIN = 4.8  # standing (about the logarithm of the population) from which one bearer of a name is meant
_LEAD = 1.0
_OWN = 2  # weight of the country that an outlet bears in its name
_LONGEST = 3  # words of a division's name
_HELD = re.compile("-(administered|controlled|held|occupied|born)$")


@dataclass(slots=True)
class Scene:
    """Countries by weight, divisions as (country, name), and places settled so far."""

    countries: Counter[str] = field(default_factory=Counter)
    divisions: set[tuple[str, str]] = field(default_factory=set)
    called: set[str] = field(default_factory=set)  # joined names of divisions of whatever country
    settled: dict[str, Place] = field(default_factory=dict)  # by id

    def share(self, place: Place) -> float:
        """How much of the report's weight of countries falls on the place's, 0 to 1."""
        top = max(self.countries.values(), default=0)
        weight = max(self.countries[place.country], self.countries[place.other_country or ""])
        return weight / top if top else 0.0

    def only_country(self) -> str | None:
        """The country in which the report plays, if twice as many words point there as elsewhere."""
        (first, most), (_, next_most) = [*self.countries.most_common(2), (None, 0), (None, 0)][:2]
        return first if most and most >= 2 * next_most else None

    def names_division_of(self, place: Place) -> bool:
        """Is the division in which the place lies spoken of?"""
        return (place.country, place.admin1) in self.divisions or self._calls(place)

    def _calls(self, place: Place) -> bool:
        """Do the words call some division as that is called in which the town or village lies?"""
        if not self.called or place.feature not in ("city", "village", "border crossing"):
            return False
        own = spelling.joined(place.name)
        return any(n != own and n in self.called for n in map(spelling.joined, _around(place)))

    def is_close(self, place: Place) -> bool:
        """Does a place settled before lie near, other than the place itself or what contains it?"""
        return any(
            other.id != place.id
            and other.feature in ("city", "village", "border crossing")
            and fold(other.name) != fold(place.name)
            and within(other, place, CLOSE)
            for other in self.settled.values()
        )

    def settle(self, place: Place) -> None:
        """Let a place that is now known speak for those that are not."""
        self.settled[place.id] = place
        if place.feature not in ("country", "region") and place.admin1:
            self.divisions.add((place.country, place.admin1))


def read(asked: Sequence[Asked], annotated: Annotated, names: Gazetteer) -> Scene:
    """The scene that the names of countries and provinces, the dateline and the demonyms set."""
    scene = Scene(countries=Counter(_spoken_of(annotated)))
    for question in asked:
        readings = names.readings(question.name)
        if readings and readings[0].place.feature == "country":
            scene.countries[readings[0].place.country] += 2
        elif _plain(readings):
            scene.countries[readings[0].place.country] += 1
    scene.called.update(_called(annotated))
    _read_dateline(scene, annotated, names)
    for question in asked:
        _add_division(scene, question, names)
    return scene


def _plain(readings: Sequence[Reading]) -> bool:
    """Is one bearer of the name so much better known that its country is spoken of?"""
    if not readings or readings[0].standing < _PLAIN or not readings[0].place.country:
        return False
    if readings[0].place.feature not in ("city", "region"):
        return len(readings) == 1
    elsewhere = [r.standing for r in readings if r.place.country != readings[0].place.country]
    return not elsewhere or readings[0].standing - elsewhere[0] >= _LEAD


def _spoken_of(annotated: Annotated) -> Mapping[str, int]:
    """Countries by how often a word of the report points to them, names of parties included.

    Where none does, the country in the outlet's name.
    """
    known = by_word()
    found: Counter[str] = Counter()
    for sentence in annotated.sentences:
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            if not token.text[:1].isupper():
                continue
            pair = fold(f"{token.text} {tokens[i + 1].text}") if i + 1 < len(tokens) else ""
            word = fold(_HELD.sub("", token.text))
            country = known.get(pair) or known.get(word)
            if country:
                found[country] += 1
    if not found:  # a national newsroom writes of its own country
        words = [fold(word) for word in of_outlet(annotated.report)]
        found.update({known[word]: _OWN for word in words if word in known})
    return found


def _read_dateline(scene: Scene, annotated: Annotated, names: Gazetteer) -> None:
    line = annotated.report.dateline
    if line is None:
        return
    shortened = f"{line.region}."
    region = names.named(shortened if spelling.state(shortened) else line.region)[:1] if line.region else ()
    for place in region:
        scene.countries[place.country] += 3
        if place.feature == "admin1":
            scene.divisions.add((place.country, place.name))
    if line.place:
        fitting = [
            r.place for r in names.readings(line.place) if not region or r.place.country == region[0].country
        ]
        if fitting:
            scene.countries[fitting[0].country] += 2
            if fitting[0].feature == "city":
                scene.settle(fitting[0])


def _around(place: Place) -> Iterator[str]:
    return (name for name in (place.admin1, place.admin2) if name)


def _called(annotated: Annotated) -> Iterator[str]:
    """Names that stand before a word for a division, also in the name of a body ("X County prosecutors")."""
    for sentence in annotated.sentences:
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            if not spelling.is_division_word(token.text.lower()):
                continue
            first = i
            while first and i - first < _LONGEST and tokens[first - 1].text[:1].isupper():
                first -= 1
                yield spelling.joined(" ".join(t.text for t in tokens[first:i]))


def _add_division(scene: Scene, question: Asked, names: Gazetteer) -> None:
    """A province counts where the words call it one, or where nothing else bears its name."""
    readings = names.readings(question.name)
    fitting = [r for r in readings if r.place.feature == "admin1" and scene.share(r.place) > 0]
    plain = readings and readings[0].place.feature == "admin1"
    if fitting and (
        question.wanted in ("admin1", "part") or plain or len({r.place.admin1 for r in readings}) == 1
    ):
        best = max(fitting, key=lambda r: (scene.share(r.place), r.standing))
        scene.divisions.add((best.place.country, best.place.name))
