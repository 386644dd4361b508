"""Sentences are parsed once, and what is kept or read beside them changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from annotate_world import Actors, Places, report, times

from dateline.annotate import Annotator, model
from dateline.annotate.parse import Parse, Parser, Wanted

pytestmark = pytest.mark.model

CARRIED = "Rebels seized the airport of Port Vela on Tuesday, two security officials said."
OTHERS = ("The mayor fled.", "Shelling killed nine people in the camp.", "No one answered the telephone.")


class Counting(Parser):
    """Counts the sentences that the model is given."""

    read: int = 0

    def _read(self, wanted: Sequence[Wanted]) -> list[Parse]:
        self.read += len(wanted)
        return super()._read(wanted)


def counting(kept: int = 50_000) -> Counting:
    return Counting(model.load(), known=lambda _: False, kept=kept)


def wanted(*texts: str) -> list[Wanted]:
    return [Wanted(text, text) for text in texts]


def test_a_sentence_that_two_reports_carry_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    annotator = Annotator(Places(), Actors(), times)
    parser = counting()
    monkeypatch.setattr(annotator, "_parser", parser)
    first = annotator.annotate(report(CARRIED, OTHERS[0]))
    second = annotator.annotate(report(OTHERS[1], CARRIED))
    assert parser.read == 3
    assert first.sentences[0].tokens == second.sentences[1].tokens


def test_what_is_kept_and_what_is_read_beside_changes_no_parse() -> None:
    parser, forgetful = counting(), counting(kept=1)
    together = parser.parse(wanted(CARRIED, *OTHERS))
    again = [forgetful.parse(wanted(text))[0] for text in (*reversed(OTHERS), CARRIED, CARRIED)]
    assert again == [*reversed(together[1:]), together[0], together[0]]
    assert forgetful.read == 4
