"""The index follows the case, and says of places what the ledger says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import fictional
from dateline import pipeline
from dateline.desk.deciding import History
from dateline.desk.index import Frame, build
from dateline.desk.index.build import InMemory
from dateline.desk.index.standings import Span, spots
from dateline.desk.page import Ask
from dateline.desk.shelf import Shelf
from dateline.desk.state import State
from dateline.records import Claim, ControlPeriod, Event, Record
from dateline.store import Case
from desk.conftest import fictional_case

SPAN = Span(date(2031, 3, 1), date(2031, 4, 30))


def ask_of(record: Record, folder: Path) -> Ask:
    frame = Frame("war", (), {})
    index = build(InMemory(record), folder / "x.index", frame, "1", pipeline.control_on)
    return Ask(index, State(), frame, pipeline.control_on, History(folder / "decisions.jsonl", index))


def test_the_index_holds_the_whole_record(tmp_path: Path) -> None:
    record, ask = fictional.record(), ask_of(fictional.record(), tmp_path)
    assert set(ask.index.where(Event, "1")) == set(record.events)
    assert set(ask.index.where(Claim, "1")) == set(record.claims)
    assert set(ask.index.where(ControlPeriod, "1")) == set(record.control)


def test_events_come_in_the_order_of_the_brief(tmp_path: Path) -> None:
    from dateline.publish.rank import ranked
    from dateline.publish.view import View

    ask = ask_of(fictional.record(), tmp_path)
    listed = [row[0] for row in ask.index.rows("SELECT id FROM events ORDER BY rank")]
    assert listed == [e.id for e in ranked(View("war", fictional.record()))]


def test_a_changed_case_is_shown_at_the_next_look(tmp_path: Path) -> None:
    case = fictional_case(tmp_path / "war")
    shelf = Shelf(case, {}, pipeline.known_on, pipeline.control_on)
    try:
        assert shelf.current().index.one("SELECT count(*) FROM events")
        with case.database() as database:
            database.write(Record())
        assert shelf.current().index.one("SELECT count(*) FROM events") == 0
    finally:
        shelf.close()


def test_the_desk_locks_nobody_out(tmp_path: Path) -> None:
    case = fictional_case(tmp_path / "war")
    shelf = Shelf(case, {}, pipeline.known_on, pipeline.control_on)
    try:
        index = shelf.settled().index
        with Case(case.path).database() as database:
            database.write(fictional.record())
        assert index.one("SELECT count(*) FROM events")
    finally:
        shelf.close()


def period(**changes: object) -> ControlPeriod:
    made = ControlPeriod(
        "cp-1", fictional.ORLO, "Northern Front", "held", (), date(2031, 3, 4), None, date(2031, 3, 4),
        date(2031, 3, 4), "reported captured", (),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # changes are told by name


def test_a_place_changes_hands_on_its_day_and_grows_stale(tmp_path: Path) -> None:
    army = period(
        id="cp-0",
        holder="army",
        valid_from=date(2031, 3, 1),
        valid_to=date(2031, 3, 3),
        last_heard=date(2031, 3, 3),
    )
    ask = ask_of(Record(control=(army, period())), tmp_path)
    (spot,) = spots(ask.index, pipeline.control_on, SPAN)
    told = [(s.first, s.holders, s.stale) for s in spot.standings]
    assert told[:3] == [
        (date(2031, 3, 1), ("army",), False),
        (date(2031, 3, 4), ("Northern Front",), False),
        (date(2031, 3, 12), ("Northern Front",), True),
    ]


def test_accounts_that_differ_are_shown_as_disputed(tmp_path: Path) -> None:
    other = period(id="cp-2", holder="army", status="claimed")
    ask = ask_of(Record(control=(period(), other)), tmp_path)
    (spot,) = spots(ask.index, pipeline.control_on, SPAN)
    first = spot.standings[0]
    assert first.disputed
    assert set(first.holders) == {"army", "Northern Front"}
    assert first.claimed == ("army",)
