"""A page of use that must type-check; it is never run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import dateline
from dateline.notebook import Case, Rows, Shown

case: Case = dateline.open("border-war")
made: Case = dateline.open(Path("other-war"), new=True)
added: list[str] = made.add("reports/", Path("monday.jsonl")).added

claims: Rows = case.claims
events: Rows = case.events
reports: Rows = case.reports
ledger: Rows = case.control("Herat", as_of="2021-07-09", known=date(2021, 7, 10), according_to="Reuters")
counted: Rows = case.sql("SELECT kind, count(*) AS n FROM claims GROUP BY kind", known="2021-07-10")
number: int = len(claims)
columns: list[str] = list(claims.columns)
rows: list[dict[str, object]] = list(claims)
claims.arrow(), claims.df(), claims.pl()

brief: Shown = case.brief(as_of="2021-07-09", place="Herat", length="short")
text: str = str(brief)
drawn: Shown = case.picture("lineage", event="ev-0123456789abcdef")
shown: str | None = case.why("c0123")._repr_html_()
left: list[str] = [one.why for one in case.export("acled", "events.csv", profile="acled-lowest")]
