"""A case in Python: tables as Arrow, pandas and Polars; cards and pictures; faults in words."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas
import polars
import pyarrow
import pytest

import dateline
import fictional
from dateline.errors import UsageError
from dateline.notebook import Case
from dateline.store import Case as Stored


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case whose tables hold the fictional war."""
    made = Stored.create(tmp_path / "war")
    with made.database() as database:
        database.write(fictional.record())
    return dateline.open(tmp_path / "war")


def test_importing_dateline_loads_nothing_heavy() -> None:
    heavy = ("duckdb", "pyarrow", "spacy", "msgspec")
    code = f"import sys, dateline; print([m for m in {heavy} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "[]"


def test_a_table_is_arrow_pandas_and_polars(case: Case) -> None:
    claims = case.claims
    assert len(claims) == 8
    assert isinstance(claims.arrow(), pyarrow.Table)
    frame = claims.df().set_index("id")
    assert frame.loc["c-fell-1", "when_start"] == pandas.Timestamp("2031-03-04")
    assert claims.pl().schema["when_start"] == polars.Date
    assert polars.DataFrame(claims).shape == claims.pl().shape == (8, len(claims.columns))
    assert next(iter(claims))["id"] == "c-fell-1"


def test_every_table_answers(case: Case) -> None:
    assert [len(t) for t in (case.reports, case.events, case.origins, case.tolls, case.disagreements)] == [
        3, 3, 6, 1, 2]  # fmt: skip


@pytest.mark.parametrize("day", ["2031-03-05", date(2031, 3, 5)])
def test_control_names_every_holder_on_a_day(case: Case, day: str | date) -> None:
    told = case.control("Varna Gate", as_of=day).df()
    assert set(told["holder"]) == {"Northern Front", "army of Quilia"}
    assert len(case.control("Varna Gate", as_of=day, according_to="Reyes")) == 1


def test_sql_joins_down_to_the_words(case: Case) -> None:
    told = case.sql("""
        SELECT claims.quote FROM tolls JOIN event_claims ON event_claims.event = tolls.event_id
        JOIN claims ON claims.id = event_claims.claim ORDER BY 1""")
    quotes = [row["quote"] for row in told]
    assert quotes == ["24 people had died in Orlo", "at least 31 people were killed in shelling"]


def test_what_another_program_wrote_shows_at_the_next_question(case: Case) -> None:
    from dataclasses import replace

    assert len(case.claims) == 8
    record = fictional.record()
    with Stored.open(case.path).database() as database:
        database.write(replace(record, claims=record.claims[:3]))
    assert len(case.claims) == 3


def test_a_card_shows_the_words_in_their_place_and_escapes_them(case: Case) -> None:
    shown = case.event("e-capture")
    html = shown._repr_html_()
    assert html is not None
    assert "<mark>Varna Gate had fallen to the rebels on Tuesday</mark>" in html
    assert "Denied by" in html
    claim = case.claim("c-31")._repr_html_()
    assert claim is not None
    assert "Tribune &lt;b&gt;of&lt;/b&gt; Orlo" in claim
    assert "<b>" not in claim
    assert "Claim c-31" in str(case.claim("c-31"))
    assert "<pre>" in (case.why("t-1")._repr_html_() or "")


def test_rows_show_as_a_table_that_no_report_can_break(case: Case) -> None:
    html = case.reports._repr_html_()
    assert "Tribune &lt;b&gt;of&lt;/b&gt; Orlo | east" in html
    assert "received_text" not in html


def test_a_brief_is_text_and_a_page_apart(case: Case) -> None:
    brief = case.brief(as_of="2031-03-05", length="short")
    assert str(brief).startswith("# Situation brief: war")
    html = brief._repr_html_()
    assert html is not None
    assert html.startswith('<iframe sandbox="" srcdoc="&lt;!doctype html&gt;')


def test_pictures_show_as_svg(case: Case) -> None:
    assert "<svg" in (case.map()._repr_html_() or "")
    assert "Whose statement it is" in case.picture("lineage", event="e-capture").svg


def test_an_export_from_a_notebook_is_that_of_the_command(case: Case, tmp_path: Path) -> None:
    left = case.export("acled", tmp_path / "war.csv")
    assert [one.id for one in left] == ["e-promise"]
    assert (tmp_path / "war.csv").exists()


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda c: c.control(as_of="9 July"), "Write it as 2021-07-09"),
        (lambda c: c.control("Vorna Gate"), "Did you mean Varna Gate"),
        (lambda c: c.export("word", "x"), "Choose one of parquet"),
        (lambda c: c.picture("pie"), "Choose one of map"),
        (lambda c: c.event("e-none"), "has the id 'e-none'"),
        (lambda c: c.sql("SELECT 1", known="2030-01-01"), "No report of"),
    ],
)
def test_faults_are_told_in_words(case: Case, ask: object, words: str) -> None:
    assert callable(ask)
    with pytest.raises(UsageError, match=words):
        ask(case)


def test_a_missing_case_is_told_and_a_new_one_made(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no case"):
        dateline.open(tmp_path / "none")
    (tmp_path / "report.txt").write_text("Harbour Times\n\nRebels took Orlo on Monday, the governor said.")
    made = dateline.open(tmp_path / "new", new=True)
    added = made.add(tmp_path / "report.txt")
    assert (len(added.added), len(added.rejected)) == (1, 0)
    assert len(made.reports) == 1
    assert len(made.add(tmp_path / "report.txt").skipped) == 1
