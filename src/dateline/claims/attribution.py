"""Who is said to have said what: the attributions of a report, and the chain over any word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline import mentions
from dateline.claims.bracketed import bracket_cues
from dateline.claims.channels import via_of
from dateline.claims.continuation import continued
from dateline.claims.cues import lexicon
from dateline.claims.extents import Range, trimmed
from dateline.claims.figures import figure_cues
from dateline.claims.headlined import headline_cues
from dateline.claims.hearing import Agency, Hearing
from dateline.claims.nominal import noun_cues
from dateline.claims.phrasal import phrase_cues
from dateline.claims.quotes import Quotation, inside, quotations
from dateline.claims.silences import silences
from dateline.claims.sources import read_source
from dateline.claims.speakers import Speaker, Speakers
from dateline.claims.speaking import speaking_head
from dateline.claims.speech import Cueing, verb_cues
from dateline.records import Annotated, Attribution, Sentence, Source, Span
from dateline.syntax import kids, offsets

_NOBODY = frozenset({"that", "this", "which", "what"})
_JUDGING = frozenset({"deny", "condemn", "accuse", "praise", "describe"})

Stretch = tuple[int, int, int]  # sentence index, first token, last token exclusive


def attributions(annotated: Annotated, *, agency: Agency) -> tuple[Attribution, ...]:
    """Every place where the report says that somebody says something, in text order.

    ``agency`` gives the canonical name of a news agency, outlet or platform, or None. ``via`` of an
    attribution is complete: whoever reports it inside the same sentence comes first, its own channel
    last. Notes that somebody kept silent or that nothing was confirmed come too, with ``confirmed``
    False and ``speech`` "silence"; they are the source of nothing.
    """
    sentences = annotated.sentences
    quotes = quotations(sentences)
    speakers = Speakers()
    found: list[Attribution] = []
    for sentence in sentences:
        hearing = Hearing(annotated, sentence, speakers, agency)
        cueings = sentence_cues(sentence, _speaking(annotated, sentence))
        for cueing in cueings:
            made = _attribution(hearing, cueing, quotes)
            if made is None or _says_nothing(annotated, made[0]):
                continue
            found.append(made[0])
            if cueing.style != "note":
                main = not _inside_another(cueing, cueings)
                speakers.meet(replace(made[1], main=main, sentence=sentence.index))
        found.extend(continued(sentences, sentence, found, quotes))
    found = _with_quotations(found, [quote for quote in quotes if len(quote.pieces) > 1])
    beside = _by_sentence(found)
    found = [replace(a, via=_chained(a, beside[a.sentence])) for a in found]
    found = _pass_channels(found)
    return tuple(sorted(found, key=lambda a: (a.sentence, a.cue.start, a.cue_head)))


def _says_nothing(annotated: Annotated, made: Attribution) -> bool:
    """Is the speaker a day ("its report of 9 July, which said"), "not 19" or "that", which nobody can ask?"""
    told = made.source.text.lower()
    if made.source.name is None and (told in _NOBODY or told.startswith("not ")):
        return True
    head = made.source_head
    return head is not None and mentions.headed(annotated, made.sentence, head, "time") is not None


def chain_for(found: Sequence[Attribution], sentence: int, token: int) -> list[Attribution]:
    """The attributions whose content covers a token, innermost first; notes of silence left out.

    The first one's ``source`` is answerable for the words, and its ``via`` names all links.
    """
    over = [a for a in found if a.confirmed and _covers(a, sentence, token)]
    return sorted(over, key=lambda a: (_size(a, sentence), a.speech != "cite", -a.cue_head))


def reaching(found: Iterable[Attribution]) -> Mapping[int, Sequence[Attribution]]:
    """The attributions that stand in a sentence or have content there, by the sentence's index."""
    reached: dict[int, list[Attribution]] = defaultdict(list)
    for attribution in found:
        for sentence in sorted({attribution.sentence, *(s for s, _, _ in attribution.content)}):
            reached[sentence].append(attribution)
    return reached


def sentence_cues(sentence: Sentence, speaking: frozenset[int] = frozenset()) -> list[Cueing]:
    """Every cue of one sentence with its content, in text order.

    ``speaking`` are the tokens that head a known person, actor or outlet.
    """
    by_head: dict[int, Cueing] = {}
    for reader in (silences, phrase_cues, figure_cues, verb_cues, noun_cues):
        for cueing in reader(sentence):
            if not _only_names(sentence, cueing):
                by_head.setdefault(cueing.head, cueing)
    told = any(c.confirmed for c in by_head.values())
    by_head.update({c.head: c for c in bracket_cues(sentence, speaking)})
    by_head.update({c.head: c for c in headline_cues(sentence, speaking, told=told)})
    cueings = [part for head in sorted(by_head) for part in _at_colon(sentence, by_head[head])]
    cueings = [replace(c, content=_without_reporters(sentence, c, cueings)) for c in cueings]
    return [_told_by_another(_cited(c, cueings), cueings) for c in cueings if not _mere_report(c, cueings)]


