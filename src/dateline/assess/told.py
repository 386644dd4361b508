"""What a told event says of its claims, by id and by report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dateline.between import Told
from dateline.records import Claim, Origin


def claims_of(told: Told) -> Mapping[str, Claim]:
    """The claims of an event by id."""
    return {heard.claim.id: heard.claim for heard in told.heard}


def origins_of(told: Told) -> Mapping[str, Origin]:
    """Whose statement each claim of an event is, by claim id."""
    return {heard.claim.id: heard.origin for heard in told.heard}


def published_of(told: Told) -> Mapping[str, date]:
    """The publication date of each report of an event that bears one."""
    return {heard.claim.report: heard.published for heard in told.heard if heard.published}
