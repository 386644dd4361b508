"""Where a statement takes place when its own clause does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline import mentions
from dateline.claims import spots
from dateline.claims.arena import arena, as_country, only_country, whole
from dateline.claims.nameless import settle, taken_from
from dateline.claims.nouns import nouns
from dateline.claims.spots import COUNTRY, LAND, SITE, TOWN, width
from dateline.claims.topic import topic
from dateline.records import Annotated, Mention, Sentence, Statement, Token

# Words and meetings happen anywhere; these speak of something that happened.
_OF_EVENTS = ("condemnation", "accusation")
_SIDE = re.compile(
    r"\b(?:its|their|his side's|our) (?:own )?(?:\w+ )?(?:losses|dead|casualties)\b", re.IGNORECASE
)
_JOINTS = ("in", "the", ",", "northern", "southern", "eastern", "western", "central")
_CLOSE = ("near", "at", "outside")
_LABEL = 8  # tokens within which the colon of a line's label stands


def with_places(statements: Sequence[Statement], annotated: Annotated) -> list[Statement]:
    """Statements with a place from their sentence, their paragraph or the report, each with its reason.

    A control statement whose own words name what changed hands ("areas bordering five countries")
    keeps these words and takes no other place.
    """
    focus = Focus(statements, annotated)
    order = sorted(range(len(statements)), key=lambda i: (statements[i].start, statements[i].end))
    made = {position: focus.placed(statements[position]) for position in order}
    return [made[i] for i in range(len(statements))]


class Focus:
    """The place that a report is speaking of, carried from statement to statement."""

    def __init__(self, statements: Sequence[Statement], annotated: Annotated) -> None:
        self._annotated = annotated
        self._topic = topic(statements, annotated)
        self._town = topic(statements, annotated, least=TOWN)
        self._told: dict[int, tuple[int, Mention]] = {}  # paragraph -> where what was told of last, and which

    def placed(self, statement: Statement) -> Statement:
        """``statement`` with its places settled; what it names itself is told of from here on."""
        sentence = self._annotated.sentences[statement.sentence]
        worded = self._in_words(statement)
        here = self._here(statement, worded)
        own = self._own(statement, worded)
        settled = tuple(settle(p, here, self._annotated, statement.kind) for p in own)
        settled = settled or self._inherited(statement, worded, here)
        settled = (*self._with_town(statement, settled), *self._ends(statement, settled))
        told = next((p for p in settled if p.name and width(p) < COUNTRY), None)
        if told is not None:
            self._told[sentence.passage] = (statement.start, told)
        return replace(statement, places=settled)

    def _ends(self, statement: Statement, places: tuple[Mention, ...]) -> Iterator[Mention]:
        """The towns between which a road is cut, beside the road that has a name."""
        if statement.kind != "crossing":
            return
        sentence = self._annotated.sentences[statement.sentence]
        for m in spots.named(self._annotated, sentence.index):
            token = sentence.tokens[m.head]
            while token.dep == "conj":
                token = sentence.tokens[token.head]
            between = sentence.tokens[token.head].lemma == "between"
            if between and spots.is_inside(statement, sentence, m) and m.name not in {p.name for p in places}:
                yield m

    def _with_town(self, statement: Statement, places: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The places, and the town spoken of beside a site that no gazetteer has ("the X hotel")."""
        if not places or any(p.name is None or width(p) != SITE for p in places):
            return places
        if statement.kind == "crossing":
            return places  # a bridge that is closed closes no town
        before, after = self._around(statement, least=TOWN)
        town = before or after or self._town
        if town is None:
            return places
        return (*(p for p in places if p.name != town.name), _taken(town))

    def _own(self, statement: Statement, worded: Mention | None) -> tuple[Mention, ...]:
        """The places that it was read with, unless its own words or its line's label say it more closely."""
        own = tuple(self._narrower(p) for p in statement.places)
        if statement.kind == "casualties":
            own = tuple(p for p in own if not spots.is_hospital(p))
        borrowed = any(p.sentence != statement.sentence for p in own)  # a denial has those of what it denies
        if not own or borrowed or any(p.name is None or width(p) < LAND for p in own):
            return own
        sentence = self._annotated.sentences[statement.sentence]
        outside = not any(spots.is_inside(statement, sentence, p) for p in own)
        label = self._label(sentence)
        closer = worded if outside and worded else label
        if closer is None and statement.kind != "movement" and all(width(p) == LAND for p in own):
            closer = self._town_in_words(statement, sentence)
        return (closer,) if closer and width(closer) < min(map(width, own)) else own

    def _narrower(self, place: Mention) -> Mention:
        """The town of "at X in Y" and "X, Y" for the country or province Y."""
        if place.name is None or width(place) < LAND:
            return place
        tokens = self._annotated.sentences[place.sentence].tokens
        joint = place.first - 1
        while joint > 0 and tokens[joint].text.lower() in _JOINTS:
            joint -= 1
        beside = spots.named(self._annotated, place.sentence)
        return next(
            (m for m in beside if m.last == joint + 1 and width(m) < LAND and joint < place.first - 1), place
        )

    def _inherited(
        self, statement: Statement, worded: Mention | None, here: Mention | None
    ) -> tuple[Mention, ...]:
        if worded is not None:
            return (worded,)
        sentence = self._annotated.sentences[statement.sentence]
        if statement.kind in ("talks", "position") and statement.change not in _OF_EVENTS:
            found = self._spoken_about(statement, here)
            return (_taken(found),) if found else ()
        if (label := self._label(sentence)) is not None:
            return (_taken(label),)
        cause = whole(statement, self._annotated) or self._of_a_side(statement)
        if cause is not None and (land := arena(self._annotated)):
            return (replace(cause, name=land.name, entity=land.entity, reason=taken_from(land)),)
        found = here or self._country(statement)
        return (_taken(found),) if found else ()

    def _spoken_about(self, statement: Statement, here: Mention | None) -> Mention | None:
        """Where words or a truce belong: a country that they name, the land of the war, or what they take up.

        Words take up what was told by a pronoun or its count, or speak to those who live there.
        """
        sentence = self._annotated.sentences[statement.sentence]
        for m in spots.named(self._annotated, sentence.index):
            outer = spots.is_elsewhere(m, statement, sentence)
            party = any(m.first <= p.head < m.last for p in (*statement.actors, *statement.targets))
            if width(m) == COUNTRY and spots.is_inside(statement, sentence, m) and not outer and not party:
                return m
        if statement.change == "ceasefire":
            return arena(self._annotated)
        inside = (t for t in sentence.tokens if _within(statement, sentence.start + t.start))
        return here if any(_takes_up(t) for t in inside) else None

    def _of_a_side(self, statement: Statement) -> Mention | None:
        """The words by which a toll is that of a whole side ("put its losses at", "its own dead")."""
        sentence = self._annotated.sentences[statement.sentence]
        said = _SIDE.search(self._annotated.report.received_text, statement.start, statement.end)
        if statement.kind != "casualties" or said is None:
            return None
        head = next(t.i for t in sentence.tokens if sentence.start + t.end > said.start())
        return mentions.spanning(sentence, head, head + 1, head, "place", reason="the losses of a side")

    def _here(self, statement: Statement, worded: Mention | None) -> Mention | None:
        """The town or land spoken of: in its own words, before, behind them or in all the report."""
        if worded is not None:
            return worded
        sentence = self._annotated.sentences[statement.sentence]
        before, after = self._around(statement, least=SITE)
        behind = after if statement.kind not in ("talks", "position") else None
        serving = self._serving(statement)
        if serving and (before is None or before.sentence != statement.sentence):
            return serving
        return (
            before or behind or self._country_beside(statement) or self._in_paragraph(sentence) or self._topic
        )

    def _serving(self, statement: Statement) -> Mention | None:
        """The town or province of whoever says it, if he serves there ("an official in Kidal said")."""
        if statement.kind not in ("casualties", "movement") or statement.source is None:
            return None
        places = spots.named(self._annotated, statement.sentence)
        if not nouns("serving") & set(statement.source.text.lower().split()):
            return None
        found = (m for m in places if m.reason.startswith(mentions.SERVES) and width(m) < COUNTRY)
        return next((m for m in found if spots.speaks_from(m, statement)), None)

    def _country_beside(self, statement: Statement) -> Mention | None:
        """The country that the sentence opens with ("In Turkey, 3,000 people are known to have died")."""
        if statement.kind in ("talks", "position"):
            return None
        sentence = self._annotated.sentences[statement.sentence]
        for m in spots.named(self._annotated, sentence.index):
            above = sentence.tokens[sentence.tokens[m.head].head]
            lies = above.lemma.lower() in ("in", "across", "throughout")
            opens = lies and (above.i == 0 or spots.is_inside(statement, sentence, m))
            if width(m) == COUNTRY and opens and not spots.is_elsewhere(m, statement, sentence):
                return m
        return None

    def _in_paragraph(self, sentence: Sentence) -> Mention | None:
        """The one town or district that the sentences before it in its paragraph name, if they name one."""
        names = {
            m.name: m
            for other in self._annotated.sentences[: sentence.index]
            if other.passage == sentence.passage
            for m in spots.named(self._annotated, other.index)
            if SITE <= width(m) < COUNTRY and not spots.is_address(m) and not mentions.on_the_way(other, m)
        }
        return next(iter(names.values())) if len(names) == 1 else None

    def _around(self, statement: Statement, *, least: int) -> tuple[Mention | None, Mention | None]:
        """The town or land told of last before the statement, and the nearest behind it in its sentence."""
        sentence = self._annotated.sentences[statement.sentence]
        found = [
            (sentence.start + sentence.tokens[m.head].start, m)
            for m in spots.named(self._annotated, sentence.index)
            if least <= width(m) < COUNTRY and not spots.is_elsewhere(m, statement, sentence)
        ]
        others = [m for _, m in found]
        found = [(at, m) for at, m in found if not any(spots.tells_where(sentence, m, n) for n in others)]
        before = [(at, m) for at, m in found if at < statement.start]
        narrow = [(at, m) for at, m in before if width(m) == min(width(n) for _, n in before)]
        told = self._told.get(sentence.passage)
        earlier = [told] if told and width(told[1]) >= least else []
        last = max([*narrow, *earlier], key=lambda pair: pair[0], default=None)
        behind = min((p for p in found if p[0] >= statement.start), key=lambda p: p[0], default=None)
        return (last[1] if last else None), (behind[1] if behind else None)

    def _country(self, statement: Statement) -> Mention | None:
        """A country that the sentence names, else that of the report if it plays in one alone."""
        sentence = self._annotated.sentences[statement.sentence]
        places = spots.named(self._annotated, statement.sentence)
        beside = [m for m in places if not spots.is_elsewhere(m, statement, sentence)]
        return next(iter(beside), None) or only_country(self._annotated)

    def _in_words(self, statement: Statement) -> Mention | None:
        """A place in the statement's own words, in no role of it ("died in a raid on a base at Uri")."""
        sentence = self._annotated.sentences[statement.sentence]
        for m in spots.named(self._annotated, sentence.index):
            there = m.text.lower() == "there"
            apart = width(m) == COUNTRY or spots.is_elsewhere(m, statement, sentence)
            if spots.is_inside(statement, sentence, m) and (there or not apart):
                return m
        return None

    def _town_in_words(self, statement: Statement, sentence: Sentence) -> Mention | None:
        """The town that the words name beside a land ("in Irumu territory, ... a convoy near Komanda")."""
        inside = (p for p in spots.named(self._annotated, sentence.index) if width(p) == TOWN)
        inside = (p for p in inside if spots.is_inside(statement, sentence, p))
        above = ((p, sentence.tokens[sentence.tokens[p.head].head]) for p in inside)
        close = (p for p, t in above if t.lemma in _CLOSE and sentence.tokens[t.i - 1].text != ",")
        return next((p for p in close if not spots.is_elsewhere(p, statement, sentence)), None)

    def _label(self, sentence: Sentence) -> Mention | None:
        """The place in front of a colon with which a line begins ("Syria: 2,662 deaths")."""
        colon = next((t.i for t in sentence.tokens[:_LABEL] if t.text == ":"), None)
        if colon is None:
            return None
        places = list(spots.named(self._annotated, sentence.index))
        smaller = any(width(m) < COUNTRY and not spots.is_address(m) for m in places)
        places += [m for m in map(as_country, self._states(sentence)) if m is not None]
        return next((m for m in places if m.last == colon and (width(m) < COUNTRY or not smaller)), None)

    def _states(self, sentence: Sentence) -> tuple[Mention, ...]:
        return mentions.within(self._annotated, sentence.index, 0, len(sentence.tokens), "actor")


def _takes_up(token: Token) -> bool:
    doing = token.pos == "PRON" and token.dep in ("nsubj", "nsubjpass", "expl")
    return token.lemma.lower() in nouns("taking_up") and not doing


def _within(statement: Statement, at: int) -> bool:
    return statement.start <= at < statement.end


def _taken(place: Mention) -> Mention:
    return replace(place, reason=taken_from(place))