def _only_names(sentence: Sentence, cueing: Cueing) -> bool:
    """Is it an aside on what something is called ("Shushi, as Armenians call it")?"""
    aside = any(k.lemma == "as" for k in kids(sentence, cueing.head, "mark", "advmod"))
    named = any(k.lemma in ("it", "they") for k in kids(sentence, cueing.head, "dobj"))
    return cueing.speech == "describe" and aside and named


def _at_colon(sentence: Sentence, cueing: Cueing) -> tuple[Cueing, ...]:
    """A judgement and the statement behind its colon: "the army denied the raid: no one was there"."""
    if cueing.speech not in _JUDGING or len(cueing.content) != 1:
        return (cueing,)
    first, last = cueing.content[0]
    colon = next((t.i for t in sentence.tokens[first + 1 : last + 1] if t.text == ":"), None)
    if colon is None:
        return (cueing,)
    stated = trimmed(sentence, colon + 1, max(last, len(sentence.tokens) if colon == last else last))
    judged = replace(cueing, content=((first, colon),))
    return (judged, replace(cueing, content=stated, speech="say", stance="asserts")) if stated else (judged,)


def _cited(cueing: Cueing, cueings: Sequence[Cueing]) -> Cueing:
    """A source cited beside a verb of reporting answers for what that verb reports."""
    if cueing.governor is None:
        return cueing
    above = next((c for c in cueings if c.head == cueing.governor), None)
    return replace(cueing, content=above.content) if above is not None else replace(cueing, carriers=())


def _mere_report(cueing: Cueing, cueings: Sequence[Cueing]) -> bool:
    """ "Denied reports that ...": nobody's reports have no voice beside whoever denies them."""
    return (
        cueing.style == "noun"
        and cueing.source == cueing.head
        and any(c.stance == "denies" and any(f <= cueing.head < e for f, e in c.content) for c in cueings)
    )


def _told_by_another(cueing: Cueing, cueings: Sequence[Cueing]) -> Cueing:
    """A denial of somebody's claim ends before the words of the claim, which are the claimant's."""
    if cueing.stance != "denies":
        return cueing
    claims = [c for c in cueings if c.style == "noun" and c.source != c.head and c.content]
    content = tuple(
        (
            first,
            min(
                [
                    last,
                    *(c.content[0][0] for c in claims if first <= c.head < last and c.head < c.content[0][0]),
                ]
            ),
        )
        for first, last in cueing.content
    )
    return replace(cueing, content=content)


def _without_reporters(sentence: Sentence, cueing: Cueing, cueings: Sequence[Cueing]) -> tuple[Range, ...]:
    """Content cut where a reporter of the whole begins ("X said ..., the agency reported")."""
    cuts = [
        c.block[0] for c in cueings
        if c is not cueing and any(f <= cueing.head < e for f, e in c.content) and c.block[0] > cueing.head
    ]  # fmt: skip
    if not cuts:
        return cueing.content
    kept = ((first, min([last, *(cut for cut in cuts if cut > first)])) for first, last in cueing.content)
    return tuple(piece for stretch in kept for piece in trimmed(sentence, *stretch))


def _attribution(
    hearing: Hearing, cueing: Cueing, quotes: Sequence[Quotation]
) -> tuple[Attribution, Speaker] | None:
    sentence = hearing.sentence
    speaker = _speaker(hearing, cueing)
    if speaker is None:
        return None
    content = tuple((sentence.index, first, last) for first, last in cueing.content)
    content = content or _quoted_before(hearing.annotated, sentence, cueing, quotes)
    if not content and cueing.style != "note":
        return None
    start, end = offsets(sentence, cueing.first, cueing.last)
    made = Attribution(
        sentence=sentence.index, cue=Span(start, end), cue_head=cueing.head, speech=cueing.speech,
        source=speaker.source, source_head=cueing.source, source_entity=speaker.entity,
        content=content,
        via=via_of(hearing, cueing), stance=cueing.stance,
        style="headline" if sentence.part == "headline" else cueing.style, confirmed=cueing.confirmed,
    )  # fmt: skip
    return made, speaker


def _speaking(annotated: Annotated, sentence: Sentence) -> frozenset[int]:
    found = mentions.within(annotated, sentence.index, 0, len(sentence.tokens), "person", "actor", "outlet")
    return frozenset(m.head for m in found)


def _quoted_before(
    annotated: Annotated, sentence: Sentence, cueing: Cueing, quotes: Sequence[Quotation]
) -> tuple[Stretch, ...]:
    """The quotation that ends right before a sentence which is nothing but "she said"."""
    if cueing.style == "note" or sentence.index == 0:
        return ()
    before = annotated.sentences[sentence.index - 1]
    quote = inside(quotes, before.index, len(before.tokens) - 1) if before.tokens else None
    return quote.pieces if quote is not None and before.passage == sentence.passage else ()


