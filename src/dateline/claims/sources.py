"""The record of a source, read off the noun phrase that names or describes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from dateline import mentions
from dateline.claims.cues import lexicon
from dateline.claims.nounphrases import left_edge, right_edge
from dateline.claims.numbers import value_of
from dateline.claims.speakers import Speaker, Speakers
from dateline.fold import fold
from dateline.records import Annotated, Mention, Sentence, Source, Token
from dateline.syntax import conjuncts, extent, kids, subtree, words

Agency = Callable[[str], str | None]
Type = Literal["person", "body", "document", "media"]

_SPEAKING_TYPES = ("person", "actor", "outlet", "place")
_RELATIVE = frozenset({"who", "which", "that"})


def read_source(
    annotated: Annotated, sentence: Sentence, head: int, speakers: Speakers, agency: Agency
) -> Speaker:
    """The source headed by token ``head``, with names looked up among mentions and earlier speakers."""
    token = sentence.tokens[head]
    mention = mentions.headed(annotated, sentence.index, head, *_SPEAKING_TYPES)
    mention = mention or _covering(annotated, sentence, token)
    if token.pos == "PRON" or token.text.lower() in lexicon().group("reference"):
        return _pronoun(annotated, sentence, token, mention, speakers, agency)
    if len(conjuncts(sentence, head)) > 1:
        joint = _joint(annotated, sentence, head, speakers, agency)
        if joint is not None:
            return joint
    return _noun(annotated, sentence, token, mention, speakers, agency)


def _covering(annotated: Annotated, sentence: Sentence, token: Token) -> Mention | None:
    """The party whose name the token begins, where the parse takes it apart ("Doctors Without X")."""
    mention = mentions.at(annotated, sentence.index, token.i)
    if mention is None or mention.type != "actor" or mention.name is None or not token.text[:1].isupper():
        return None
    return mention if mention.first in (token.i, token.i - 1) and mention.descriptor is None else None


def _pronoun(
    annotated: Annotated,
    sentence: Sentence,
    token: Token,
    mention: Mention | None,
    speakers: Speakers,
    agency: Agency,
) -> Speaker:
    """Whoever spoke just before, else whom the pronoun was settled on, else an earlier speaker."""
    just_before = speakers.just_before(token.text, sentence.index)
    if just_before is not None and token.dep == "nsubj" and not _named_here(annotated, token, mention):
        return just_before
    if mention is None or mention.name is None:
        mention = _subject_before(annotated, sentence, token) or mention
    before = speakers.behind(token.text)
    if mention is not None and mention.name is not None:
        if before is not None and (before.entity == mention.entity or before.source.name == mention.name):
            return before
        type_ = _mention_type(mention, agency)
        return Speaker(Source(mention.name, mention.name, type=type_), mention.entity)
    if before is not None:
        return before
    person = token.text.lower() not in ("it", "its", "which", "that", "this")
    return Speaker(Source(None, token.text, anonymous=person, type="person" if person else "body"), None)


def _named_here(annotated: Annotated, token: Token, mention: Mention | None) -> bool:
    """Was the pronoun settled on somebody named in front of it in its own sentence?"""
    if mention is None or mention.entity is None:
        return False
    before = mentions.within(annotated, mention.sentence, 0, token.i)
    return any(m.entity == mention.entity and m.name for m in before)


def _subject_before(annotated: Annotated, sentence: Sentence, token: Token) -> Mention | None:
    """The named subject of the sentence before, where a pronoun opens this one and can mean it."""
    if token.i > 0 or sentence.index == 0:
        return None
    before = annotated.sentences[sentence.index - 1]
    root = next((t.i for t in before.tokens if t.dep == "ROOT"), None)
    subjects = kids(before, root, "nsubj", "nsubjpass") if root is not None else ()
    for subject in subjects:
        found = mentions.headed(annotated, before.index, subject.i, *_SPEAKING_TYPES)
        if found is not None and found.name and _is_person(found) == (token.text.lower() in ("he", "she")):
            return found
    return None


def _is_person(mention: Mention) -> bool:
    """A name, or a role that was settled on a named person."""
    return mention.type == "person" or (mention.entity or "").startswith("person:")


def _mention_type(mention: Mention, agency: Agency) -> Type:
    if _is_person(mention):
        return "person"
    return "media" if mention.type == "outlet" or (mention.name and agency(mention.name)) else "body"


def _joint(
    annotated: Annotated, sentence: Sentence, head: int, speakers: Speakers, agency: Agency
) -> Speaker | None:
    """ "The minister and the governor": one source of several, when all of them are found."""
    if any(t.lemma == "or" for t in kids(sentence, head, "cc")):
        return None  # another name for the same
    parts = [
        _noun(annotated, sentence, sentence.tokens[i],
              mentions.headed(annotated, sentence.index, i, *_SPEAKING_TYPES), speakers, agency).source
        for i in conjuncts(sentence, head)
        if sentence.tokens[i].pos in ("NOUN", "PROPN")
    ]  # fmt: skip
    if len(parts) < 2:
        return None
    names = [p.name or p.text for p in parts]
    named = all(p.name for p in parts)
    joined = " and ".join(names)
    source = Source(
        joined if named else None, joined, anonymous=all(p.anonymous for p in parts), type=parts[0].type,
        count=len(parts) if parts[0].type == "person" and named else None,
    )  # fmt: skip
    return Speaker(source, None, plural=True)


def _noun(
    annotated: Annotated,
    sentence: Sentence,
    token: Token,
    mention: Mention | None,
    speakers: Speakers,
    agency: Agency,
) -> Speaker:
    text = phrase(sentence, token.i)
    type_ = _type(token, mention, text, agency)
    role, affiliation = _role(annotated, sentence, token, mention, type_)
    name = _name(annotated, sentence, token, mention, type_, agency)
    definite = any(t.lemma in ("the", "his", "her", "its") for t in kids(sentence, token.i, "det", "poss"))
    known = _recall(token, text, name, speakers, type_, mention, definite=definite)
    if known is None and _bare(sentence, token, text):
        known = speakers.described(token.lemma)
    if known is not None:
        return known
    source = Source(
        name, text, role=role, affiliation=affiliation, type=type_,
        anonymous=_anonymous(sentence, token, name, type_), count=_count(sentence, token.i),
    )  # fmt: skip
    if type_ == "body" and mention is not None and name is not None:
        source = replace(source, affiliation=_abbreviated(annotated, mention))
    if type_ == "document" and affiliation is None:
        source = replace(source, affiliation=_issuer(annotated, sentence, token.i))
    plural = token.tag in ("NNS", "NNPS") and type_ == "person"
    return Speaker(source, mention.entity if mention and name else None, plural)


def _abbreviated(annotated: Annotated, body: Mention) -> str | None:
    """The body's name with the acronym that the report uses for it ("People's Front (PF)"), or None."""
    same = (m.text.split()[-1] for m in annotated.mentions if body.entity and m.entity == body.entity)
    short = next((word for word in same if word.isupper() and 2 <= len(word) <= 8), None)
    known = short is None or body.name is None or short in body.name.split()
    return None if known else f"{body.name} ({short})"


