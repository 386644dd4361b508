"""Reports in, annotated reports out: sentences parsed, names and references settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.annotate import according
from dateline.annotate import model as language_model
from dateline.annotate.headlines import Recaser, word_index
from dateline.annotate.names import Times, settle
from dateline.annotate.parse import Parse, Parser, Wanted
from dateline.annotate.references import resolve
from dateline.annotate.reread import Rereader
from dateline.annotate.sentences import split
from dateline.lookups import ActorNames, PlaceNames
from dateline.mentions import of_outlet
from dateline.records import Annotated, Report, Sentence

AHEAD = 256  # sentences gathered from several reports before they are parsed together


class Annotator:
    """Parses reports and settles who, where and when their words name or stand for.

    ``times`` gives the character spans of the time expressions in a sentence. ``model`` is the name of
    a spaCy pipeline, the bundled one if None. What it answers for a report depends on the report alone.
    """

    def __init__(
        self, places: PlaceNames, actors: ActorNames, times: Times, model: str | None = None
    ) -> None:
        self._places, self._actors, self._times = places, actors, times
        nlp = language_model.load(model)
        self._recaser = Recaser(places, actors, nlp)
        self._parser = Parser(nlp, known=self._stands_alone, place=self._begins_with_place)
        self._rereader = Rereader(self._parser, word_index(nlp)["verb"])

    def _stands_alone(self, word: str) -> bool:
        return self._actors.demonym(word) is not None or self._actors.named(word) is not None

    def _begins_with_place(self, words: Sequence[str]) -> bool:
        return self._places.longest(words, 0) == 1

    def annotate(self, report: Report) -> Annotated:
        """``report`` with its sentences parsed and its mentions settled."""
        return next(self.annotate_all((report,)))

    def annotate_all(self, reports: Iterable[Report]) -> Iterator[Annotated]:
        """Each report annotated, in order; sentences of several reports are parsed together."""
        waiting: list[tuple[Report, list[tuple[int, int, int]]]] = []
        count = 0
        for report in reports:
            drafts = _draft(report)
            waiting.append((report, drafts))
            count += len(drafts)
            if count >= AHEAD:
                yield from self._finish(waiting)
                waiting, count = [], 0
        yield from self._finish(waiting)

    def _finish(self, waiting: Sequence[tuple[Report, list[tuple[int, int, int]]]]) -> Iterator[Annotated]:
        wanted = [w for report, drafts in waiting for w in self._wanted(report, drafts)]
        headline = [_is_headline(report, draft) for report, drafts in waiting for draft in drafts]
        parses = self._parser.parse(wanted)
        again = iter(
            self._rereader.better([(w, p) for w, p, h in zip(wanted, parses, headline, strict=True) if h])
        )
        parses = [next(again) if h else p for p, h in zip(parses, headline, strict=True)]
        parses = according.reread(wanted, parses, self._parser)
        read = iter(parses)
        for report, drafts in waiting:
            yield self._settle(report, _sentences(report, drafts, [next(read) for _ in drafts]))

    def _wanted(self, report: Report, drafts: Sequence[tuple[int, int, int]]) -> list[Wanted]:
        texts = [report.received_text[start:end] for start, end, _ in drafts]
        return self._recaser.wanted(texts, [_is_headline(report, draft) for draft in drafts])

    def _settle(self, report: Report, sentences: tuple[Sentence, ...]) -> Annotated:
        line = report.dateline
        setting = [name for name in ((line.place, line.region) if line else ()) if name]
        publisher = of_outlet(report)
        credits = (report.outlet, report.agency, line.agency if line else None)
        newsrooms = sorted({name for name in credits if name})
        named = settle(
            sentences, self._places, self._actors, self._times, setting, publisher, newsrooms=newsrooms
        )
        mentions = resolve(sentences, named, self._actors)
        return Annotated(report, sentences, mentions)


def _draft(report: Report) -> list[tuple[int, int, int]]:
    """Start, end and passage of every sentence of the report."""
    return [
        (passage.start + start, passage.start + end, number)
        for number, passage in enumerate(report.passages)
        for start, end in split(report.received_text[passage.start : passage.end])
    ]


def _is_headline(report: Report, draft: tuple[int, int, int]) -> bool:
    return report.passages[draft[2]].part == "headline"


def _sentences(
    report: Report, drafts: Sequence[tuple[int, int, int]], parses: Sequence[Parse]
) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            index=index,
            start=start,
            text=report.received_text[start:end],
            part=report.passages[passage].part,
            passage=passage,
            tokens=parse.tokens,
            children=parse.children,
        )
        for index, ((start, end, passage), parse) in enumerate(
            (d, p) for d, p in zip(drafts, parses, strict=True) if p.tokens
        )
    )
