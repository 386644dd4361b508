"""What a reader sees: parts told as parts, own accounts as such, names as English writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

import fictional
from dateline.publish import english
from dateline.publish.amounts import amount, amounts
from dateline.publish.brief import brief
from dateline.publish.holdings import merged
from dateline.publish.lead import in_short
from dateline.publish.listing import claims_table, control_table
from dateline.publish.markdown import markdown
from dateline.publish.names import extent, origin_name, party, place_name, unnamed
from dateline.publish.phrase import said, victims, without_place
from dateline.publish.timeline import timeline
from dateline.publish.view import UNNAMED, View
from dateline.records import Claim, Origin, Quantity, Record, Source, Where

COUNTRIES = {"QQ": "Quilia", "SD": "Sudan"}


@pytest.fixture
def view() -> View:
    return View("fictional war", fictional.record(), countries=COUNTRIES)


def _within(words: str) -> Where:
    orlo: Where = fictional.ORLO
    return replace(orlo, text=words, precision="within")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("five villages in Orlo", "five villages in Orlo"),
        ("Most of Orlo", "most of Orlo"),
        ("the outskirts", "the outskirts of Orlo"),
        ("two bridges, which the army had mined", "two bridges in Orlo"),
        ("checkpoint", "checkpoint in Orlo"),
        ("old market", "the old market in Orlo"),
        ("the rest in rebel hands", "the rest of Orlo"),
        ("the whole of Orlo", "Orlo"),
        ("the city", "Orlo"),
        ("itself", ""),
    ],
)
def test_a_part_of_a_place_is_never_told_as_the_place(view: View, words: str, told: str) -> None:
    assert extent(view, _within(words)) == told


def test_an_event_about_a_part_says_so_everywhere(view: View) -> None:
    part = replace(fictional.GATE, text="two watchtowers at Varna Gate", precision="within")
    record = view.record
    claims = tuple(replace(c, places=(part,)) if c.places == (fictional.GATE,) else c for c in record.claims)
    events = tuple(replace(e, place=part) if e.id == "e-capture" else e for e in record.events)
    control = tuple(replace(p, place=part) for p in record.control)
    cut = replace(view, record=replace(record, claims=claims, events=events, control=control))
    text = markdown(brief(cut))
    assert "The Northern Front took two watchtowers at Varna Gate on 4 March 2031" in text
    assert "took Varna Gate" not in text
    assert "(two watchtowers at Varna Gate)" in control_table(cut, control)


def test_countries_and_divisions_have_names(view: View) -> None:
    assert place_name(view, fictional.GATE) == "Varna Gate (border crossing in Westmark, Quilia)"
    assert place_name(view, fictional.ORLO) == "Orlo, Westmark, Quilia"
    kassala = Where("Kassala", "Kassala", "a", country="SD", feature="admin1", precision="exact")
    assert place_name(view, kassala) == "Kassala state, Sudan"


def test_an_outlet_that_is_not_named_is_never_a_file_name(view: View) -> None:
    assert view.outlet("harbour-1") == UNNAMED
    text = markdown(brief(view))
    assert "Three reports from two outlets and one page that names none" in text
    body = text.partition("## The words")[0]
    assert "harbour-1" not in body


def test_what_an_outlet_says_itself_is_told_so_and_confirms_nothing(view: View) -> None:
    own = Origin("o-own", None, "Morning Courier", ("courier-1",), date(2031, 3, 5), ("c-fell-1",), "one")
    assert origin_name(view, own) == "Morning Courier (on its own account)"
    capture = next(e for e in view.record.events if e.id == "e-capture")
    two = (own, replace(own, id="o-own-2", channel="Tribune"))
    alone = replace(capture, origins_for=two, origins_against=(), status="corroborated")
    text = markdown(brief(replace(view, record=replace(view.record, events=(alone,)))))
    assert "**No source named.**" in text
    assert "Corroborated" not in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Two senior security officials", "two senior security officials"),
        ("Truck drivers", "truck drivers"),
        ("local official", "a local official"),
        ("airport employee and two residents", "an airport employee and two residents"),
        ("mayor of Orlo", "the mayor of Orlo"),
        ("Quilian military source", "a Quilian military source"),
        ("that", "somebody whom the report does not name"),
    ],
)
def test_unnamed_sources_stand_inside_sentences(view: View, words: str, told: str) -> None:
    assert unnamed(view, Source(None, words, anonymous=True)) == told


def test_articles_follow_the_reports_and_english(view: View) -> None:
    assert party(view, "Northern Front") == "the Northern Front"
    assert party(view, "Quilian government") == "the Quilian government"
    assert party(view, "Ana Reyes") == "Ana Reyes"
    assert party(view, "their") == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("83, others, people", "people"),
        ("Forty terrorists", "terrorists"),
        ("civilians and soldiers, soldiers", "civilians and soldiers"),
        ("wounded in Quilia", "people"),
        ("Twenty-six further bodies", "people"),
    ],
)
def test_victims_are_told_without_counts(words: str, told: str) -> None:
    assert victims(words) == told


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("90,000", "90,000 people"),
        ("Thousands", "Thousands of people"),
        ("hundreds of thousands", "hundreds of thousands of people"),
        ("two million", "two million people"),
    ],
)
def test_rough_numbers_of_people_are_told_as_english_does(view: View, number: str, told: str) -> None:
    first = view.record.claims[0]
    fled = replace(
        first,
        kind="movement",
        change="displaced",
        actors=(),
        places=(),
        quantities=(Quantity(None, None, None, "people", number),),
    )
    [event] = [e for e in view.record.events if first.id in e.claim_ids]
    moved = replace(event, kind="movement", change="displaced", claim_ids=(first.id,), when=None)
    record = replace(view.record, claims=(fled, *view.record.claims[1:]), events=(moved,))
    assert said(View("war", record, countries=COUNTRIES), moved) == f"{told} were displaced"


def test_a_share_of_districts_is_not_told_as_all_of_them(view: View) -> None:
    words = Where("421 districts in rebel hands", "421 districts in rebel hands")
    event = next(e for e in view.record.events if e.id == "e-capture")
    share = Quantity(139, 139, 139, "districts", "139", of=421)
    counted = [
        replace(c, places=(words,), quantities=(share,)) if c.id in event.claim_ids else c
        for c in view.record.claims
    ]
    record = replace(view.record, claims=tuple(counted), events=(replace(event, place=words),))
    told = said(View("war", record, countries=COUNTRIES), record.events[0]) or ""
    assert "139 districts" in told
    assert "421" not in told


def test_a_place_is_told_once() -> None:
    assert without_place("a ward in the northern city of Orlo", "Orlo") == "a ward"
    assert without_place("the mayor of Orlo", "Orlo") == "the mayor of Orlo"
    assert without_place("a convoy in Westmark", "Orlo") == "a convoy in Westmark"


def test_quotation_marks_stay_in_pairs() -> None:
    assert english.quote("“We will return,” he said.") == "“‘We will return,’ he said”"
    assert english.quote("“We will return.”") == "“We will return”"
    assert english.quote('fled "after clashes."') == "“fled after clashes”"


def test_counts_of_ground_stand_side_by_side(view: View) -> None:
    share = _count(view, "c-share", "85 percent of the country", 85, "percent", "85 percent")
    districts = _count(view, "c-many", "more than 40 districts", 40, "districts", "40 districts")
    record = replace(view.record, claims=(*view.record.claims, share, districts))
    capture = next(e for e in record.events if e.id == "e-capture")
    event = replace(capture, id="e-count", claim_ids=("c-many", "c-share"), origins_against=())
    counted = replace(view, record=replace(record, events=(event,)))
    assert amount(counted, districts) == "more than 40 districts"
    text = markdown(brief(counted))
    assert "## How much is held" in text
    assert "## Ground gained and lost" not in text
    assert not amounts(view, 8).blocks


def _count(view: View, id_: str, quote: str, value: float, unit: str, text: str) -> Claim:
    base = next(c for c in view.record.claims if c.id == "c-driver")
    number = Quantity(value, value, value, unit, text)
    return replace(base, id=id_, quote=quote, quantities=(number,), places=())


def test_one_wording_has_one_note_with_all_its_carriers(view: View) -> None:
    notes = markdown(brief(view)).partition("## The words")[2]
    words = "“Varna Gate had fallen to the rebels on Tuesday”"
    assert notes.count(words) == 1
    assert "Also in: Tribune" in next(line for line in notes.splitlines() if words in line)


def test_headlines_alone_are_not_told_as_facts(view: View) -> None:
    claims = tuple(replace(c, part="headline") if c.id == "c-passage" else c for c in view.record.claims)
    text = markdown(brief(replace(view, record=replace(view.record, claims=claims))))
    assert "promised safe passage" not in text
    assert "told in headlines or captions alone" in text


def test_origins_that_differ_in_capitals_or_article_are_one(view: View) -> None:
    one = next(o for o in view.record.origins if o.id == "o-officers")
    other = replace(
        one, id="o-2", source="The Two border officers", carriers=("harbour-1",), claim_ids=("c-driver",)
    )
    joined = merged([one, other])
    assert [o.carriers for o in joined] == [("courier-1", "harbour-1", "tribune-1")]


def test_tables_fit_a_hundred_columns(view: View) -> None:
    table = claims_table(view, view.record.claims) + "\n" + control_table(view, view.record.control)
    assert max(map(len, table.splitlines())) <= 100


def test_the_lead_says_what_changed_hands_and_who_denies_it(view: View) -> None:
    text = markdown(brief(view)).partition("## In short")[2].partition("## ")[0]
    assert "**Disputed.** The Northern Front took Varna Gate" in text
    assert "denied by Ana Reyes" in text
    assert "At least 24 people killed in Orlo" in text
    assert in_short(View("quiet", Record()))


def test_an_empty_case_says_so() -> None:
    assert "holds no reports" in markdown(brief(View("empty", Record())))


def test_old_news_of_a_holder_is_marked(view: View) -> None:
    late = replace(view, as_of=date(2031, 4, 1))
    assert "may be stale" in markdown(brief(late))
    assert "may be stale" not in markdown(brief(view))


def test_the_timeline_marks_disputes_and_escapes_words(view: View) -> None:
    capture = next(e for e in view.record.events if e.id == "e-capture")
    day = capture.when
    assert day is not None
    bad = replace(fictional.ORLO, name="<b>")
    later = replace(
        capture,
        id="e-later",
        place=bad,
        status="corroborated",
        when=replace(day, start=date(2031, 3, 6), end=date(2031, 3, 6)),
    )
    svg = timeline(replace(view, record=replace(view.record, events=(capture, later))))
    ElementTree.fromstring(svg)  # noqa: S314 our own drawing, which must be well-formed
    assert "(disputed)" in svg
    assert "<b>" not in svg
    assert timeline(view) == ""