def _recall(
    token: Token,
    text: str,
    name: str | None,
    speakers: Speakers,
    type_: Type,
    mention: Mention | None,
    *,
    definite: bool,
) -> Speaker | None:
    """An earlier speaker whom a surname or a role noun leads back to."""
    if (
        token.text[:1].isupper()
        and (name is None or " " not in name)
        and (mention is None or _is_person(mention))
    ):
        earlier = speakers.called(token.text)
        if earlier is not None:
            return earlier
    if (
        name is None
        and type_ == "media"
        and (mention is None or mention.name is None)
        and text.islower()
        and token.tag == "NN"
    ):
        return speakers.newsroom()
    if name is None and definite and token.lemma in lexicon().group("spokesmen") | lexicon().group("offices"):
        return speakers.acting_as(token.lemma)
    return None


def _bare(sentence: Sentence, token: Token, text: str) -> bool:
    """ "The officer", "the mission": nothing but an article and the noun."""
    article = any(t.lemma == "the" for t in kids(sentence, token.i, "det"))
    return article and text == token.text and token.tag == "NN"


def phrase(sentence: Sentence, head: int) -> str:
    """The words of a source's noun phrase without article, appositions and clauses."""
    first, last = left_edge(sentence, head), right_edge(sentence, head)
    while first < head and (
        sentence.tokens[first].lemma in ("the", "a", "an")
        or sentence.tokens[first].dep in ("advmod", "cc")
        or sentence.tokens[first].tag in ("PRP$", "WP$")
    ):
        first += 1
    return words(sentence, first, last)


def _type(token: Token, mention: Mention | None, text: str, agency: Agency) -> Type:
    lexical = lexicon()
    if (mention is not None and mention.type == "outlet") or _outlet(text, agency) is not None:
        return "media"
    common = token.pos != "PROPN" or token.text.islower()
    wire = text.lower().endswith(tuple(lexical.group("wires")))
    if wire or (common and {token.lemma, token.text.lower()} & lexical.group("media")):
        return "media"
    if common and token.lemma in lexical.group("documents"):
        return "document"
    if mention is not None and _is_person(mention):
        return "person"
    if token.lemma in lexical.group("bodies") or token.text.lower() in lexical.group("bodies"):
        return "body"
    if token.pos == "NOUN" and (mention is None or mention.type != "actor" or mention.name is None):
        return "person"
    if mention is not None:
        return "body"
    return (
        "body"
        if token.ent in ("ORG", "GPE", "NORP") or (token.text.isupper() and len(token.text) > 1)
        else "person"
    )