def _inside_another(cueing: Cueing, cueings: Sequence[Cueing]) -> bool:
    return (
        any(c is not cueing and any(f <= cueing.head < e for f, e in c.content) for c in cueings)
        or cueing.style == "noun"
    )


def _speaker(hearing: Hearing, cueing: Cueing) -> Speaker | None:
    sentence = hearing.sentence
    if cueing.source is not None:
        word = sentence.tokens[cueing.source].text.lower()
        absent = any(t.lemma in ("no", "neither") for t in kids(sentence, cueing.source, "det"))
        head = speaking_head(hearing.annotated, sentence, cueing.source)
        if head is None:
            return None
        someone = word == "one" and any(kids(sentence, cueing.source, "prep"))
        if absent or (word in ("i", "we", "you", "one", "there", "nobody", "none") and not someone):
            return None
        speaker = read_source(hearing, head)
        issuer = _issuer(sentence, head) if speaker.source.type == "document" else None
        return speaker if issuer is None else read_source(hearing, issuer)
    if cueing.style == "note":
        return Speaker(Source(None, "", type="media"), None)
    return hearing.speakers.latest() if cueing.inherits else None


def _issuer(sentence: Sentence, document: int) -> int | None:
    """Whoever issues the document that speaks: "the mayor released a statement that condemned ..."."""
    token = sentence.tokens[document]
    verb = sentence.tokens[token.head]
    if token.dep != "dobj" or verb.lemma not in lexicon().group("issuing"):
        return None
    return next((t.i for t in kids(sentence, verb.i, "nsubj")), None)


def _covers(attribution: Attribution, sentence: int, token: int) -> bool:
    return any(s == sentence and first <= token < last for s, first, last in attribution.content)


def _size(attribution: Attribution, sentence: int) -> int:
    return sum(last - first for s, first, last in attribution.content if s == sentence)


def _by_sentence(found: Sequence[Attribution]) -> dict[int, list[Attribution]]:
    beside: dict[int, list[Attribution]] = defaultdict(list)
    for attribution in found:
        beside[attribution.sentence].append(attribution)
    return beside


def _with_quotations(found: Sequence[Attribution], quotes: Sequence[Quotation]) -> list[Attribution]:
    """Content with the sentences over which its quotation runs on, where no other cue claims them."""
    beside, running = _by_sentence(found), defaultdict[int, list[Quotation]](list)
    for quote in quotes:
        for sentence in sorted({s for s, _, _ in quote.pieces}):
            running[sentence].append(quote)
    return [_with_quotation(a, running[a.sentence], beside) for a in found]


def _with_quotation(
    attribution: Attribution, quotes: Sequence[Quotation], beside: Mapping[int, Sequence[Attribution]]
) -> Attribution:
    extra: list[Stretch] = []
    for quote in quotes if attribution.confirmed else ():
        if any(s == attribution.sentence and _covers(attribution, s, first) for s, first, _ in quote.pieces):
            others = (piece for piece in quote.pieces if piece[0] != attribution.sentence)
            extra += [piece for piece in others if _free(piece, beside.get(piece[0], ()), attribution)]
    return (
        replace(attribution, content=tuple(sorted({*attribution.content, *extra}))) if extra else attribution
    )


def _free(piece: Stretch, found: Sequence[Attribution], but: Attribution) -> bool:
    return not any(a is not but and a.style != "continued" and _covers(a, piece[0], piece[1]) for a in found)


def _chained(attribution: Attribution, beside: Sequence[Attribution]) -> tuple[str, ...]:
    """The reporters around an attribution in its sentence, outermost first, then its own channel."""
    if attribution.style == "relative":
        return attribution.via
    outer = [
        a for a in beside
        if a is not attribution and a.confirmed and a.stance == "asserts" and a.speech != "think"
        and _covers(a, a.sentence, attribution.cue_head)
        and not _covers(attribution, a.sentence, a.cue_head)
    ]  # fmt: skip
    outer.sort(key=lambda a: (-sum(last - first for _, first, last in a.content), a.speech == "cite"))
    links: list[str] = []
    for link in [*(n for a in outer for n in (*a.via, _called(a.source))), *attribution.via]:
        if link and link not in links and link != _called(attribution.source):
            links.append(link)
    return tuple(links)


def _called(source: Source) -> str:
    return source.name or source.text


def _pass_channels(found: Sequence[Attribution]) -> list[Attribution]:
    """Give the channel of one sentence to the next, where the same speaker goes on as "he said"."""
    passed: list[Attribution] = []
    for attribution in found:
        before = next((a for a in reversed(passed) if a.confirmed), None)
        goes_on = (
            before is not None and not attribution.via and bool(before.via)
            and 0 < attribution.sentence - before.sentence <= 1
            and attribution.source == before.source and attribution.style != "headline"
        )  # fmt: skip
        passed.append(replace(attribution, via=before.via) if goes_on and before is not None else attribution)
    return passed
