"""A coded data set beside the claims: what both tell, what only one does."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import fictional
from dateline import export
from dateline.beside import compare, read
from dateline.cli import run
from dateline.errors import UsageError
from dateline.export import Dossier
from dateline.export.acled import COLUMNS as ACLED
from dateline.export.ged import COLUMNS as GED
from dateline.records import Record
from dateline.store import Case

Printed = pytest.CaptureFixture[str]

CAPTURE: dict[str, Any] = {
    "event_id_cnty": "QUI1",
    "event_date": "04 March 2031",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Non-state actor overtakes territory",
    "actor1": "Northern Front",
    "actor2": "Army of Quilia",
    "location": "Varna Gate",
    "latitude": "41.21",
    "longitude": "44.12",
    "geo_precision": "1",
    "fatalities": "0",
}
DEATHS: dict[str, Any] = {
    "id": "77",
    "type_of_violence": "3",
    "side_a": "Northern Front",
    "side_b": "Civilians",
    "latitude": "41.9",
    "longitude": "44.9",
    "where_coordinates": "Orlo",
    "where_prec": "1",
    "date_start": "2031-03-04 00:00:00.000",
    "date_end": "2031-03-05 00:00:00.000",
    "low": "20",
    "best": "29",
    "high": "35",
}


def written(path: Path, columns: Any, rows: list[dict[str, Any]]) -> Path:
    with path.open("w", newline="") as out:
        writer = csv.DictWriter(out, [c.name for c in columns])
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def record() -> Record:
    """The fictional war, the deaths in Orlo dated by their report."""
    found = fictional.record()
    when = replace(found.events[0].when, start=date(2031, 3, 5), end=date(2031, 3, 5), precision="unknown")  # type: ignore[type-var]
    return replace(found, events=(*found.events[:2], replace(found.events[2], when=when)))


def test_an_acled_row_and_its_event_meet(record: Record, tmp_path: Path) -> None:
    found = compare(record, read(written(tmp_path / "acled.csv", ACLED, [CAPTURE])))
    assert [(p.coded.id, [e.id for e in p.events]) for p in found.both] == [("QUI1", ["e-capture"])]
    assert [e.id for e in found.only_case] == ["e-shelling"]


def test_a_ged_row_brings_its_range_beside_that_of_the_case(record: Record, tmp_path: Path) -> None:
    [pair] = compare(record, read(written(tmp_path / "ged.csv", GED, [DEATHS]))).both
    assert [e.id for e in pair.events] == ["e-shelling"]
    assert (pair.coded.low, pair.coded.best, pair.coded.high) == (20, 29, 35)
    assert pair.killed == (24, 31, None)


@pytest.mark.parametrize(
    "change",
    [
        {"event_date": "2031-03-07"},
        {"latitude": "42.2"},
        {"event_type": "Protests", "latitude": "43"},
        {"event_type": "Strategic developments", "sub_event_type": "Other", "event_date": "2031-02-01"},
    ],
)
def test_another_day_or_place_is_another_event(
    record: Record, tmp_path: Path, change: dict[str, Any]
) -> None:
    found = compare(record, read(written(tmp_path / "acled.csv", ACLED, [CAPTURE | change])))
    assert found.both == ()


def test_coded_events_outside_of_the_days_of_the_case_are_no_gap(record: Record, tmp_path: Path) -> None:
    rows = [CAPTURE, CAPTURE | {"event_id_cnty": "QUI2", "event_date": "2030-01-01"},
            CAPTURE | {"event_id_cnty": "QUI3", "latitude": "42.0", "longitude": "45.9"}]  # fmt: skip
    found = compare(record, read(written(tmp_path / "acled.csv", ACLED, rows)))
    assert [c.id for c in found.only_coded] == ["QUI3"]


def test_what_is_exported_meets_itself(record: Record, tmp_path: Path) -> None:
    dossier = Dossier("war", record, "acled-lowest", {"QQ": "Quilia"}, "dateline test")
    for form in ("acled", "ged"):
        export.write(form, dossier, tmp_path / f"{form}.csv")
        rows = read(tmp_path / f"{form}.csv")
        found = compare(record, rows)
        assert len(found.both) == len(rows) > 0
        assert found.only_coded == ()


def test_a_file_of_something_else_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UsageError, match="neither ACLED's columns"):
        read(tmp_path / "other.csv")
    bad = written(tmp_path / "bad.csv", ACLED, [CAPTURE | {"event_date": "last week"}])
    with pytest.raises(UsageError, match="line 2: 'last week' is no day"):
        read(bad)


def test_the_command_names_both_sides(record: Record, tmp_path: Path, capsys: Printed) -> None:
    case = Case.create(tmp_path / "war")
    with case.database() as database:
        database.write(record)
    file = written(tmp_path / "acled.csv", ACLED, [CAPTURE])
    assert run(["compare", str(case.path), str(file)]) == 0
    told = capsys.readouterr().out
    assert "In both: 1; only in the data set: 0; only in the case: 1" in told
    assert "QUI1  2031-03-04  Varna Gate  Battles: Non-state actor overtakes territory" in told
    assert run(["compare", str(case.path), str(file), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["both"][0]["events"] == ["e-capture"]
