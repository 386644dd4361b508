"""The record of a source, read off the noun phrase that names or describes it."""

from __future__ import annotations

from dataclasses import replace

from dateline import mentions
from dateline.claims.cues import lexicon
from dateline.claims.hearing import Agency, Hearing, SourceType, is_person
from dateline.claims.namings import name_of, outlet
from dateline.claims.nounphrases import phrase
from dateline.claims.numbers import value_of
from dateline.claims.offices import issuer, office_held
from dateline.claims.speakers import Speaker, Speakers
from dateline.records import Annotated, Mention, Sentence, Source, Token
from dateline.syntax import conjuncts, kids

_SPEAKING_TYPES = ("person", "actor", "outlet", "place")


def read_source(hearing: Hearing, head: int) -> Speaker:
    """The source headed by token ``head``, with names looked up among mentions and earlier speakers."""
    token = hearing.sentence.tokens[head]
    mention = hearing.headed(head, *_SPEAKING_TYPES) or _covering(hearing, token)
    if token.pos == "PRON" or token.text.lower() in lexicon().group("reference"):
        return _pronoun(hearing, token, mention)
    if len(conjuncts(hearing.sentence, head)) > 1:
        joint = _joint(hearing, head)
        if joint is not None:
            return joint
    return _noun(hearing, token, mention)


def _covering(hearing: Hearing, token: Token) -> Mention | None:
    """The party whose name the token begins, where the parse takes it apart ("Doctors Without X")."""
    mention = mentions.at(hearing.annotated, hearing.sentence.index, token.i)
    if mention is None or mention.type != "actor" or mention.name is None or not token.text[:1].isupper():
        return None
    return mention if mention.first in (token.i, token.i - 1) and mention.descriptor is None else None


def _pronoun(hearing: Hearing, token: Token, mention: Mention | None) -> Speaker:
    """Whoever spoke just before, else whom the pronoun was settled on, else an earlier speaker."""
    speakers = hearing.speakers
    just_before = speakers.just_before(token.text, hearing.sentence.index)
    if just_before is not None and token.dep == "nsubj" and not _named_here(hearing, token, mention):
        return just_before
    if mention is None or mention.name is None:
        mention = _subject_before(hearing, token) or mention
    before = speakers.behind(token.text)
    if mention is not None and mention.name is not None:
        if before is not None and (before.entity == mention.entity or before.source.name == mention.name):
            return before
        type_ = _mention_type(mention, hearing.agency)
        return Speaker(Source(mention.name, mention.name, type=type_), mention.entity)
    if before is not None:
        return before
    person = token.text.lower() not in ("it", "its", "which", "that", "this")
    return Speaker(Source(None, token.text, anonymous=person, type="person" if person else "body"), None)


def _named_here(hearing: Hearing, token: Token, mention: Mention | None) -> bool:
    """Was the pronoun settled on somebody named in front of it in its own sentence?"""
    if mention is None or mention.entity is None:
        return False
    before = mentions.within(hearing.annotated, mention.sentence, 0, token.i)
    return any(m.entity == mention.entity and m.name for m in before)


def _subject_before(hearing: Hearing, token: Token) -> Mention | None:
    """The named subject of the sentence before, where a pronoun opens this one and can mean it."""
    if token.i > 0 or hearing.sentence.index == 0:
        return None
    before = hearing.annotated.sentences[hearing.sentence.index - 1]
    root = next((t.i for t in before.tokens if t.dep == "ROOT"), None)
    subjects = kids(before, root, "nsubj", "nsubjpass") if root is not None else ()
    for subject in subjects:
        found = mentions.headed(hearing.annotated, before.index, subject.i, *_SPEAKING_TYPES)
        if found is not None and found.name and is_person(found) == (token.text.lower() in ("he", "she")):
            return found
    return None


def _mention_type(mention: Mention, agency: Agency) -> SourceType:
    if is_person(mention):
        return "person"
    return "media" if mention.type == "outlet" or (mention.name and agency(mention.name)) else "body"


