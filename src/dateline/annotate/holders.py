"""Whom the noun for a role means: the one person whom the report names with that role and body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.annotate.lexicon import roles
from dateline.annotate.persons import role_phrase
from dateline.annotate.phrases import of_what
from dateline.annotate.scene import FAR, Scene, link
from dateline.fold import fold
from dateline.records import KnownActor, Mention
from dateline.syntax import kids

_SMALL = frozenset("of for the a an at in to with and s its their his her our".split())
_NEAR = 3  # sentences back for "the chief" of whom the report has named one person
_OWNED = re.compile(r"[’']s?(?=\s|$)")


def with_role(scene: Scene, mention: Mention) -> Mention:
    """ "The spokesman", "the head of the group": the person whom the report names with that role."""
    sentence = scene.sentences[mention.sentence]
    if sentence.tokens[mention.head].tag == "NNS":
        return mention
    found = _holder(scene, mention) or _only_person(scene, mention) or _named_next(scene, mention)
    return link(mention, found, f"the {mention.descriptor} whom the report names") if found else mention


def _only_person(scene: Scene, mention: Mention) -> Mention | None:
    """The one person named so far, for "the mercenary chief" and its like just after."""
    sentence = scene.sentences[mention.sentence]
    if of_what(sentence, mention.head) is not None or any(kids(sentence, mention.head, "poss", "appos")):
        return None
    people = [m for m in scene.settled if m.type == "person" and m.name]
    recent = [m for m in people if mention.sentence - m.sentence <= _NEAR]
    if mention.descriptor not in roles().leaders or len({m.entity for m in people}) != 1 or not recent:
        return None
    told = {word for m in people for word in (m.descriptor or "").lower().split()}
    bare = not any(kids(sentence, mention.head, "compound", "amod"))
    return recent[-1] if not told or (bare and told & roles().leaders) else None


def _named_next(scene: Scene, mention: Mention) -> Mention | None:
    """The person whom the report then names without a role: the role was given before the name."""
    after = [m for m in scene.named.mentions if m.type == "person" and m.sentence > mention.sentence]
    near = [m for m in after if m.sentence <= mention.sentence + 2 and " " in (m.name or "")]
    before = any(m.type == "person" and m.name for m in scene.settled)
    if mention.descriptor not in roles().leaders or before or len({m.entity for m in near}) != 1:
        return None
    return near[0] if near[0].descriptor is None else None


def _holder(scene: Scene, mention: Mention) -> Mention | None:
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
    owner = next((m.name for m in scene.inside(mention.sentence) if m.head in owners), None)
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