def _outlet(text: str, agency: Agency) -> str | None:
    """The outlet of that name, with or without an article."""
    return agency(text) or agency(f"The {text}")


def _name(
    annotated: Annotated,
    sentence: Sentence,
    token: Token,
    mention: Mention | None,
    type_: Type,
    agency: Agency,
) -> str | None:
    if type_ == "media":
        found = _outlet(phrase(sentence, token.i), agency) or (mention.name if mention else None)
        return found or (_proper(sentence, token) if token.pos == "PROPN" else None)
    if type_ == "document":
        return None
    beside = _name_beside(annotated, sentence, token)
    if beside is not None and (mention is None or not _is_person(mention)):
        return beside
    if mention is not None and mention.name is not None and not _describes_unnamed(token, mention):
        return mention.name
    if (
        token.pos == "PROPN"
        and token.text[:1].isupper()
        and type_ == "person"
        and token.text.lower() not in lexicon().group("unnamed")
    ):
        return _proper(sentence, token)
    if token.pos == "PROPN" and type_ == "body":
        return phrase(sentence, token.i)
    return (
        phrase(sentence, token.i) if type_ == "body" and left_edge(sentence, token.i) < token.i - 1 else None
    )


def _describes_unnamed(token: Token, mention: Mention) -> bool:
    """ "Afghan officials" may come as a mention of the state: whoever speaks is still unnamed."""
    unnamed = token.pos == "NOUN" and token.lemma in lexicon().group("unnamed")
    return unnamed and mention.descriptor is not None and not _is_person(mention)


def _name_beside(annotated: Annotated, sentence: Sentence, token: Token) -> str | None:
    """The name that an apposition gives to a role ("the group's spokesman, Awa Diallo")."""
    if token.pos not in ("NOUN", "NUM"):
        return None
    for clause in kids(sentence, token.i, "acl"):
        called = next((t for t in kids(sentence, clause.i, "oprd", "attr", "dobj") if t.pos == "PROPN"), None)
        if clause.tag == "VBN" and clause.lemma in ("name", "identify", "call") and called is not None:
            return _proper(sentence, called)
    beside = [sentence.tokens[i] for i in subtree(sentence, token.i)]
    for other in (t for t in beside if t.dep == "appos" and t.i > token.i):
        edge = left_edge(sentence, other.i)
        if other.head != token.i and sentence.tokens[edge - 1].text != ",":
            continue
        mention = mentions.headed(annotated, sentence.index, other.i, "person")
        if mention is not None and mention.name:
            return mention.name
        if other.pos == "PROPN" and (other.ent == "PERSON" or (other.head == token.i and not other.ent)):
            return _proper(sentence, other)
    return None


def _proper(sentence: Sentence, token: Token) -> str:
    """The run of capitalised words that ends in the head, without titles in front of it."""
    first = token.i
    run = {
        t.i
        for t in kids(sentence, token.i, "compound", "nmod", "amod", "poss", "flat")
        if t.pos in ("PROPN", "X")
    }
    while first - 1 in run or (first > 0 and sentence.tokens[first - 1].text in ("-",) and first - 2 in run):
        first -= 1
    titles = lexicon().group("titles")
    while first < token.i and sentence.tokens[first].text.lower().rstrip(".") in titles:
        first += 1
    return words(sentence, first, token.i + 1)


def _role(
    annotated: Annotated, sentence: Sentence, token: Token, mention: Mention | None, type_: Type
) -> tuple[str | None, str | None]:
    """The office that the phrase gives its speaker, and whom the office serves; a body holds none."""
    if type_ != "person":
        return None, None
    whose = mention.affiliation if mention is not None else None
    if token.pos == "NOUN":
        return office(sentence, token.i), whose or _serves(annotated, sentence, token.i)
    for other in kids(sentence, token.i, "appos"):
        if other.pos == "NOUN":
            beside = mentions.headed(annotated, sentence.index, other.i, "actor")
            told = beside.affiliation if beside is not None else None
            return office(sentence, other.i), told or _serves(annotated, sentence, other.i) or whose
    for clause in kids(sentence, token.i, "relcl"):
        if any(t.text.lower() == "who" for t in kids(sentence, clause.i, "nsubj")) and clause.lemma in (
            "speak",
            "lead",
            "head",
            "command",
            "run",
        ):
            return words(sentence, clause.i, extent(sentence, clause.i)[1]), whose
    return _title(sentence, token, mention), whose