def _joint(hearing: Hearing, head: int) -> Speaker | None:
    """ "The minister and the governor": one source of several, when all of them are found."""
    sentence = hearing.sentence
    if any(t.lemma == "or" for t in kids(sentence, head, "cc")):
        return None  # another name for the same
    parts = [
        _noun(hearing, sentence.tokens[i], hearing.headed(i, *_SPEAKING_TYPES)).source
        for i in conjuncts(sentence, head)
        if sentence.tokens[i].pos in ("NOUN", "PROPN")
    ]
    if len(parts) < 2:
        return None
    if all(p.name and p.name == parts[0].name for p in parts):
        return None  # "the group and its allies"
    names = [p.name or p.text for p in parts]
    named = all(p.name for p in parts)
    joined = " and ".join(names)
    source = Source(
        joined if named else None, joined, anonymous=all(p.anonymous for p in parts), type=parts[0].type,
        count=len(parts) if parts[0].type == "person" and named else None,
    )  # fmt: skip
    return Speaker(source, None, plural=True)


def _noun(hearing: Hearing, token: Token, mention: Mention | None) -> Speaker:
    sentence = hearing.sentence
    text = phrase(sentence, token.i)
    type_ = _type(token, mention, text, hearing.agency)
    role, affiliation = office_held(hearing, token, mention) if type_ == "person" else (None, None)
    name = name_of(hearing, token, mention, type_)
    definite = any(t.lemma in ("the", "his", "her", "its") for t in kids(sentence, token.i, "det", "poss"))
    known = _recall(hearing.speakers, token, text, name, type_, mention, definite=definite)
    if known is None and _bare(sentence, token, text):
        known = hearing.speakers.described(token.lemma)
    if known is not None:
        return known
    source = Source(
        name, text, role=role, affiliation=affiliation, type=type_,
        anonymous=_anonymous(sentence, token, name, type_), count=_count(sentence, token.i),
    )  # fmt: skip
    if type_ == "body" and mention is not None and name is not None:
        source = replace(source, affiliation=_abbreviated(hearing.annotated, mention))
    if type_ == "document" and affiliation is None:
        source = replace(source, affiliation=issuer(hearing, token.i))
    plural = token.tag in ("NNS", "NNPS") and type_ == "person"
    return Speaker(source, mention.entity if mention and name else None, plural)


def _abbreviated(annotated: Annotated, body: Mention) -> str | None:
    """The body's name with the acronym that the report uses for it ("People's Front (PF)"), or None."""
    same = (m.text.split()[-1] for m in annotated.mentions if body.entity and m.entity == body.entity)
    short = next((word for word in same if word.isupper() and 2 <= len(word) <= 8), None)
    known = short is None or body.name is None or short in body.name.split()
    return None if known else f"{body.name} ({short})"


def _recall(
    speakers: Speakers,
    token: Token,
    text: str,
    name: str | None,
    type_: SourceType,
    mention: Mention | None,
    *,
    definite: bool,
) -> Speaker | None:
    """An earlier speaker whom a surname or a role noun leads back to."""
    if (
        token.text[:1].isupper()
        and (name is None or " " not in name)
        and (mention is None or is_person(mention))
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


def _type(token: Token, mention: Mention | None, text: str, agency: Agency) -> SourceType:
    lexical = lexicon()
    if (mention is not None and mention.type == "outlet") or outlet(text, agency) is not None:
        return "media"
    common = token.pos != "PROPN" or token.text.islower()
    wire = text.lower().endswith(tuple(lexical.group("wires")))
    if wire or (common and {token.lemma, token.text.lower()} & lexical.group("media")):
        return "media"
    if common and token.lemma in lexical.group("documents"):
        return "document"
    if mention is not None and is_person(mention):
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


def _anonymous(sentence: Sentence, token: Token, name: str | None, type_: SourceType) -> bool:
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
