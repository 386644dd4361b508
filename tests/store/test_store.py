"""What is written is read back; what is derived can be deleted; what is wrong is named."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fictional
from dateline import records
from dateline.errors import UsageError
from dateline.orders import ordered
from dateline.records import Decision, Extraction, Reading, Record, Rejection
from dateline.store import Case, check, decisions
from dateline.store.check import check_record
from dateline.store.schema import TABLES
from dateline.store.settings import read_settings

_text = st.text(st.characters(codec="utf-8"), max_size=30)
st.register_type_strategy(str, _text)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(int, st.integers(0, 2**40))
st.register_type_strategy(date, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
st.register_type_strategy(
    Decision,
    st.builds(
        Decision,
        at=st.datetimes(timezones=st.just(UTC)),
        payload=st.dictionaries(st.text(max_size=9), st.text(max_size=9)),
    ),
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.create(tmp_path / "war")


def test_a_record_put_behind_another_leaves_it_as_it_is(case: Case) -> None:
    whole = fictional.record()
    first, second = replace(whole, events=whole.events[:1]), Record(events=whole.events[1:])
    with case.database() as database:
        database.write(first)
        database.extend(second)
        assert database.read() == ordered(whole)
        assert database.counts()["events"] == len(whole.events)


def test_the_record_is_read_back_as_it_was_written(case: Case) -> None:
    with case.database() as database:
        database.write(fictional.record())
    assert case.record() == ordered(fictional.record())


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_record_is_read_back_as_it_was_written(table: object, data: st.DataObject) -> None:
    kind = table.record  # type: ignore[attr-defined]
    found = data.draw(st.builds(kind))
    assert msgspec.json.decode(msgspec.json.encode(found), type=kind) == found


@given(found=st.lists(st.builds(records.Claim), max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_claims_survive_the_tables(
    tmp_path_factory: pytest.TempPathFactory, found: list[records.Claim]
) -> None:
    case = Case.create(tmp_path_factory.mktemp("case") / "war")
    record = Record(claims=tuple(found))
    with case.database() as database:
        database.write(record)
        assert database.read() == ordered(record)


def test_writing_again_replaces_and_keeps_the_order(case: Case) -> None:
    with case.database() as database:
        database.write(fictional.record())
        database.write(fictional.record())
        assert database.counts()["claims"] == len(fictional.record().claims)
        assert database.read() == ordered(fictional.record())


def test_tables_answer_sql_along_the_bridges(case: Case) -> None:
    with case.database() as database:
        database.write(fictional.record())
        rows = database.rows(
            "SELECT DISTINCT c.report FROM event_claims e JOIN claims c ON c.id = e.claim "
            "JOIN claim_places p ON p.claim = c.id WHERE p.place = 'Varna Gate' ORDER BY 1"
        )
    assert rows == [("courier-1",), ("harbour-1",), ("tribune-1",)]


def test_extractions_are_kept_and_forgotten_by_key(case: Case) -> None:
    report = fictional.record().reports[0]
    with case.database() as database:
        database.keep(Extraction, {"a": Extraction(report), "b": Extraction(report)})
        database.keep(Reading, {"a": Reading(report), "c": Reading(rejection=Rejection("read", "no text"))})
        database.forget_all_but(Extraction, ["b"])
        assert database.kept(Extraction, ["a", "b"]) == {"b": Extraction(report)}
        assert database.kept(Reading, "abc")["c"].rejection == Rejection("read", "no text")


def test_deleted_tables_are_answered_with_the_next_move(case: Case) -> None:
    with pytest.raises(UsageError, match="dateline rebuild"):
        case.record()


def test_damaged_tables_are_answered_with_the_next_move(case: Case) -> None:
    case.tables.write_bytes(b"not a database at all" * 200)
    with pytest.raises(UsageError, match="dateline rebuild"):
        case.record()


def test_one_who_writes_waits_for_another(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.store import database as module

    script = (
        "import sys, time, duckdb; c = duckdb.connect(sys.argv[1]); print('open', flush=True); "
        "time.sleep(1.5)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(case.tables)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        monkeypatch.setattr(module, "_PATIENCE", 0.0)
        with pytest.raises(UsageError, match="in use by another program"):
            case.database()
        monkeypatch.setattr(module, "_PATIENCE", 60.0)
        with case.database() as database:
            assert database.counts()["claims"] == 0


def test_tables_of_another_version_are_answered_with_the_next_move(case: Case) -> None:
    with case.database() as database:
        database.rows("UPDATE meta SET value = '99'")
    with pytest.raises(UsageError, match="version 99"):
        case.record()


def test_a_folder_of_something_else_is_not_made_a_case(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(UsageError, match="not a case"):
        Case.create(tmp_path)
    with pytest.raises(UsageError, match="not a case"):
        Case.open(tmp_path)
    with pytest.raises(UsageError, match="no case"):
        Case.open(tmp_path / "missing")


def test_a_sound_record_has_no_fault() -> None:
    assert list(check_record(fictional.record())) == []


def test_each_fault_of_a_record_is_named(case: Case) -> None:
    record = fictional.record()
    first, second, *rest = record.claims
    torn = replace(record, claims=(replace(first, start=first.start + 1), *rest))
    with case.database() as database:
        database.write(torn)
    faults = "\n".join(check(case))
    assert f"claim {first.id}: characters" in faults
    assert f"claim {second.id} is not in the case" in faults


def test_decisions_are_appended_and_a_torn_line_is_named(case: Case) -> None:
    decision = Decision("1", datetime(2031, 3, 7, tzinfo=UTC), "ana", "reject", "c-24", why="misread")
    decisions.append(case.decisions, decision)
    with case.decisions.open("ab") as log:
        log.write(b'{"id": "2", "at"\n')
    decisions.append(case.decisions, replace(decision, id="3"))
    found = list(decisions.read(case.decisions))
    assert [d.id if isinstance(d, Decision) else d.partition(":")[0] for d in found] == [
        "1",
        "decisions.jsonl, line 2",
        "3",
    ]


def _decided(case: Case, count: int) -> None:
    for number in range(count):
        decisions.append(
            case.decisions,
            Decision(str(number), datetime(2031, 3, 7, tzinfo=UTC), "ana", "note", "claim:c-24"),
        )


def test_a_line_that_a_crash_left_torn_does_not_take_the_next_with_it(case: Case) -> None:
    _decided(case, 1)
    with case.decisions.open("ab") as log:
        log.write(b'{"id": "torn"')
    _decided(case, 1)
    assert [d.id for d in decisions.known(case.decisions)] == ["0", "0"]
    assert list(decisions.check(case.decisions)) == []
    assert ["line 2" in told for told in decisions.leftovers(case.decisions)] == [True]


def test_any_change_of_the_last_decision_shows(case: Case) -> None:
    _decided(case, 2)
    intact = case.decisions.read_bytes()
    assert list(decisions.check(case.decisions)) == []
    for old, new in ((b'"ana"', b'"eve"'), (b'"seal"', b'"sdal"'), (b',"why"', b', "why"')):
        head, _, tail = intact.rpartition(old)
        case.decisions.write_bytes(head + new + tail)
        assert "line 2: was altered" in "\n".join(decisions.check(case.decisions)), new


def test_decisions_of_before_seals_were_given_are_in_order(case: Case) -> None:
    _decided(case, 1)
    told = msgspec.json.decode(case.decisions.read_bytes())
    del told["seal"]
    case.decisions.write_bytes(msgspec.json.encode(told) + b"\n")
    _decided(case, 1)
    assert list(decisions.check(case.decisions)) == []
    assert len(decisions.known(case.decisions)) == 2


def test_the_last_decisions_taken_out_are_missed_once_they_were_applied(case: Case) -> None:
    _decided(case, 1)
    decision = decisions.known(case.decisions)[0]
    with case.database() as database:
        database.write(Record(outcomes=(records.Outcome("0", decision, "applied", ""),)))
    assert list(check(case)) == []
    case.decisions.write_bytes(b"")
    assert ["decision 0 was applied and is gone" in fault for fault in check(case)] == [True]


def test_a_case_of_a_later_format_is_refused_and_one_without_is_read(case: Case) -> None:
    told = case.readme.read_text()
    case.readme.write_text(told.replace("format 1", "format 2"))
    for opened in (Case.open, Case.at, Case.create):
        with pytest.raises(UsageError, match="format 2, and this program knows format 1"):
            opened(case.path)
    case.readme.unlink()
    assert Case.open(case.path).name == "war"


def test_a_case_whose_making_was_stopped_is_made_whole_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "README.txt.77.part").write_text("dateline ca")
    (tmp_path / "case.toml").write_text("")
    assert Case.create(tmp_path).name == tmp_path.name


@pytest.mark.parametrize(
    "damage", [lambda lines: lines[1:], lambda lines: [lines[0].replace(b"ana", b"eve"), *lines[1:]]]
)
def test_a_decision_changed_or_taken_out_shows(
    case: Case, damage: Callable[[list[bytes]], list[bytes]]
) -> None:
    _decided(case, 3)
    assert list(decisions.check(case.decisions)) == []
    lines = case.decisions.read_bytes().splitlines(keepends=True)
    case.decisions.write_bytes(b"".join(damage(lines)))
    assert "was changed or taken out" in "\n".join(decisions.check(case.decisions))


def test_two_programs_may_decide_at_once(case: Case) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: _decided(case, 5), range(8)))
    assert len(decisions.known(case.decisions)) == 40
    assert list(decisions.check(case.decisions)) == []


def test_new_settings_are_the_defaults(case: Case) -> None:
    assert case.settings().profiles.toll == "latest-official"
    assert case.name == "war"


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("watch = 3", "watch"),
        ("[", "Mend"),
        ('[grades]\nX = "Z"', "A to F"),
        ('[profiles]\ntoll = "mine"', "mine"),
    ],
)
def test_a_wrong_setting_is_named(case: Case, toml: str, words: str) -> None:
    case.settings_file.write_text(toml)
    with pytest.raises(UsageError, match=words):
        read_settings(case.settings_file)


def test_tables_whose_making_was_stopped_lack_everything_that_is_kept(case: Case) -> None:
    import duckdb

    from dateline.building import missing

    _decided(case, 1)
    duckdb.connect(str(case.tables)).close()
    assert missing(case) == ["0"]
