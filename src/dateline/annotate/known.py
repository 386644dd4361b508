"""Names that the tables know, found in the words of a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.annotate.lexicon import roles
from dateline.annotate.phrases import root
from dateline.fold import fold
from dateline.lookups import ActorNames, PlaceNames
from dateline.records import KnownActor, Place, Sentence, Token
from dateline.syntax import ancestors, kids

_MODIFIERS = ("compound", "amod", "nmod")
_SUBJECTS = ("nsubj", "csubj")
_SHORT = 4  # letters
_TELLING = ("tell", "tells", "told", "telling")
_LIMITS = ("border", "frontier", "boundary", "crossing")


@dataclass(frozen=True, slots=True)
class Known:
    """A stretch of a sentence that bears a known name: an actor, places, or either by context."""

    first: int
    last: int
    head: int
    actor: KnownActor | None = None
    places: tuple[Place, ...] = ()
    demonym: bool = False  # "Afghan": leads to a state, names no place


@dataclass(frozen=True, slots=True)
class Tables:
    """What is known of the world, and what the report itself defines ("... Front (ABC)")."""

    places: PlaceNames
    actors: ActorNames
    aliases: Mapping[str, KnownActor]

    def actor(self, name: str) -> KnownActor | None:
        """The actor that bears ``name`` in the tables or in the report."""
        return self.aliases.get(fold(name)) or self.actors.named(name)


def shown(sentence: Sentence) -> list[str]:
    """The words as names are looked up: in loud headlines as they would stand in a sentence."""
    words = [t.text for t in sentence.tokens]
    letters = [w for w in words if w.isalpha() and len(w) > 1]
    if sentence.part == "headline" and letters and all(w.isupper() for w in letters):
        return [w[0] + w[1:].lower() if len(w) > 4 else w for w in words]
    return words


def find(sentence: Sentence, tables: Tables) -> list[Known]:
    """Known names in text order; longest first, no overlap."""
    words = shown(sentence)
    found: list[Known] = []
    at = 0
    while at < len(words):
        hit = _at(sentence, words, at, tables) if _can_start(sentence, at) else None
        if hit:
            found.append(hit)
        at = hit.last if hit else at + 1
    return found


def _can_start(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    return token.text[:1].isupper() or token.text[:1].isdigit() or "-" in token.text


def _at(sentence: Sentence, words: Sequence[str], at: int, tables: Tables) -> Known | None:
    actor_words = max(tables.actors.longest(words, at), _alias(words, at, tables.aliases))
    place_words = tables.places.longest(words, at)
    if place_words == 1 and not _name_like(sentence, at):
        place_words = 0
    actor_words, place_words = _trim(words, at, actor_words), _trim(words, at, place_words)
    long = max(actor_words, place_words)
    if not long:
        state = tables.actors.demonym(words[at])
        return Known(at, at + 1, at, actor=state, demonym=True) if state else None
    name = _written(sentence, words, at, at + long)
    hit = Known(at, at + long, root(sentence, at, at + long))
    if actor_words == long:
        hit = replace(hit, actor=_exact(name, tables.actor(name)))
    if place_words == long:
        hit = replace(hit, places=tables.places.named(name))
    if hit.places and hit.actor and hit.actor.type in ("agency", "outlet") and name != hit.actor.name:
        hit = replace(hit, actor=None)  # a station's short name is first of all that of its town
    if hit.places and at and _is_newsroom(words[at - 1].lower()):
        hit = replace(hit, actor=_exact(name, tables.actor(name)), places=())  # "the state agency Sana"
    if hit.places and at and words[at - 1].lower() in _TELLING and _is_agency(tables.actor(name)):
        hit = replace(hit, actor=tables.actor(name), places=())  # "told Sana", not a town
    if hit.actor is None and (state := tables.actors.demonym(name)):
        hit = replace(hit, actor=state, demonym=not hit.places)
    return hit if hit.actor or hit.places else None


def _is_agency(actor: KnownActor | None) -> bool:
    return actor is not None and actor.type == "agency"


def _is_newsroom(word: str) -> bool:
    return word == "agency" or roles().actors.get(word) == "media"


def _exact(name: str, actor: KnownActor | None) -> KnownActor | None:
    """Short names must be written as the tables have them: "IS" is a group, "Is" is not."""
    if actor is not None and len(name) <= _SHORT and name not in (actor.name, *actor.aliases):
        return None
    return actor


def _trim(words: Sequence[str], at: int, count: int) -> int:
    """Length of a name without punctuation and common words at its end."""
    while count:
        last = words[at + count - 1]
        if (last[-1].isalnum() or (at and last[-1] == "." and len(last) > 2)) and (
            last[0].isupper() or last[0].isdigit() or "-" in last
        ):
            break
        count -= 1
    return count


def _written(sentence: Sentence, words: Sequence[str], first: int, last: int) -> str:
    text = words[first]
    for i in range(first + 1, last):
        text += (" " if sentence.tokens[i].start > sentence.tokens[i - 1].end else "") + words[i]
    return text


def _alias(words: Sequence[str], at: int, aliases: Mapping[str, KnownActor]) -> int:
    if not aliases:
        return 0
    for count in range(min(6, len(words) - at), 0, -1):
        if fold(" ".join(words[at : at + count])) in aliases:
            return count
    return 0


def _name_like(sentence: Sentence, at: int) -> bool:
    """A one-word place name must look like a name: many places are called like ordinary words."""
    token = sentence.tokens[at]
    if token.pos == "PROPN" or token.ent in ("GPE", "LOC", "FAC", "NORP"):
        return True
    return token.pos != "VERB" if at else _coordinated(sentence)


def _coordinated(sentence: Sentence) -> bool:
    """Does a sentence open with two names ("X and Y districts")?"""
    second = sentence.tokens[2:3]
    return bool(second) and sentence.tokens[1].lemma in ("and", ",") and second[0].pos == "PROPN"


def stands_for_government(sentence: Sentence, hit: Known) -> bool:
    """Is the name of a country or capital that of its government here ("Kyiv said"), not of the place?"""
    token = sentence.tokens[hit.head]
    head = sentence.tokens[token.head]
    capital = hit.actor is not None and fold(hit.actor.name) != fold(_text(sentence, hit))
    if token.dep == "poss":
        return _owns_like_government(head, capital=capital)
    if token.dep == "conj":
        first = next((t for t in ancestors(sentence, token.i) if t.dep != "conj"), head)
        return stands_for_government(sentence, replace(hit, head=first.i)) if first.i != token.i else False
    if token.dep in _SUBJECTS or (token.dep in _MODIFIERS and head.dep in _SUBJECTS and head.pos == "PROPN"):
        return head.lemma in roles().speaking or (not capital and head.lemma not in ("fall", "border", "lie"))
    if token.dep in ("dobj", "dative", "iobj"):
        return head.lemma in roles().spoken_to
    return token.dep == "pobj" and _party(sentence, head.i)


def _owns_like_government(thing: Token, *, capital: bool) -> bool:
    """What only a government has ("Kyiv's military", "Moscow's announcement"); a town has its own police."""
    if thing.lemma in roles().owned:
        return True
    return not capital and roles().actors.get(thing.lemma) in ("government", "forces", "ministry")


def is_beyond(sentence: Sentence, hit: Known) -> bool:
    """Is a state named only as what lies behind a border ("along the Thai border")?"""
    behind = sentence.tokens[hit.last : hit.last + 1]
    return hit.demonym and bool(behind) and behind[0].lemma in _LIMITS


def _party(sentence: Sentence, preposition: int) -> bool:
    """Does the preposition lead to a party ("by", "against") and not to the far side of a border?"""
    token = sentence.tokens[preposition]
    above = sentence.tokens[token.head]
    if token.dep == "agent":
        return True
    bordering = above.lemma in _LIMITS or any(t.lemma in _LIMITS for t in kids(sentence, above.i, "compound"))
    return token.text.lower() in roles().prepositions and not bordering


def _text(sentence: Sentence, hit: Known) -> str:
    return " ".join(t.text for t in sentence.tokens[hit.first : hit.last])
