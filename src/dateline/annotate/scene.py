"""What is settled so far in a walk through a report, and the look back over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from dateline.annotate.names import Named
from dateline.annotate.phrases import determiner
from dateline.lookups import ActorNames
from dateline.records import KnownActor, Mention, Sentence
from dateline.syntax import kids, subtree

FAR = 8  # sentences back to look for whom a noun stands for
OF_STATE = ("government", "army", "military", "navy", "junta", "regime")  # and of nobody new
_DEFINITE = ("the", "this", "that", "these", "those", "both", "its", "their", "his", "her")


@dataclass(slots=True)
class Scene:
    """What has been settled so far, oldest first; the latest state of a walk through the report."""

    sentences: Sequence[Sentence]
    actors: ActorNames
    named: Named
    settled: list[Mention] = field(default_factory=list)
    _of: dict[int, list[Mention]] = field(default_factory=dict)

    def settle(self, mention: Mention) -> None:
        """Take a mention in, as what is known of it now."""
        self.settled.append(mention)
        self._of.setdefault(mention.sentence, []).append(mention)

    def inside(self, sentence: int) -> Sequence[Mention]:
        """What is settled of one sentence, oldest first."""
        return self._of.get(sentence, ())

    def known(self, mention: Mention) -> KnownActor | None:
        """The row of the tables that a settled mention leads to."""
        return self.actors.named(mention.name) if mention.name else None

    def back(
        self,
        mention: Mention,
        far: int,
        fits: Callable[[Mention], bool],
        last: Callable[[Mention], bool] = lambda _: False,
    ) -> Mention | None:
        """The best earlier mention that fits: nearest sentence first, subjects before the rest.

        Those for which ``last`` holds come behind the others of their sentence.
        """
        for distance in range(far + 1):
            near = self.inside(mention.sentence - distance)
            here = [m for m in near if _before(m, mention) and fits(m)]
            if here:
                return min(
                    here,
                    key=lambda m: (last(m), _rank(self.sentences[m.sentence], m), _nearness(m, distance)),
                )
        return None


def _before(candidate: Mention, mention: Mention) -> bool:
    return (candidate.sentence, candidate.last) <= (mention.sentence, mention.first)


def _rank(sentence: Sentence, mention: Mention) -> int:
    dep = sentence.tokens[mention.head].dep
    return 0 if dep in ("nsubj", "nsubjpass") else 1


def _nearness(mention: Mention, distance: int) -> int:
    """In the same sentence the last mentioned is nearest; in an earlier one its first is its topic."""
    return -mention.first if distance == 0 else mention.first


def link(mention: Mention, other: Mention, reason: str) -> Mention:
    return replace(
        mention,
        name=other.name,
        entity=other.entity,
        members=other.members,
        member_names=other.member_names,
        affiliation=mention.affiliation or other.affiliation,
        country=other.country,
        reason=reason,
    )


def unnamed(mention: Mention, other: Mention, reason: str) -> Mention:
    """The mention with the words that it stands for, which name nobody that is known."""
    return replace(
        mention,
        antecedent=other.antecedent or other.text,
        affiliation=mention.affiliation or other.affiliation,
        reason=reason,
    )


def apposition(scene: Scene, mention: Mention) -> Mention | None:
    """The name to which a role phrase stands in apposition ("Name, spokesman for ...")."""
    token = scene.sentences[mention.sentence].tokens[mention.head]
    if token.dep != "appos":
        return _apposed(scene, mention)
    at = (m for m in scene.inside(mention.sentence) if m.first <= token.head < m.last)
    return next((m for m in at if m.name and m.type in ("person", mention.type)), None)


def _apposed(scene: Scene, mention: Mention) -> Mention | None:
    """The name that stands in apposition to a phrase ("the capital, Name")."""
    sentence = scene.sentences[mention.sentence]
    heads = {t.i for t in kids(sentence, mention.head, "appos")} | _called(sentence, mention.head)
    here = (m for m in scene.named.mentions if m.sentence == mention.sentence and m.head in heads and m.name)
    return next(
        (m for m in here if m.type in ("person", mention.type) and _beside(sentence, mention, m)), None
    )


def _called(sentence: Sentence, head: int) -> set[int]:
    """Heads of the name in "a group that calls itself X", "a network known as X"."""
    verbs = [t for t in kids(sentence, head, "relcl", "acl") if t.lemma in ("call", "name", "know", "dub")]
    inner = [t for verb in verbs for t in kids(sentence, verb.i, "oprd", "attr", "prep")]
    names = [t for t in inner if t.dep != "prep"]
    named = [o for t in inner if t.text.lower() == "as" for o in kids(sentence, t.i, "pobj")]
    return {t.i for t in [*names, *named]}


def _beside(sentence: Sentence, mention: Mention, name: Mention) -> bool:
    """Does the name follow directly or behind a mark ("..., said Name" is no apposition)?"""
    if name.head in _called(sentence, mention.head):
        return True
    return name.first <= mention.last or sentence.tokens[name.first - 1].pos == "PUNCT"


def indefinite(sentence: Sentence, mention: Mention) -> bool:
    """Does the phrase bring in somebody new ("a town", "three rebels")?

    What is definite or possessed does not, nor what is of the state ("government troops", "an army convoy").
    """
    inside = sentence.tokens[mention.first : mention.last]
    if any(t.dep == "compound" and t.lemma in OF_STATE for t in inside):
        return False
    possessed = any(t.tag != "WP$" for t in kids(sentence, mention.head, "poss"))
    return determiner(sentence, mention.first) not in _DEFINITE and not possessed


def main_state(scene: Scene) -> KnownActor | None:
    """The state in whose country the report plays: the one it speaks of most."""
    return scene.named.home


def adjective(state: KnownActor, actors: ActorNames) -> str:
    """The word for what is of a state: its adjective, else a demonym among its aliases, else its name."""
    return state.adjective or next(
        (a for a in state.aliases if a != state.name and _is_demonym(a, state, actors)), state.name
    )


def _is_demonym(alias: str, state: KnownActor, actors: ActorNames) -> bool:
    known = actors.demonym(alias)
    return (
        known is not None and known.id == state.id and alias.endswith(("an", "ish", "ese", "i", "ian", "ic"))
    )


def content(sentence: Sentence, mention: Mention) -> list[str]:
    """The nouns of a phrase, without whoever possesses it."""
    inside = sentence.tokens[mention.first : mention.last]
    owners = {i for t in inside if t.dep == "poss" for i in subtree(sentence, t.i)}
    return [
        t.text for t in inside if t.i not in owners and (t.pos in ("NOUN", "PROPN") or t.i == mention.head)
    ]
