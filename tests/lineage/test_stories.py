"""Reports of one incident are found together, whoever wrote them; other incidents stay apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from dateline.lineage.stories import stories
from dateline.records import Report
from setwise import report

DAY = date(2031, 5, 6)
ORLEN = """A lorry bomb at the Orlen bridge in Torvik killed four soldiers on Tuesday, the army said.
The bridge carries the only road to the salt works of Torvik."""
ORLEN_AGAIN = """Four soldiers died when a truck laden with explosives blew up on Torvik's Orlen bridge.
Residents of the salt works quarter heard the blast."""
CATTLE = """Gunmen shot six traders dead in the cattle market of Marn on Monday, a health worker said.
The governor of Norland condemned the killings in the market."""
CATTLE_AGAIN = """Six people were killed at Marn cattle market, where masked gunmen opened fire on traders.
The governor of Norland promised an inquiry."""
EARLIER = """A bomb in a tea house in Torvik killed two soldiers and a cook, hospital staff said.
The owner had been threatened by letter."""
TRIAL = """A court in Torvik heard how the lorry bomb at the Orlen bridge came to kill.
The driver, who was paid by a dealer, told the judges that he regretted the deaths of the soldiers."""
NOTICE = """Your address is not known to us yet: check your letter box, follow the link, confirm your profile.
Readers who have an account with the paper may log in here at any hour."""
BRIDGE = report("bridge", ORLEN, DAY)
BRIDGE_AGAIN = report("bridge-again", ORLEN_AGAIN, DAY + timedelta(1))
MARKET = report("market", CATTLE, DAY)
MARKET_AGAIN = report("market-again", CATTLE_AGAIN, DAY + timedelta(1))
EVERY = (BRIDGE, BRIDGE_AGAIN, MARKET, MARKET_AGAIN)
Told = Mapping[str, Sequence[date]]


def _groups(reports: Sequence[Report], told: Told | None = None) -> set[frozenset[str]]:
    return {frozenset(s.reports) for s in stories(reports, told or {})}


def test_reports_of_one_incident_in_other_words_are_one_story() -> None:
    assert _groups(EVERY) == {frozenset({"bridge", "bridge-again"}), frozenset({"market", "market-again"})}


def test_an_incident_of_another_year_in_the_same_town_is_another_story() -> None:
    assert frozenset({"earlier"}) in _groups([*EVERY, report("earlier", EARLIER, DAY - timedelta(400))])


def test_a_late_report_that_names_the_day_belongs_to_the_story_of_that_day() -> None:
    trial = report("trial", TRIAL, DAY + timedelta(200))
    assert frozenset({"trial"}) in _groups([*EVERY, trial])
    assert frozenset({"bridge", "bridge-again", "trial"}) in _groups([*EVERY, trial], {"trial": [DAY]})


def test_what_every_page_of_a_paper_bears_joins_no_stories() -> None:
    told = (ORLEN, CATTLE, EARLIER)
    pages = [report(f"p{n}", f"{text}\n{NOTICE}", DAY + timedelta(40 * n)) for n, text in enumerate(told)]
    assert len(_groups(pages)) == 3


def test_the_order_of_reports_changes_nothing_and_every_report_stands_once() -> None:
    shuffled = list(EVERY)
    Random(3).shuffle(shuffled)  # noqa: S311
    found = stories(shuffled, {})
    assert found == stories(EVERY, {})
    assert sorted(name for story in found for name in story.reports) == sorted(r.id for r in EVERY)
    assert (found[0].first, found[0].last) == (DAY, DAY + timedelta(1))
