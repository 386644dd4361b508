from __future__ import annotations

from annotate_world import report

from dateline import mentions
from dateline.records import Annotated, Mention

PHRASE = Mention(0, 0, 4, 3, "the rebels of Kutum", "actor", "Rebels", "actor:rebels")
PLACE = Mention(0, 3, 4, 3, "Kutum", "place", "Kutum", "geonames:6")
LATER = Mention(1, 2, 3, 2, "Monday", "time")
ANNOTATED = Annotated(report("x"), (), (PHRASE, PLACE, LATER))


def test_the_largest_mention_headed_by_a_word_is_found() -> None:
    assert mentions.at(ANNOTATED, 0, 3) == PHRASE
    assert mentions.headed(ANNOTATED, 0, 3, "place") == PLACE


def test_a_word_inside_a_mention_leads_to_it() -> None:
    assert mentions.at(ANNOTATED, 0, 1) == PHRASE
    assert mentions.headed(ANNOTATED, 0, 1) is None
    assert mentions.at(ANNOTATED, 1, 0) is None


def test_mentions_inside_a_stretch() -> None:
    assert mentions.within(ANNOTATED, 0, 0, 4) == (PHRASE, PLACE)
    assert mentions.within(ANNOTATED, 0, 1, 4) == (PLACE,)
    assert mentions.within(ANNOTATED, 1, 0, 9, "place") == ()