def office(sentence: Sentence, head: int) -> str:
    """The words for an office without number, owner and plural: "senior security official"."""
    first, last = left_edge(sentence, head), right_edge(sentence, head)
    dropped = {
        i
        for t in kids(sentence, head, "poss", "nummod", "det", "predet", "quantmod", "advmod", "cc", "amod")
        if t.i < head and (t.dep != "amod" or _counts(t))
        for i in subtree(sentence, t.i)
    }
    kept = [sentence.tokens[i] for i in range(first, head) if i not in dropped]
    front = "".join(t.text + (" " if sentence.tokens[t.i + 1].start > t.end else "") for t in kept)
    if kept and kept[0].i == 0 and kept[0].pos in ("ADJ", "NOUN") and not kept[0].text.isupper():
        front = front[:1].lower() + front[1:]
    token = sentence.tokens[head]
    noun = token.lemma if token.tag == "NNS" else token.text
    behind = f" {words(sentence, head + 1, last)}" if last > head + 1 else ""
    return f"{front}{noun}{behind}"


def _counts(token: Token) -> bool:
    """Is it a demonym ("Afghan") or a word for how many ("several"), which say nothing of the office?"""
    national = token.tag == "JJ" and token.text[:1].isupper() and (token.i > 0 or token.ent == "NORP")
    return national or token.lemma in ("several", "many", "other", "few", "more", "various")


def _title(sentence: Sentence, token: Token, mention: Mention | None) -> str | None:
    """Words in front of a name: "Badghis Governor", "Ukrainian military spokesperson"."""
    first = left_edge(sentence, token.i)
    name = max(first, token.i + 1 - len(_proper(sentence, token).split()))
    if mention is not None and _is_person(mention) and mention.name:
        named = set(fold(mention.name).split())
        name = next((t.i for t in sentence.tokens[first : token.i] if fold(t.text) in named), token.i)
    while first < name and sentence.tokens[first].lemma in ("the", "a", "an"):
        first += 1
    return words(sentence, first, name) if first < name else None


def _serves(annotated: Annotated, sentence: Sentence, noun: int) -> str | None:
    """Whom an office is held for: "of the border guard", "the army's", "interior ministry"."""
    for prep in kids(sentence, noun, "prep"):
        if prep.lemma in ("of", "for", "at", "in", "from", "with"):
            for body in kids(sentence, prep.i, "pobj"):
                return phrase(sentence, body.i)
    for owner in kids(sentence, noun, "poss"):
        mention = mentions.headed(annotated, sentence.index, owner.i)
        if mention is not None and mention.name:
            return mention.name
        if owner.pos != "PRON":
            return phrase(sentence, owner.i)
    names = [t for t in kids(sentence, noun, "compound", "nmod") if t.pos == "PROPN" and t.i < noun]
    return words(sentence, left_edge(sentence, names[-1].i), names[-1].i + 1) if names else None


def _anonymous(sentence: Sentence, token: Token, name: str | None, type_: Type) -> bool:
    lexical = lexicon()
    if name is not None or type_ in ("body", "media"):
        return False
    if type_ == "document":
        return token.tag == "NNS" and not any(kids(sentence, token.i, "poss"))
    if token.lemma in lexical.group("spokesmen"):
        return False
    indefinite = any(t.lemma in ("a", "an") for t in kids(sentence, token.i, "det"))
    return not (token.lemma in lexical.group("offices") and token.tag in ("NN", "NNP") and not indefinite)


def _count(sentence: Sentence, head: int) -> int | None:
    for number in kids(sentence, head, "nummod", "det", "predet"):
        word = number.text.lower()
        if word == "both":
            return 2
        value = value_of(word) if number.dep == "nummod" else None
        if value is not None and value < 1000:
            return int(value)
    return None


def _issuer(annotated: Annotated, sentence: Sentence, noun: int) -> str | None:
    """Whose statement it is, if the phrase says so."""
    for owner in kids(sentence, noun, "poss", "amod", "compound"):
        mention = mentions.headed(annotated, sentence.index, owner.i, "actor", "person", "place")
        if mention is not None and mention.name:
            return mention.name
        if owner.dep in ("poss", "compound"):
            return phrase(sentence, owner.i)
    return next(
        (phrase(sentence, body.i) for by in kids(sentence, noun, "prep") if by.lemma in ("by", "from", "of")
         for body in kids(sentence, by.i, "pobj")),
        None,
    )  # fmt: skip
