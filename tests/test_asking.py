"""What is asked of a case by SQL is what the whole record answers, to the letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

import fictional
from dateline import asking, pipeline
from dateline.errors import UsageError
from dateline.publish import brief_json, listing
from dateline.publish.brief import brief
from dateline.publish.markdown import markdown
from dateline.publish.tally import tallied
from dateline.publish.view import View
from dateline.publish.why import why
from dateline.records import Extraction
from dateline.store import Case
from world.generate import generate


@pytest.fixture(scope="module", params=["fictional", "synthetic"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The fictional war, or a synthetic one of many places and days."""
    made = Case.create(tmp_path_factory.mktemp("asked") / "war")
    record = fictional.record()
    if request.param == "synthetic":
        pages = (Extraction(page.report, page.claims) for page in generate(7, 80).pages)
        record = pipeline.derive(pages, profile="ged-range")
    with made.database() as database:
        database.write(record)
    return made


def days(case: Case) -> list[date | None]:
    told = sorted({r.published.date for r in case.record().reports if r.published})
    return [None, told[len(told) // 2], told[-1]]


def answer(ask: Callable[..., View], *asked: object) -> tuple[str, object]:
    """What is printed of who holds what, or why nothing is."""
    try:
        view = ask(*asked)
    except UsageError as fault:
        return str(fault), None
    periods = view.record.control
    return listing.control_table(view, periods), [brief_json.control(p) for p in periods]


def test_who_holds_what_is_the_same_as_from_the_whole_record(case: Case) -> None:
    places = sorted({p.place.name for p in case.record().control})
    sources = sorted({o.source for p in case.record().control for o in p.according_to if o.source})
    for day in days(case):
        for place, who in [
            (None, None),
            (places[0].lower(), None),
            (places[-1], sources[0]),
            ("Nowhere", None),
        ]:
            asked = (case, day, None, place, who)
            assert answer(asking.control, *asked) == answer(asking.cut, *asked)
    for who in [sources[0], "nobody at all"]:
        asked = (case, None, None, None, who)
        assert answer(asking.control, *asked) == answer(asking.cut, *asked)


def test_what_stands_behind_an_id_is_the_same_as_from_the_whole_record(case: Case) -> None:
    whole = asking.view(case)
    record = whole.record
    earlier = pipeline.earlier_ids(record)
    parts = (
        record.events, record.claims, record.tolls, record.disagreements,
        record.control, record.crossings, record.origins,
    )  # fmt: skip
    for part in parts:
        for name in [each.id for each in part][:12]:
            view = asking.behind(case, name)
            assert len(view.record.claims) < len(record.claims) or len(record.claims) < 40
            assert why(view, name, pipeline.earlier_ids(view.record)) == why(whole, name, earlier)


@pytest.mark.parametrize("asked", ["", "e", "nothing begins so"])
def test_what_is_no_id_is_told_alike(case: Case, asked: str) -> None:
    with pytest.raises(UsageError) as whole:
        why(asking.view(case), asked, {})
    with pytest.raises(UsageError) as part:
        why(asking.behind(case, asked), asked, {})
    assert str(part.value) == str(whole.value)


def told(view: View, length: str = "standard") -> str:
    """The brief, the numbers of what it leaves out made alike: lines that say the same are counted once."""
    return re.sub(r"And [\d,]+ more, which", "And more, which", markdown(brief(view, length=length)))


def test_a_brief_is_the_same_as_from_the_whole_record(case: Case) -> None:
    place = case.record().control[0].place.name
    for day, where in [(None, None), (days(case)[1], None), (None, place), (days(case)[1], place)]:
        part, whole = asking.brief(case, day, None, where, room=9), asking.cut(case, day, None, where)
        assert told(part, "short") == told(whole, "short")


def test_a_brief_of_a_part_counts_the_whole(case: Case) -> None:
    part, whole = asking.brief(case, room=2), tallied(asking.cut(case))
    assert part.tally is not None
    assert whole.tally is not None
    same = replace(part.tally, beyond={}, spoken={}, order={}) == replace(whole.tally, order={})
    assert same
    assert len(part.record.claims) <= len(whole.record.claims)
    assert part.tally.order.items() <= whole.tally.order.items()
    left = part.tally.beyond["control"] + sum(e.kind == "control" for e in part.record.events)
    assert left <= sum(e.kind == "control" for e in whole.record.events)
