"""The pages: each a function from what is asked to the data that is shown."""

from collections.abc import Callable, Mapping

from dateline.desk.page import Page
from dateline.desk.pages.coverage import coverage
from dateline.desk.pages.disagreements import disagreements
from dateline.desk.pages.event import event
from dateline.desk.pages.place import place
from dateline.desk.pages.report import report
from dateline.desk.pages.review import decisions, review
from dateline.desk.pages.search import search
from dateline.desk.pages.situation import places, situation
from dateline.desk.pages.source import outlet, source, sources

# By the first part of their address; those of REFERRED have a second part, the name of what they show.
PAGES: Mapping[str, Callable[..., Page]] = {
    "situation": situation,
    "places": places,
    "sources": sources,
    "disagreements": disagreements,
    "coverage": coverage,
    "search": search,
    "review": review,
    "decisions": decisions,
}
REFERRED: Mapping[str, Callable[..., Page]] = {
    "event": event,
    "report": report,
    "place": place,
    "source": source,
    "outlet": outlet,
}
