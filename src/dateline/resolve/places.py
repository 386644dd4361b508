"""Place mentions of one report to places: all of them together, unresolved rather than wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from dateline.fold import fold
from dateline.records import Annotated, Mention, Place, Where
from dateline.resolve import choosing, scene
from dateline.resolve.asking import Asked, questions
from dateline.resolve.choosing import Choice, lies_in
from dateline.resolve.countries import rows
from dateline.resolve.gazetteer import Gazetteer, Reading
from dateline.resolve.matching import Near
from dateline.resolve.scene import Scene

BIG_ENOUGH = 15_000  # inhabitants from which another spelling may be matched in a whole country
_COUNTRIES_TRIED = 3  # of those that a quarter as many words point to as to the first
_PART_OF_MOST = 0.25


def locate(mentions: Sequence[Mention], annotated: Annotated, names: Gazetteer) -> dict[int, Where]:
    """The place that each place mention means, by the mention's index in ``mentions``.

    Mentions that neither bear nor stand for a name are left out. A name that cannot be settled keeps
    its words, with precision "unresolved", the candidates seen and the country, where the report plays
    in one alone. Precision is "near" for "outside
    X", "within" where the words mean something inside or around the entry given, else "exact".
    """
    asked = questions(mentions, annotated, names)
    setting = scene.read(asked, annotated, names)
    named = [question for question in asked if question.own]
    choices = _choices(named, setting, names)
    found = {q.index: _where(q, choices[q.index], setting) for q in named}
    for question in asked:
        if not question.own:
            found[question.index] = _as_antecedent(question, named, found, setting, names)
    return {i: where for i, where in sorted(found.items()) if where.id or mentions[i].name}


def country_where(entity: str) -> Where | None:
    """The country that an entity such as "country:SD" stands for, or None for any other entity."""
    kind, _, code = entity.partition(":")
    row = next((row for row in rows() if kind == "country" and row.iso == code and row.point), None)
    if row is None or row.point is None:
        return None
    lat, lon = row.point
    return Where(
        row.name, row.name, entity, lat, lon, code, feature="country", precision="exact", reason="the country"
    )


def _choices(named: Sequence[Asked], setting: Scene, names: Gazetteer) -> Mapping[int, Choice]:
    """Two rounds: what the first one settles speaks for its neighbours in the second."""
    choices: dict[int, Choice] = {}
    by_index = {question.index: question for question in named}
    for _ in range(2):
        for question in named:
            parents = _parent_readings(question, by_index, setting, names)
            choices[question.index] = _answer(question, setting, parents, names)
        for choice in choices.values():
            if choice.reading is not None:
                setting.settle(choice.reading.place)
    return choices


def _parent_readings(
    question: Asked, by_index: Mapping[int, Asked], setting: Scene, names: Gazetteer
) -> list[Reading]:
    """Readings of what the place is said to lie in; a comma counts only where it fits a reading."""
    found: list[Reading] = []
    for index in question.inside:
        if index in by_index:
            found += _plausible(by_index[index], setting, names)
    for index in question.beside:
        if index in by_index:
            mine = names.readings(question.name)
            likely = _around(mine, _plausible(by_index[index], setting, names))
            found += likely or _around(mine, names.readings(by_index[index].name))
    return found


def _around(mine: Sequence[Reading], readings: Sequence[Reading]) -> list[Reading]:
    """Those countries and divisions in which some bearer of the name lies."""
    wide = (r for r in readings if r.place.feature in ("country", "admin1", "admin2"))
    return [r for r in wide if any(lies_in(m.place, r.place) for m in mine)]


def _plausible(question: Asked, setting: Scene, names: Gazetteer) -> list[Reading]:
    readings = names.readings(question.name)
    if readings and readings[0].place.feature == "country":
        return [readings[0]] if question.wanted != "admin1" else list(readings)
    inside = [r for r in readings if setting.share(r.place) > 0]
    return inside or list(readings)


def _answer(question: Asked, setting: Scene, parents: Sequence[Reading], names: Gazetteer) -> Choice:
    choice = choosing.choose(question, setting, parents, names)
    if choice.reading is not None or choice.reason == choosing.AMBIGUOUS:
        return choice
    near = _other_spelling(question, setting, parents, names)
    if near.place is not None:
        return Choice(Reading(0.0, near.place), f"spelt like {near.place.name}", near.candidates)
    if inner := _name_inside(question):
        around = choosing.choose(inner, setting, parents, names)
        if around.reading is not None and setting.share(around.reading.place):
            return Choice(around.reading, f"the name inside {question.name}")
    return choice if choice.candidates else Choice(None, choice.reason, near.candidates)


def _name_inside(question: Asked) -> Asked | None:
    """The place named in a longer name that no entry bears: Herat in "Herat Provincial Hospital"."""
    name = question.mention.name
    if not name or f" {fold(name)} " not in f" {fold(question.name)} " or fold(name) == fold(question.name):
        return None
    return replace(question, name=name, wanted="site")


def _other_spelling(question: Asked, setting: Scene, parents: Sequence[Reading], names: Gazetteer) -> Near:
    """The place of another spelling in what the name is said to lie in, else on the scene."""
    seen: dict[str, Place] = {}
    for country, admin1 in _areas(setting, parents):
        near = names.near(question.name, country, admin1)
        seen |= {place.id: place for place in near.candidates}
        if near.place is not None and _may_be(near.place, question, admin1):
            return Near(near.place, tuple(seen.values())[:5], near.score)
    return Near(None, tuple(seen.values())[:5])


def _areas(setting: Scene, parents: Sequence[Reading]) -> list[tuple[str, str | None]]:
    said = [p.place for p in parents]
    if said:
        return [(p.country, p.name if p.feature == "admin1" else p.admin1) for p in said if p.country]
    most = max(setting.countries.values(), default=0)
    spoken = [c for c in setting.countries if setting.countries[c] >= _PART_OF_MOST * most]
    top = sorted(spoken, key=lambda c: (-setting.countries[c], c))
    divisions = sorted(setting.divisions, key=lambda d: (-setting.countries[d[0]], d))
    return [*divisions, *((country, None) for country in top[:_COUNTRIES_TRIED])]


def _may_be(place: Place, question: Asked, admin1: str | None) -> bool:
    """A village is never pinned on the country alone."""
    if admin1 is not None or place.feature in ("admin1", "region"):
        return True
    return (
        question.wanted == "crossing"
        if place.feature == "border crossing"
        else place.population >= BIG_ENOUGH
    )


def _where(question: Asked, choice: Choice, setting: Scene) -> Where:
    text = question.mention.text
    if choice.reading is None:
        ids = tuple(place.id for place in choice.candidates)
        entity = question.mention.entity or ""
        name = question.mention.name if entity.startswith(("place:", "site:", "area:")) else None
        told = Where(name or question.name, text, reason=choice.reason, candidates=ids)
        return replace(told, country=setting.only_country())
    place = choice.reading.place
    as_written = question.own and not choice.reading.printed and not question.name.isupper()
    return Where(
        name=question.name if as_written else place.name,
        text=text,
        id=place.id,
        lat=round(place.lat, 4),
        lon=round(place.lon, 4),
        country=place.country or None,
        admin1=place.admin1,
        admin2=place.admin2,
        feature=_feature(place, question),
        precision=_precision(place, question, choice.reason),
        reason=choice.reason,
        candidates=tuple(p.id for p in choice.candidates),
    )


def _feature(place: Place, question: Asked) -> str:
    """A crossing that the words call a town or village keeps its id and goes by what it is called."""
    if place.feature == "border crossing" and question.wanted == "settlement":
        return "city"
    return place.feature


def _precision(place: Place, question: Asked, reason: str) -> Literal["exact", "near", "within"]:
    if question.near:
        return "near"
    asked_crossing = question.wanted == "crossing" and place.feature != "border crossing"
    asked_district = question.wanted == "admin2" and place.feature not in ("admin2", "admin1")
    inside = reason.startswith("the name inside")
    if asked_crossing or asked_district or inside or question.wanted in ("site", "part"):
        return "within"
    return "exact"


def _as_antecedent(
    question: Asked, named: Sequence[Asked], found: Mapping[int, Where], setting: Scene, names: Gazetteer
) -> Where:
    """What "the crossing" or "the city" stands for, as resolved where its name stands."""
    mention = question.mention
    for other in named:
        same = mention.entity is not None and other.mention.entity == mention.entity
        if same or (
            mention.name and fold(mention.name) in (fold(other.name), fold(other.mention.name or ""))
        ):
            return _retold(found[other.index], mention)
    return _where(question, _answer(question, setting, (), names), setting)


def _retold(where: Where, mention: Mention) -> Where:
    return replace(where, text=mention.text, reason=mention.reason or f"stands for {where.name}")
