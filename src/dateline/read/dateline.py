"""The dateline in front of a report's first sentence: place, region, date and agency."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dateline.read.dates import Day, find_days, table

_UP = r"[A-ZÀ-ÖØ-ÞĀ-ž]"
_LINK = (
    r"(?:al|el|ad|as|ash|ar|az|an|at|de|del|di|da|do|dos|du|des|la|le|les|los|las|of|e|i|y|and|upon)\b"
    r"[\w’'\-]*"
)
_PLACE = rf"{_UP}[\w’'.\-]*(?:\s(?:{_UP}[\w’'.\-]*|{_LINK})){{0,4}}"
_PLACES = rf"{_PLACE}(?:\s*[,/]\s*{_PLACE}){{0,3}}"
_DASH = r"\s*[–—―]+\s*|\s*--+\s*|\s+[-_]+\s*|\s*\|\s+"
_TEXT = r"(?=[\"'“‘\[(]?[A-Z0-9À-Þ])"

_WITH_AGENCY = re.compile(
    r"(?P<where>(?:[A-ZÀ-ž\d][^()\[\]\n]{0,70}?)?)\s*"
    rf"(?:[(\[]\s*(?P<agency>[^()\[\]]{{2,60}})\s*[)\]]|/(?P<slashed>[A-Z][\w.-]{{2,12}})/)\.?"
    rf"(?P<sep>{_DASH}|\s*:\s*|\s*-\s*|\s+){_TEXT}"
)
_DATE = r"(?:\d[\w .,]{3,16}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?)"
_WITH_DASH = re.compile(
    rf"(?P<where>{_PLACES}(?:,\s*{_DATE})?)(?P<sep>{_DASH})(?:(?P<date>{_DATE})\s*:\s+)?{_TEXT}"
)
_WITH_COLON = re.compile(
    r"(?P<where>[A-Z][A-Z’'.\-]{2,}(?:[\s,/]+[A-Z][A-Z’'.\-]+){0,4})(?P<sep>\s*:\s+)(?=[\"'“‘]?[A-Z])"
)
_BRACKETS = re.compile(
    r"\[(?P<where>[A-Z][\w’'\- ]{2,30}(?:, [A-Z][\w’'\- ]{2,30})?)\](?P<sep>\s+)(?=[\"'“‘]?[A-Z])"
)
_NO_PLACE = {
    "the", "a", "an", "this", "that", "but", "and", "in", "on", "by", "it", "he", "she", "they", "we", "i",
    "no", "not", "yes", "update", "updated", "breaking", "watch", "video", "photo", "photos", "analysis",
    "opinion", "exclusive", "live", "factbox", "timeline", "explainer", "note", "summary", "highlights",
    "who", "what", "why", "how", "when",
}  # fmt: skip
_MOST = 110


@dataclass(frozen=True, slots=True)
class Head:
    """A dateline as found: ``length`` characters, the words of its parts, and its day."""

    length: int
    place: str | None
    region: str | None
    agency: str | None
    day: Day | None


def find_dateline(text: str, agencies: Callable[[str], str | None]) -> Head | None:
    """The dateline that ``text`` begins with; None where the text begins with its sentence."""
    for pattern in (_WITH_AGENCY, _WITH_DASH, _WITH_COLON, _BRACKETS):
        match = pattern.match(text[: _MOST + 60])
        if match and match.end() <= _MOST and match.end() < len(text):
            head = _head(match, agencies)
            if head:
                return head
    return None


def _head(match: re.Match[str], agencies: Callable[[str], str | None]) -> Head | None:
    groups = match.groupdict()
    agency = (groups.get("agency") or groups.get("slashed") or "").strip() or None
    day = next(iter(find_days(match["where"])), None)
    named = _without_day(match["where"], day)
    day = day or next(iter(find_days(groups.get("date") or "")), None)
    bracketed = match.re is _BRACKETS
    if named and not re.fullmatch(_PLACES, named):
        return None
    if agency and not _is_agency(agency, named, day, match["sep"], agencies):
        return None
    if not agency and not bracketed and not _is_place(named, match["sep"]):
        return None
    if bracketed and agencies(named) is not None:
        agency, named = named, ""
    place, region = _place_and_region(named)
    return Head(match.end(), place, region, agency and (agencies(agency) or agency), day)


def _is_agency(
    words: str, named: str, day: Day | None, separator: str, agencies: Callable[[str], str | None]
) -> bool:
    """An agency stands in brackets before a dash; before a space it must be known, after capitals."""
    known = agencies(words) is not None
    if not separator.strip():
        loud = named.split(",")[0].isupper()  # "EUTAW, Ala. (AP)"
        return known and (not named or loud or day is not None)
    short = len(words.split()) <= 5 and words[0].isupper() and not re.search(r"\d", words)
    return (known or short) and named.split(" ")[0].lower() not in _NO_PLACE


def _without_day(where: str, day: Day | None) -> str:
    """The places of a dateline, parted by ", ", without its day and weekday."""
    if day is not None:
        where = where[: day.start] + "," + where[day.end :]
    parts = [part.strip(" .,") for part in re.split(r",|\.\s", where)]
    dated = {*table()["months"], *table()["weekdays"]["names"]}
    return ", ".join(part for part in parts if part and part.lower().rstrip(".") not in dated)


def _is_place(named: str, separator: str) -> bool:
    """Capitalised words before a dash are a place, unless they begin a sentence."""
    first = named.split(",")[0]
    words = first.split()
    if not words or words[0].lower() in _NO_PLACE or len(words) > 5:
        return False
    strong = separator.strip() not in {"", "-", "_"}
    return first.isupper() or (strong and len(named) <= 50)


def _place_and_region(named: str) -> tuple[str | None, str | None]:
    place, _, region = named.partition(",")
    return _cased(place.strip()) or None, _cased(region.strip()) or None


def _cased(name: str) -> str:
    """A name in capitals as it is written elsewhere: "GENEVA/KHARTOUM" is "Geneva/Khartoum"."""
    if not name.isupper() or len(name) <= 3:
        return name
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]{1,2}\b)?", lambda m: m.group().capitalize(), name)
