"""Files of ACLED and UCDP GED as their users have them: one record for each coded event.

They are no reports and no claims: somebody coded them, from sources of their own. Nothing of them is put
into the case, since their terms forbid passing them on.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from dateline.errors import UsageError

DataSet = Literal["ACLED", "UCDP GED"]
_ACLED = {"event_id_cnty", "event_date", "latitude", "longitude", "fatalities"}
_GED = {"id", "date_start", "date_end", "latitude", "longitude", "best"}
_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d-%B-%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S")
_KM = {"ACLED": {1: 15.0, 2: 40.0, 3: 150.0}, "UCDP GED": {1: 15.0, 2: 30.0, 3: 60.0, 4: 150.0}}
_FAR = 300.0  # km, where the data set says only the country or so


@dataclass(frozen=True, slots=True)
class Coded:
    """A row of such a file. ``within_km`` is how far from its point it may have happened."""

    id: str
    data_set: DataSet
    start: date
    end: date
    slack: int  # days on each side that its precision leaves open
    lat: float
    lon: float
    within_km: float
    place: str
    kind: str  # event type and sub-event type, or type of violence
    parties: tuple[str, ...]
    low: int
    best: int
    high: int
    sources: str
    notes: str


def read(path: Path) -> list[Coded]:
    """Every row of a CSV or tab-separated file of ACLED or UCDP GED, told apart by their columns.

    Raises:
        UsageError: the file is neither, or a row cannot be read; the message names the row.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            head = lines.readline()
            lines.seek(0)
            rows = list(
                csv.DictReader(
                    lines, restval="", delimiter="\t" if "\t" in head else ";" if ";" in head else ","
                )
            )
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise UsageError(f"{path} cannot be read ({fault}). Give a CSV file of ACLED or UCDP GED.") from fault
    columns = set(rows[0]) if rows else set()
    if columns >= _ACLED:
        return [_row(path, n, row, _acled) for n, row in enumerate(rows, start=2)]
    if columns >= _GED:
        return [_row(path, n, row, _ged) for n, row in enumerate(rows, start=2)]
    raise UsageError(
        f"{path} has neither ACLED's columns ({', '.join(sorted(_ACLED))}) nor those of UCDP GED "
        f"({', '.join(sorted(_GED))}), or no rows. Give a file as either offers it for download."
    )


def _row(path: Path, number: int, row: Mapping[str, str], take: object) -> Coded:
    assert callable(take)  # noqa: S101 one of the two below
    try:
        found = take(row)
    except (KeyError, ValueError, TypeError) as fault:
        raise UsageError(f"{path}, line {number}: {fault}. Mend the row, or leave it out.") from fault
    assert isinstance(found, Coded)  # noqa: S101 as above
    return found


def _acled(row: Mapping[str, str]) -> Coded:
    day = _day(row["event_date"])
    dead = int(float(row["fatalities"] or 0))
    precise = _whole(row.get("time_precision"), 1)
    return Coded(
        id=row["event_id_cnty"], data_set="ACLED", start=day, end=day, slack={1: 0, 2: 3}.get(precise, 15),
        lat=float(row["latitude"]), lon=float(row["longitude"]),
        within_km=_KM["ACLED"].get(_whole(row.get("geo_precision"), 1), _FAR),
        place=row.get("location") or "", kind=_joined(row, ("event_type", "sub_event_type"), ": "),
        parties=_parties(row, ("actor1", "actor2")), low=dead, best=dead, high=dead,
        sources=row.get("source") or "", notes=row.get("notes") or "",
    )  # fmt: skip


def _ged(row: Mapping[str, str]) -> Coded:
    violence = {"1": "state-based", "2": "non-state", "3": "one-sided"}.get(
        row.get("type_of_violence") or "", ""
    )
    best = int(float(row["best"] or 0))
    return Coded(
        id=row["id"], data_set="UCDP GED", start=_day(row["date_start"]), end=_day(row["date_end"]), slack=0,
        lat=float(row["latitude"]), lon=float(row["longitude"]),
        within_km=_KM["UCDP GED"].get(_whole(row.get("where_prec"), 1), _FAR),
        place=row.get("where_coordinates") or "", kind=violence,
        parties=_parties(row, ("side_a", "side_b")), low=_whole(row.get("low"), best), best=best,
        high=_whole(row.get("high"), best), sources=row.get("source_office") or "",
        notes=row.get("source_headline") or "",
    )  # fmt: skip


def _day(text: str) -> date:
    for form in _DAYS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no day")


def _whole(text: str | None, otherwise: int) -> int:
    return int(float(text)) if text else otherwise


def _joined(row: Mapping[str, str], names: tuple[str, ...], by: str) -> str:
    return by.join(row[n] for n in names if row.get(n))


def _parties(row: Mapping[str, str], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row[n] for n in names if row.get(n))
