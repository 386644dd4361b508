"""Which armed group a noun like "the rebels", "the coalition" or "seven insurgents" stands for."""

from __future__ import annotations

from dateline.annotate.lexicon import roles
from dateline.annotate.scene import FAR, Scene, link
from dateline.fold import fold
from dateline.records import KnownActor, Mention
from dateline.syntax import kids

_OPENING = 3  # sentences in which a group that the report is about is named


def nearest_group(scene: Scene, mention: Mention, noun: str) -> Mention:
    """An armed group or alliance whose own descriptors allow the noun, else any armed group.

    A noun that tells one sort from another ("rebels", "the rebel coalition") needs a group of that sort.
    """
    sentence = scene.sentences[mention.sentence]
    before = sentence.tokens[mention.first : mention.head]
    told = [t.lemma for t in before if t.lemma in roles().telling and t.lemma != noun]

    def fits(candidate: Mention) -> bool:
        known = scene.known(candidate)
        if not candidate.name or candidate.type != "actor" or not _at_home(scene, known, mention):
            return False
        if known is not None:
            return known.type in _groups(noun) and noun not in roles().telling and not told
        return _made_up(candidate)

    def described(candidate: Mention) -> bool:
        known = scene.known(candidate)
        suits = known is not None and all(_fits_noun(known, n) for n in (noun, *told))
        return suits and _at_home(scene, known, mention)

    def called(candidate: Mention) -> bool:
        return candidate.type == "actor" and fold(candidate.name or "").split()[-1:] in ([noun], [f"{noun}s"])

    civil = any(t.text.lower() in roles().civil for t in before)
    found = scene.back(mention, FAR, called)
    if found is None and not civil:
        found = scene.back(mention, FAR, described) or scene.back(mention, FAR, fits)
    if found is None:
        return mention
    return link(mention, found, f"{noun}: the nearest group before that it can stand for, {found.name}")


def _at_home(scene: Scene, known: KnownActor | None, mention: Mention) -> bool:
    """ "The Lebanese group" is one that is at home in Lebanon."""
    state = scene.actors.named(mention.affiliation) if mention.affiliation else None
    if state is None or state.type != "state":
        return True
    return known is not None and known.country == state.country


def only_group(scene: Scene, mention: Mention) -> Mention | None:
    """Bare "rebels" or "seven rebels" in a report that names a single armed group to which the noun suits.

    Nouns for anybody with a gun ("gunmen", "attackers") and what is told apart by a modifier stay open.
    """
    sentence = scene.sentences[mention.sentence]
    told = [t for t in kids(sentence, mention.head) if t.i < mention.head and t.pos != "PUNCT"]
    plain = all(
        t.dep in ("nummod", "quantmod") or t.lemma in ("many", "several", "some", "more") for t in told
    )
    noun = mention.descriptor or ""
    if not plain or noun in roles().anybody or sentence.tokens[mention.head].tag != "NNS":
        return None
    named = [m for m in scene.named.mentions if m.type == "actor" and m.name]
    named = [m for m in named if m.sentence <= _OPENING or sum(o.entity == m.entity for o in named) > 1]
    groups = {k.side or k.id: m for m in named if (k := scene.known(m)) and k.type == "armed group"}
    groups |= {m.entity or "": m for m in named if scene.known(m) is None and _made_up(m)}
    only = next(iter(groups.values())) if len(groups) == 1 else None
    known = scene.known(only) if only else None
    if only is None or (known is not None and not _fits_noun(known, noun)):
        return None
    return link(mention, only, f"{noun}s: the only armed group that the report names, {only.name}")


def _groups(noun: str) -> tuple[str, ...]:
    if noun in ("bloc", "alliance", "coalition", "organization", "organisation", "network"):
        return ("alliance", "armed group", "body")
    return ("armed group",)


def _fits_noun(known: KnownActor, noun: str) -> bool:
    plurals = (noun, f"{noun}s", f"{noun.removesuffix('y')}ies")
    return any(fold(word) in plurals for word in known.descriptors)


def _made_up(candidate: Mention) -> bool:
    """A body that no table knows, under a name such as bodies under arms have."""
    last = (candidate.name or "").split(" ")[-1]
    return (
        (candidate.entity or "").startswith("actor:")
        and candidate.descriptor is None
        and last in roles().armed
    )
