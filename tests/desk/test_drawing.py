"""Charts say what the words beside them say: who turned, who held what at one time, which figure is open."""

from __future__ import annotations

from datetime import date

from dateline.desk.drawing.bands import Held, bands
from dateline.desk.drawing.charts import NARROW, WIDE, histogram
from dateline.desk.drawing.ranges import ranged
from dateline.desk.drawing.voices import Word, voices
from dateline.desk.index.standings import Span

DAYS = Span(date(2031, 3, 1), date(2031, 3, 10))


def word(who: str, day: int, *, against: bool = False) -> Word:
    return Word(who, date(2031, 3, day), against, f"{who}: words", "c")


def test_a_speaker_who_denied_and_then_granted_it_is_drawn_as_conceding() -> None:
    found = voices([word("officers", 4), word("ministry", 4, against=True), word("ministry", 6)], WIDE)
    assert found
    assert [(t.conceded, t.begin < t.end) for t in found.turns] == [(True, True)]
    assert [m.against for m in found.marks] == [False, True, False]


def test_who_only_repeats_has_one_mark_a_day_and_no_turn() -> None:
    found = voices([word("officers", 4), word("officers", 4), word("officers", 5)], WIDE)
    assert found
    assert (len(found.marks), found.turns) == (2, ())


def test_one_day_without_a_denial_needs_no_picture() -> None:
    assert voices([word("officers", 4), word("driver", 4)], WIDE) is None
    assert voices([], WIDE) is None


def test_many_speakers_are_counted_where_they_are_not_drawn() -> None:
    found = voices([word(f"s{n}", 4 + n % 3) for n in range(30)], NARROW)
    assert found
    assert len(found.rows) + found.more == 30


def held(holder: str, first: int | None, last: int | None) -> Held:
    begun = date(2031, 3, first) if first else None
    return Held("army", holder, "held", begun, date(2031, 3, last) if last else None, None, "")


def test_periods_of_one_claimant_that_overlap_lie_on_lanes_of_their_own() -> None:
    found = bands([held("a", 1, 5), held("b", 3, None), held("a", 6, 7)], DAYS, {}, DAYS.last, WIDE)
    assert found
    assert len(found.rows) == 1
    first, again, over = found.bands
    assert first.y == again.y != over.y


def test_names_stand_above_their_rows_where_paper_is_narrow() -> None:
    wide = bands([held("a", 1, 5)], DAYS, {}, DAYS.last, WIDE)
    narrow = bands([held("a", 1, 5)], DAYS, {}, DAYS.last, NARROW)
    assert wide
    assert narrow
    assert (wide.beside, narrow.beside) == (True, False)
    assert narrow.rows[0].y > wide.rows[0].y
    assert all(b.x + b.wide <= narrow.width for b in narrow.bands)


def test_an_open_figure_is_an_arrow_and_an_exact_one_a_point() -> None:
    found = ranged(24, 31, None, [("hospital", 31, None, False), ("governor", 24, 24, True)], WIDE)
    assert found
    assert [(f.open, f.aside, f.begin == f.end) for f in found.figures] == [
        (True, False, False),
        (False, True, True),
    ]
    assert found.ticks[0][1] == "0"
    assert all(t[0] <= found.width for t in found.ticks)


def test_few_days_have_bars_no_wider_than_many() -> None:
    found = histogram([(DAYS.first, 3, 1)], DAYS, DAYS.last, str)
    assert found
    (bar,) = found.bars
    assert bar.wide <= 48
    assert bar.left > bar.x
