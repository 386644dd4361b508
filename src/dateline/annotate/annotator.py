"""Reports in, annotated reports out: sentences parsed, names and references settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.annotate import model as language_model
from dateline.annotate.headlines import Recaser, word_index
from dateline.annotate.names import Times, settle
from dateline.annotate.parse import Parse, Parser, Wanted
from dateline.annotate.references import resolve
from dateline.annotate.reread import Rereader
from dateline.annotate.sentences import split
from dateline.lookups import ActorNames, PlaceNames
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
        wanted = [self._wanted(report, drafts) for report, drafts in waiting]
        parses = iter(self._parser.parse([w for each in wanted for w in each]))
        for (report, drafts), each in zip(waiting, wanted, strict=True):
            read = [
                self._reread(report, draft, w, next(parses)) for draft, w in zip(drafts, each, strict=True)
            ]
            yield self._settle(report, _sentences(report, drafts, read))

    def _reread(self, report: Report, draft: tuple[int, int, int], wanted: Wanted, parse: Parse) -> Parse:
        """The parse of a sentence; headlines are read again for a verb."""
        headline = report.passages[draft[2]].part == "headline"
        return self._rereader.better(wanted, parse) if headline else parse

    def _wanted(self, report: Report, drafts: Sequence[tuple[int, int, int]]) -> list[Wanted]:
        texts = [report.received_text[start:end] for start, end, _ in drafts]
        headline = [report.passages[passage].part == "headline" for _, _, passage in drafts]
        return self._recaser.wanted(texts, headline)

    def _settle(self, report: Report, sentences: tuple[Sentence, ...]) -> Annotated:
        line = report.dateline
        setting = [name for name in ((line.place, line.region) if line else ()) if name]
        named = settle(sentences, self._places, self._actors, self._times, setting)
        mentions = resolve(sentences, named, self._actors)
        return Annotated(report, sentences, mentions)


def _draft(report: Report) -> list[tuple[int, int, int]]:
    """Start, end and passage of every sentence of the report."""
    return [
        (passage.start + start, passage.start + end, number)
        for number, passage in enumerate(report.passages)
        for start, end in split(report.received_text[passage.start : passage.end])
    ]


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
