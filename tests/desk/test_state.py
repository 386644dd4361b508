"""The view's state: one table that addresses, pages and documentation share."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from dateline.desk.links import Served, file_name
from dateline.desk.state import PARAMETERS, State

DOCS = Path(__file__).parents[2] / "docs" / "desk.md"


def test_the_table_names_every_part_of_the_state_and_the_documentation_tells_each() -> None:
    told = DOCS.read_text(encoding="utf-8")
    assert [p.name for p in PARAMETERS] == [f.name for f in fields(State)]
    for parameter in PARAMETERS:
        assert f"| `{parameter.name}` | {parameter.help}" in told


@given(
    as_of=st.none() | st.dates(),
    place=st.none() | st.text(min_size=1, max_size=50),
    page=st.none() | st.integers(1, 9999),
)
def test_an_address_tells_the_whole_state(as_of: date | None, place: str | None, page: int | None) -> None:
    place = place.strip() or None if place else None
    state = State(as_of=as_of, place=place, page=page)
    query = dict(parse_qsl(state.query().removeprefix("?"), errors="surrogatepass")) if state.query() else {}
    assert State.read(query) == state


def test_days_go_along_to_other_pages_and_filters_do_not() -> None:
    state = State(as_of=date(2031, 3, 4), kind="control", page=3)
    links = Served("situation", "", state)
    assert links.to("event", "e/1?") == "/event/e%2F1%3F?as_of=2031-03-04"
    assert links.here(kind="talks") == "/?as_of=2031-03-04&kind=talks"


@given(st.text(min_size=1), st.text(min_size=1))
def test_files_of_a_site_are_told_apart_and_stay_inside(one: str, other: str) -> None:
    name = file_name("report", one)
    assert name.count("/") == 1
    assert ".." not in name
    assert (name == file_name("report", other)) == (one == other)
