"""A sentence with its mentions, and what its nouns stand for: what frames are matched against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dateline import mentions, tables
from dateline.records import Annotated, Mention, Sentence, Token
from dateline.syntax import extent, kids, subtree, words

# Nouns that only measure: "most of the province", "hundreds of troops", "85% of the country".
PARTITIVES = frozenset(
    "most much all part parts half rest third quarter percent % dozen hundred thousand million score bulk majority "
    "remainder number swathe swath some many several both each couple handful pocket none whole "
    "portion section group lot total proportion share stretch one two three four five six seven eight nine ten "
    "kilometer kilometre mile centre center heart middle edge outskirts outskirt suburb vicinity entrance gate side".split()
)
# Prepositions behind which stands where something lies.
_LYING = (
    "of",
    "in",
    "at",
    "near",
    "around",
    "outside",
    "inside",
    "across",
    "along",
    "on",
    "from",
    "into",
    "throughout",
)
_PRONOUNS = frozenset(
    "they them it he she him her we us i who which themselves itself theirs ours his".split()
)
_AGENT_ENDINGS = ("er", "or", "ist", "man", "woman", "ian", "eer", "ee")
_THINGS = frozenset(
    "number paper power water weather letter matter order border quarter center centre corner river tower disaster "
    "helicopter computer bunker trailer tanker freighter cruiser chapter charter register terror error error sector "
    "factor tractor reactor corridor motor committee employer character container mortar launcher boulder winter summer "
    "shelter cluster rubber timber leather feather dinner cover anger danger hunger answer offer transfer chamber".split()
)
# "take place", "hold office", "take part" hold no ground.
_IDLE = frozenset(
    "place part office post position seat shelter land square half market ground state presidency parliament".split()
)


@cache
def _noun_types() -> dict[str, frozenset[str]]:
    table = tables.read(__package__, "nouns.toml")["types"]
    return {name: frozenset(lemmas) for name, lemmas in table.items()}


def noun_is(lemma: str, *types: str) -> bool:
    """Does the lemma belong to one of the types of nouns.toml?"""
    return any(lemma in _noun_types()[t] for t in types)


@dataclass(frozen=True, slots=True)
class Context:
    """One sentence of an annotated report, with questions about its tokens."""

    annotated: Annotated
    sentence: Sentence

    def token(self, i: int) -> Token:
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
            partitive = token.lemma in PARTITIVES or token.pos == "NUM"
            inner = self.under(i, "of") if partitive else ()
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
        for child in kids(self.sentence, i, "relcl", "appos", "acl", "conj", "cc", "parataxis", "punct"):
            loose = child.i > i and (child.dep in ("conj", "cc", "parataxis") or self._after_comma(child.i))
            if loose:
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
        return (first > 0 and self.token(first - 1).text in (",", "(", "–", "—", "--", "-")) or self.token(i).text in (
            ",", "–", "—", "--", "("
        )  # fmt: skip

    def names_place(self, i: int) -> bool:
        """Does the phrase headed by ``i`` name a place, itself or inside?"""
        mention = self.mention(i, "place")
        return bool(mention and (mention.name or mention.members)) or self.named_inside(i) is not None

    def named_inside(self, i: int) -> Mention | None:
        """The place that the phrase of head ``i`` lies in ("two villages near X", "X's old port"), if it says."""
        for child in kids(self.sentence, i, "poss", "compound", "nmod"):
            mention = self.mention(child.i, "place")
            if mention is not None and mention.name:
                return mention
        for inner in self.under(i, *_LYING):
            mention = self.mention(inner, "place")
            if mention is not None and mention.name:
                return mention
            if (deeper := self.named_inside(inner)) is not None:
                return deeper
        return None

    def phrase(self, i: int, type: str = "other") -> Mention:
        """The mention headed by ``i``, or one made of its noun phrase."""
        known = self.mention(i)
        if known is not None and (known.name or known.members or type == "other"):
            return known
        first, last = self.extent(i)
        inside = self.named_inside(i) if type == "place" else None
        return Mention(
            sentence=self.sentence.index,
            first=first,
            last=last,
            head=i,
            text=words(self.sentence, first, last),
            type="place" if type == "place" else "other",
            name=inside.name if inside else None,
            entity=inside.entity if inside else None,
            reason=mentions.INSIDE if inside else "the words themselves",
            descriptor=known.descriptor if known else None,
        )

    def is_type(self, i: int, wanted: Iterable[str]) -> bool:
        """Is what token ``i`` stands for of one of the ``wanted`` types?"""
        return any(self._is(self.core(i), i, w) for w in wanted)

    def _is(self, i: int, outer: int, wanted: str) -> bool:
        token = self.token(i)
        mention = self.mention(i)
        kind = mention.type if mention else ""
        if kind == "time":
            return False
        match wanted:
            case "place":
                return (
                    kind == "place"
                    or token.lemma in ("third", "half", "rest")
                    or (
                        kind not in ("actor", "person")
                        and (self._common(i, "place") or self._common(i, "site") or self._unknown_name(i))
                    )
                )
            case "settlement":
                return self._is_settlement(i, outer, kind)
            case "force":
                return (kind == "actor" and not noun_is(token.lemma, "people")) or noun_is(
                    token.lemma, "force"
                )
            case "people":
                named = kind in ("actor", "person") and token.pos not in ("PROPN", "PRON")
                return noun_is(token.lemma, "people") or self._agent_noun(token) or named
            case "civilians":
                return (noun_is(token.lemma, "people") or self.token(outer).pos == "NUM") and not noun_is(
                    token.lemma, "force"
                )
            case "person":
                return noun_is(token.lemma, "people") or kind == "person"
            case "name":
                if kind in ("actor", "person", "outlet"):
                    return True
                return kind != "place" and (token.lemma in _PRONOUNS or token.pos == "PROPN")
            case "body":
                return kind == "actor" or noun_is(token.lemma, "body") or token.ent in ("ORG", "GPE", "NORP")
            case "party":
                return (
                    kind == "actor" or noun_is(token.lemma, "body", "force") or token.lemma in ("they", "it")
                )
            case "number":
                return token.pos == "NUM" or token.lemma in PARTITIVES or self.token(outer).pos == "NUM"
            case "it":
                return token.lemma in _PRONOUNS
            case "passage" if mention and (mention.entity or "").startswith("crossing:"):
                return True
            case "passage" if token.dep == "pobj" and self._passage_above(i):
                return True
            case "attack" | "passage" | "truce" | "deal" | "talks" | "weapon":
                descriptor = (mention.descriptor or "") if mention else ""
                return noun_is(token.lemma, wanted) or any(noun_is(w, wanted) for w in descriptor.split())
        return False

    def _passage_above(self, i: int) -> bool:
        """ "the checkpoint at X, which is open": the relative clause hung on the last name."""
        above = self.token(self.token(self.token(i).head).head)
        return noun_is(above.lemma, "passage")

    @staticmethod
    def _agent_noun(token: Token) -> bool:
        """A common noun whose ending says that it is somebody: "founder", "activist", "policewoman"."""
        return (
            token.pos == "NOUN"
            and len(token.lemma) > 5
            and token.lemma.endswith(_AGENT_ENDINGS)
            and token.lemma not in _THINGS
        )

    def _common(self, i: int, kind: str) -> bool:
        return self.token(i).pos != "PRON" and noun_is(self.token(i).lemma, kind)

    def _unknown_name(self, i: int) -> bool:
        token = self.token(i)
        return (
            token.pos == "PROPN"
            and self.mention(i) is None
            and token.ent not in ("PERSON", "ORG", "NORP", "DATE")
        )

    def _is_settlement(self, i: int, outer: int, kind: str) -> bool:
        token = self.token(i)
        if kind == "place":
            return True
        if kind in ("actor", "person"):
            return False
        if token.lemma == "control":
            return False
        if self._common(i, "place"):
            dressed = bool(self.sentence.children[i]) or outer != i or token.tag == "NNS"
            idle = token.lemma in _IDLE and token.tag != "NNS"
            return dressed and not (idle and not self._measured(i, outer))
        return outer != i and self._unknown_name(i)

    def _measured(self, i: int, outer: int) -> bool:
        return outer != i or bool(self.under(i, "of", "in"))

    def verbs(self) -> Iterator[Token]:
        """Tokens that may head a clause."""
        return (t for t in self.sentence.tokens if t.pos in ("VERB", "AUX") or t.tag.startswith("VB"))
