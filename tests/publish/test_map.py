"""The map shows what is said to be held, keeps its labels apart, and projects truly."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fictional
from dateline.publish.disputes import grouped
from dateline.publish.labels import Box, Wanted, set_labels, text_width
from dateline.publish.map import draw
from dateline.publish.projection import clip, distance, fit
from dateline.publish.symbols import symbols
from dateline.publish.view import View
from dateline.records import Disagreement

_SPOT = st.builds(
    Wanted,
    st.text("abc ", min_size=1, max_size=20),
    st.floats(10, 740),
    st.floats(10, 480),
    st.sampled_from((3.0, 13.0)),
    st.sampled_from((11.0, 13.0)),
)
_LON, _LAT = st.floats(-180, 180), st.floats(-80, 80)


def test_a_disputed_place_shows_both_holders_and_says_so() -> None:
    svg = draw(View("war", fictional.record()))
    ElementTree.fromstring(svg)  # noqa: S314 our own drawing, which must be well-formed
    assert "Varna Gate, disputed between" in svg
    assert "accounts differ" in svg
    assert all(holder in svg for holder in ("Northern Front", "army of Quilia"))


def test_a_place_in_a_far_country_does_not_shrink_the_map() -> None:
    record = fictional.record()
    far = replace(
        record.control[0], id="far", place=replace(fictional.ORLO, id="geonames:5", name="Farland", lat=-30.0)
    )
    near = [
        replace(
            record.control[0],
            id=f"n{i}",
            place=replace(fictional.GATE, id=f"g{i}", name=f"Near {i}", lat=41 + i / 9),
        )
        for i in range(4)
    ]
    svg = draw(View("war", replace(record, control=(*record.control, *near, far))))
    assert "Near 3" in svg
    assert "Farland" not in svg


def test_words_of_a_report_stay_words() -> None:
    record = fictional.record()
    bad = replace(record.control[0], holder="<script>&", place=replace(fictional.GATE, name="<b>"))
    svg = draw(View("war", replace(record, control=(bad,), events=())))
    assert "<script" not in svg
    assert "&lt;b&gt;" in svg


def test_nothing_is_drawn_where_no_place_is_known() -> None:
    assert draw(View("war", replace(fictional.record(), control=(), events=()))) == ""


def test_holders_differ_by_shape_and_hatching_without_colour() -> None:
    marks = symbols([f"party {i}" for i in range(12)])
    assert len({(s.shape, s.hatch) for s in marks.values()}) == 12


@given(st.lists(_SPOT, max_size=25))
def test_labels_overlap_neither_each_other_nor_the_frame(wanted: list[Wanted]) -> None:
    boxes = [
        Box(w.x, w.y - w.size * 0.9, w.x + text_width(w.text, w.size), w.y + w.size * 0.3)
        for w in set_labels(wanted, 760, 500)
    ]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    assert all(b.inside(762, 502) for b in boxes)


@given(st.lists(st.tuples(_LON, _LAT), min_size=1, max_size=6), st.floats(0, 2), st.floats(0, 2))
def test_every_place_lies_inside_the_frame(
    places: list[tuple[float, float]], east: float, north: float
) -> None:
    here = places[0]
    near = [(here[0] + east * i / 6, here[1] + north * i / 6) for i in range(6)]
    to_paper = fit(near, 760, 500, margin=50, least_km=100)
    for lon, lat in near:
        x, y = to_paper(lon, lat)
        assert 49 <= x <= 711
        assert 49 <= y <= 451


@pytest.mark.parametrize("lat", [-60.0, 0.0, 34.7, 70.0])
def test_distances_near_the_centre_are_true(lat: float) -> None:
    to_paper = fit([(179.8, lat), (-179.8, lat)], 760, 500, margin=50, least_km=10)
    (x, y), (x2, y2) = to_paper(179.8, lat), to_paper(-179.8, lat)
    assert math.hypot(x2 - x, y2 - y) / to_paper.scale == pytest.approx(
        distance(179.8, lat, -179.8, lat), rel=0.01
    )


def test_a_polygon_is_cut_at_the_frame() -> None:
    assert sorted(clip([(-5, -5), (5, -5), (5, 5), (-5, 5)], 0, 0, 10, 10)) == [
        (0, 0),
        (0, 5),
        (5, 0),
        (5, 5),
    ]


def test_disagreements_that_share_a_claim_are_one_item() -> None:
    found = [
        Disagreement(id_, "scope", (), (left,), (right,), "")
        for id_, left, right in (("1", "a", "b"), ("2", "c", "b"), ("3", "x", "y"))
    ]
    for order in (found, found[::-1]):
        assert [[d.id for d in group] for group in grouped(order)] == [["1", "2"], ["3"]]
