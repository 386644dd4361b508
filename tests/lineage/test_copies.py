"""Copy is found through edits; two pieces on one event are not joined."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lineage import families
from setwise import copies_of, report

DAY = date(2031, 5, 6)

WIRE = (
    "Fighters of the Harbour League entered the northern port of Torvik before dawn on Tuesday, "
    "two district officials said, after a week of shelling that emptied most of its streets.\n"
    "The mayor left by boat together with some forty policemen and their families, a harbour pilot said.\n"
    "Fuel stores near the old cannery were still burning in the afternoon, people who live nearby said."
)
EDITED = (
    "League fighters entered the northern port of Torvik before sunrise on Tuesday after a week of "
    "shelling that emptied most of its streets, two district officials said.\n"
    "A harbour pilot said the mayor left by boat with some forty policemen and their families.\n"
    "The trade ministry in the capital published new import figures for grain, sugar and cement."
)
INDEPENDENT = (
    "Torvik, a northern port, is in the hands of the Harbour League, a shopkeeper told this paper by phone "
    "on Tuesday, describing armed men at the customs house and along the quay.\n"
    "Smoke hung over the cannery and the mayor was nowhere to be found, she added."
)


def test_edited_copy_is_linked_to_its_original() -> None:
    wire = report("wire", WIRE, DAY, agency="Norland Press")
    paper = report("paper", EDITED, date(2031, 5, 7))
    links = copies_of([paper, wire])
    assert {(k.report, k.other, k.how) for k in links} == {("paper", "wire", "edited")}
    assert len(links) == 2
    for link in links:
        assert paper.received_text[link.start : link.end].rstrip().endswith(".")


def test_pieces_written_independently_are_not_joined() -> None:
    assert copies_of([report("wire", WIRE, DAY), report("own", INDEPENDENT, DAY)]) == ()


def test_one_quoted_statement_in_two_pieces_is_no_copy() -> None:
    words = "“We shall not leave the harbour while one of our wounded comrades is still lying on the quay”"
    one = report(
        "one", f"{words}, Sella said. Her deputies stood behind her in the rain outside the hall.", DAY
    )
    two = report(
        "two", f"{words}, Sella said. Traders met in the capital to talk about the price of rice.", DAY
    )
    assert copies_of([one, two]) == ()


def test_verbatim_copy_is_called_so() -> None:
    links = copies_of([report("a", WIRE, DAY), report("b", WIRE, date(2031, 5, 8))])
    assert {(k.report, k.how, k.similarity) for k in links} == {("b", "verbatim", 1.0)}


def test_a_family_names_its_credited_original_and_the_shares_carried() -> None:
    wire = report("z-wire", WIRE, date(2031, 5, 7), agency="Norland Press")
    paper = report("a-paper", EDITED, DAY)
    own = report("own", INDEPENDENT, DAY)
    reports = [own, paper, wire]
    (family,) = families(reports, copies_of(reports))
    assert family.reports == ("a-paper", "z-wire")
    assert family.original == "z-wire"
    assert "Norland Press" in family.why
    assert all(0.4 < share < 1 for share in family.shares)


def test_a_page_fetched_twice_is_a_version_not_a_carrier() -> None:
    first = report("first", "Torvik falls\n" + WIRE, DAY, outlet="The Quay")
    again = report(
        "again", "Torvik falls\n" + WIRE + "\nMore follows as the day goes on.", DAY, outlet="The Quay"
    )
    pages = [replace(page, title="Torvik falls") for page in (first, again)]
    (family,) = families(pages, copies_of(pages))
    assert family.versions == (("again", "first"),)


@settings(deadline=None)  # tables are read on the first run
@given(st.permutations(range(4)))
def test_the_order_of_reports_changes_nothing(order: list[int]) -> None:
    reports = [
        report("wire", WIRE, DAY, agency="Norland Press"),
        report("paper", EDITED, date(2031, 5, 7)),
        report("own", INDEPENDENT, DAY),
        report("late", WIRE, date(2031, 5, 8)),
    ]
    shuffled = [reports[i] for i in order]
    links = copies_of(shuffled)
    assert links == copies_of(reports)
    assert families(shuffled, links) == families(reports, links)
