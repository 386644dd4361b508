"""Whom the noun for a role means: the one person whom the report names with that role and body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.annotate.lexicon import roles
from dateline.annotate.persons import role_phrase
from dateline.annotate.scene import FAR, Scene
from dateline.fold import fold
from dateline.records import KnownActor, Mention
from dateline.syntax import kids

_SMALL = frozenset("of for the a an at in to with and s its their his her our".split())
_OWNED = re.compile(r"[’']s?(?=\s|$)")


def holder(scene: Scene, mention: Mention) -> Mention | None:
    """The person named anywhere in the report who alone has the role that ``mention`` speaks of.

    Nouns of like meaning are one role ("head", "chief", "leader"); the body, where both say it, must
    be the same. Of a bare noun ("the spokesman") it is the last such person before.
    """
    noun = mention.descriptor or ""
    phrase = _phrase(scene, mention)
    body = _body(scene, phrase)
    if not body and (before := _last_of(scene, mention, noun)):
        return before
    found = {m.entity: m for m in reversed(list(_people(scene))) if _fits(scene, m, noun, phrase, body)}
    return next(iter(found.values())) if len(found) == 1 else None


def _last_of(scene: Scene, mention: Mention, noun: str) -> Mention | None:
    """The last person before whose role has the very noun."""

    def fits(candidate: Mention) -> bool:
        role = fold(candidate.descriptor or "").split()
        return candidate.type == "person" and noun in role

    return scene.back(mention, FAR, fits)


def _people(scene: Scene) -> Iterator[Mention]:
    """Persons with a role: those settled so far under their full names, then those still to come."""
    behind = scene.settled[-1].sentence if scene.settled else 0
    yield from (m for m in scene.settled if m.type == "person" and m.name and m.descriptor)
    for m in scene.named.mentions:
        if m.type == "person" and m.descriptor and m.sentence >= behind and " " in (m.name or ""):
            yield m


def _phrase(scene: Scene, mention: Mention) -> str:
    """The words of the role with its body, whoever owns it by the name that was settled."""
    sentence = scene.sentences[mention.sentence]
    owners = {t.i for t in kids(sentence, mention.head, "poss")}
    owner = next((m.name for m in scene.settled if m.sentence == mention.sentence and m.head in owners), None)
    return f"{owner or ''} {role_phrase(sentence, mention.head)}".strip()


def _fits(scene: Scene, person: Mention, noun: str, phrase: str, body: frozenset[str]) -> bool:
    role = person.descriptor or ""
    like = roles().alike.get(noun, frozenset({noun}))
    own = _words(role)
    if not own & like or (own ^ _words(phrase)) & roles().ranks:
        return False
    other = _body(scene, role)
    if not body or not other:
        return not body
    parties, others = _parties(scene, phrase), _parties(scene, role)
    if parties and others:
        return bool(parties & others)
    return bool(body & other)


def _words(phrase: str) -> frozenset[str]:
    return frozenset(w.replace("defense", "defence") for w in fold(_OWNED.sub("", phrase)).split())


def _body(scene: Scene, phrase: str) -> frozenset[str]:
    """What a phrase says of the body: its words but the nouns for roles."""
    table = roles()
    named = {i for word in _words(phrase) for i in table.alike.get(word, frozenset({word}))}
    persons = {w for w in named if table.actors.get(w) == "person"}
    return _words(phrase) - persons - _SMALL - table.ranks | _parties(scene, phrase)


def _parties(scene: Scene, phrase: str) -> frozenset[str]:
    """Ids of the known parties that a phrase names; those of a state's organs are the state's."""
    found = _known(scene, phrase)
    return frozenset((known.id if known.type == "state" else known.side) or known.id for known in found)


def party_in(scene: Scene, phrase: str) -> KnownActor | None:
    """The first party that the words of a role name ("Iranian" in "Iranian foreign minister")."""
    return next(_known(scene, phrase), None)


def _known(scene: Scene, phrase: str) -> Iterator[KnownActor]:
    words = [_OWNED.sub("", word) for word in phrase.split()]
    at = 0
    while at < len(words):
        long = scene.actors.longest(words, at) if words[at][:1].isupper() else 0
        name = " ".join(words[at : at + long])
        known = scene.actors.named(name) if long else scene.actors.demonym(words[at])
        if known is not None:
            yield known
        at += max(long, 1)
