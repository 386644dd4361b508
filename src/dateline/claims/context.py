"""A sentence with its mentions and noun phrases: what frames are matched against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline import mentions
from dateline.claims.nouns import nouns
from dateline.records import Annotated, Mention, Sentence, Token
from dateline.syntax import extent, kids, subtree, words

# Prepositions behind which stands where something lies.
_LYING = tuple("of in at near around outside inside across along on from into throughout between".split())
_DASHES = ("–", "—", "--")
_LOOSE = ("conj", "cc", "parataxis")  # dependents that no longer belong to the noun phrase


@dataclass(frozen=True, slots=True)
class Context:
    """One sentence of an annotated report, with questions about its tokens."""

    annotated: Annotated
    sentence: Sentence

    def token(self, i: int) -> Token:
        """Token ``i`` of the sentence."""
        return self.sentence.tokens[i]

    def mention(self, i: int, *types: str) -> Mention | None:
        """The largest mention headed by token ``i``."""
        return mentions.headed(self.annotated, self.sentence.index, i, *types)

    def inside(self, first: int, last: int, *types: str) -> tuple[Mention, ...]:
        """The mentions between two tokens."""
        return mentions.within(self.annotated, self.sentence.index, first, last, *types)

    def core(self, i: int) -> int:
        """The noun that counts: through "most of", "hundreds of", "85% of" to what is measured."""
        for _ in range(3):
            token = self.token(i)
            measures = token.lemma in nouns("measures") or token.pos == "NUM"
            inner = self.under(i, "of") if measures else ()
            if not inner:
                return i
            i = inner[0]
        return i

    def under(self, i: int, *preps: str) -> tuple[int, ...]:
        """Objects of the prepositions ``preps`` that hang on token ``i``."""
        return tuple(
            o.i
            for prep in kids(self.sentence, i, "prep")
            if prep.lemma in preps
            for o in kids(self.sentence, prep.i, "pobj")
        )

    def extent(self, i: int) -> tuple[int, int]:
        """The noun phrase of head ``i``, without loose additions behind a comma."""
        keep = set(subtree(self.sentence, i))
        for child in kids(self.sentence, i, "relcl", "appos", "acl", "punct", *_LOOSE):
            if child.i > i and (child.dep in _LOOSE or self._after_comma(child.i)):
                keep -= set(subtree(self.sentence, child.i))
        run = [i]
        while run[0] - 1 in keep:
            run.insert(0, run[0] - 1)
        while run[-1] + 1 in keep:
            run.append(run[-1] + 1)
        while len(run) > 1 and self.token(run[-1]).pos == "PUNCT" and self.token(run[-1]).text not in '"”)':
            run.pop()
        return run[0], run[-1] + 1

    def _after_comma(self, i: int) -> bool:
        first = extent(self.sentence, i)[0]
        behind = first > 0 and self.token(first - 1).text in (",", "(", "-", *_DASHES)
        return behind or self.token(i).text in (",", "(", *_DASHES)

    def names_place(self, i: int) -> bool:
        """Does the phrase headed by ``i`` name a place, itself or inside?"""
        mention = self.mention(i, "place")
        return bool(mention and (mention.name or mention.members)) or self.named_inside(i) is not None

    def named_inside(self, i: int) -> Mention | None:
        """The place that the phrase of ``i`` lies in, if it says ("two villages near X", "X's old port")."""
        beside = [k.i for k in kids(self.sentence, i, "poss", "compound", "nmod")]
        within = self.under(i, *_LYING)
        if any((m := self.mention(k, "place")) and (m.entity or "").startswith("country:") for k in beside):
            beside, within = [], (*within, *beside)  # "the country's consulate in the city"
        for inner in (*beside, *within):
            mention = self.mention(inner, "place")
            if mention is not None and (mention.name or mention.members):
                return mention
            if inner not in beside and (deeper := self.named_inside(inner)) is not None:
                return deeper
        return None

    def phrase(self, i: int, type: str = "other") -> Mention:
        """The mention headed by ``i``, or one made of its noun phrase."""
        known = self.mention(i)
        inside = self.named_inside(i) if type == "place" else None
        vague = inside is not None and known is not None and known.reason.startswith(mentions.INSIDE)
        if known is not None and not vague and (known.name or known.members) and _serves(known, type):
            return known
        if known is not None and type == "other":
            return self._with_of(known)
        if type == "other" and (of_what := self._measured(i)) is not None:
            return of_what
        first, last = self.extent(i)
        if type == "other" and self.token(i).pos in ("NOUN", "PROPN"):
            last = min(
                (extent(self.sentence, k.i)[0] for k in kids(self.sentence, i, "relcl") if k.i > i),
                default=last,
            )
        return mentions.spanning(
            self.sentence,
            first,
            last,
            i,
            "place" if type == "place" else "other",
            name=inside.name if inside else None,
            entity=inside.entity if inside else None,
            reason=mentions.INSIDE if inside else "the words themselves",
            descriptor=known.descriptor if known else None,
            members=inside.members if inside else (),
            member_names=inside.member_names if inside else (),
        )

    def _with_of(self, mention: Mention) -> Mention:
        """Somebody unnamed with whose he is: "dissidents of the former Front", "a faction of the army"."""
        thing = next(iter(self.under(mention.head, "of")), None)
        if thing is None or mention.antecedent or self.token(mention.last - 1).i >= thing:
            return mention
        whose = self.mention(thing, "actor", "person", "place")
        last = whose.last if whose else self.extent(thing)[1]
        found = replace(mention, last=last, text=words(self.sentence, mention.first, last))
        if whose is None or whose.type != "actor" or self.token(mention.head).lemma not in nouns("ranks"):
            return found
        return replace(found, name=whose.name, entity=whose.entity, reason=f"of {whose.text}")

    def _measured(self, i: int) -> Mention | None:
        """The phrase of a measure or number, meaning what it measures ("more than 100 of them")."""
        core = self.core(i)
        inner = self.mention(core, "actor", "person") if core != i else None
        if inner is None:
            return None
        first, last = self.extent(i)
        return replace(inner, first=first, last=last, head=i, text=words(self.sentence, first, last))

    def verbs(self) -> Iterator[Token]:
        """Tokens that may head a clause."""
        return (t for t in self.sentence.tokens if t.pos in ("VERB", "AUX") or t.tag.startswith("VB"))


def _serves(known: Mention, type: str) -> bool:
    """Can the mention stand for a place, where one is asked for: no parliament that crowds stormed can."""
    state = (known.entity or "").startswith("state:") and "/" not in (known.entity or "")
    return type != "place" or known.type == "place" or bool(known.members) or state
