"""Small things that English wants right: dates, lists, numbers and plurals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dateline.records import Quantity, When


def day(value: date, *, year: bool = True) -> str:
    """``8 July 2021``."""
    return f"{value.day} {value:%B}" + (f" {value.year}" if year else "")


def days(start: date, end: date) -> str:
    """``8 July 2021``, ``8–9 July 2021``, ``30 June–2 July 2021``; years only where they differ."""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return f"{day(start, year=start.year != end.year)}–{day(end)}"


def until(start: date, end: date) -> str:
    """``8 to 9 July 2021``, for use after ``from``."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    return f"{day(start, year=start.year != end.year)} to {day(end)}"


def time_phrase(when: When | None) -> str:
    """``on 8 July 2021``, ``in July 2021``; empty where the event has no date of its own."""
    if when is None or when.precision == "unknown":
        return ""
    start, end = when.start, when.end
    if start is None:
        return "" if end is None else f"by {day(end)}"
    if end is None:
        return f"from {day(start)}"
    if when.precision == "year":
        return f"in {start.year}"
    if when.precision == "month":
        return f"in {start:%B %Y}"
    if when.precision == "week":
        return f"in the week of {day(start)}"
    return f"on {day(start)}" if start == end else f"between {days_between(start, end)}"


def days_between(start: date, end: date) -> str:
    """``6 and 8 July 2021``, for use after ``between``."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} and {day(end)}"
    return f"{day(start, year=start.year != end.year)} and {day(end)}"


def listing(items: Sequence[str], *, word: str = "and") -> str:
    """``A, B and C``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``one report``, ``12 reports``: small numbers in words."""
    word = _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"
    return f"{word} {noun if number == 1 else plural or noun + 's'}"


def figure(number: float | None) -> str:
    """A number as a reader expects it: thousands parted, no needless decimals; ``?`` for none."""
    if number is None:
        return "?"
    return f"{int(number):,}" if float(number).is_integer() else f"{number:,.1f}"


def counted(number: Quantity) -> str:
    """``more than 100 districts``, ``85 percent``: a number in its own words, with its unit."""
    named = number.unit in number.text or (number.unit == "percent" and "%" in number.text)
    return number.text if named else f"{number.text} {number.unit}"


def sentence(text: str) -> str:
    """``text`` with a capital first letter and a full stop."""
    text = " ".join(text.split())
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…" or text[-2:] in (".”", "!”", "?”") else text + "."


def capital(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def short(text: str, limit: int = 220) -> str:
    """``text`` on one line, cut at a word's end with an ellipsis if it is longer than ``limit``."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(",;:–-") + " …"


_LAST_STOP = re.compile(r"[.,; ]+(?=’?$)")


def quote(text: str, limit: int = 220) -> str:
    """``text`` in quotation marks, short, with its own marks at the ends made single or left out."""
    inner = short(text, limit).strip()
    inner = inner.rstrip(".,;")
    if inner.startswith("“") and inner.count("“") == 1 and inner.count("”") == inner.endswith("”"):
        inner = inner.removeprefix("“").removesuffix("”").rstrip(".,;")
    inner = inner.replace("“", "‘").replace("”", "’").replace('"', "")
    return f"“{_LAST_STOP.sub('', inner)}”"


_NUMBER = {
    *_SMALL, "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    "hundred", "hundreds", "thousand", "thousands", "dozen", "dozens", "scores",
}  # fmt: skip


def is_number(word: str) -> bool:
    """Whether a word is a number in figures or words."""
    parts = word.lower().replace("–", "-").split("-")
    return all(p in _NUMBER or p.replace(",", "").replace(".", "").isdigit() for p in parts)


_BODIES = {
    "government", "army", "ministry", "military", "police", "forces", "force", "authorities", "council",
    "union", "bloc", "alliance", "coalition", "navy", "presidency", "parliament", "court", "hospital",
    "junta", "group", "nations", "front", "movement", "party", "guard", "corps", "agency",
    "committee", "commission", "organisation", "organization", "administration", "department",
    "directorate", "brigade", "battalion", "regiment", "militia", "command", "network",
    "cross", "kremlin", "pentagon", "league", "congress",
}  # fmt: skip
_DETERMINED = {
    "the", "a", "an", "some", "several", "many", "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "dozens", "scores", "hundreds", "thousands", "both", "other", "most",
    "all", "every", "any", "more", "about", "around", "nearly", "almost", "over", "only", "at", "half",
    "much", "part", "parts", "his", "her", "its", "their", "our", "my", "this", "that", "these", "those",
    "least", "up",
}  # fmt: skip
_DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


def is_determined(words: str) -> bool:
    """Whether words begin with an article, a number or another word that leaves no room for "the"."""
    first = words.split()[0] if words.split() else ""
    return first.lower() in _DETERMINED or first[:1].isdigit() or first.endswith(("'s", "’s", "s'", "s’"))


def with_article(name: str) -> str:
    """``name`` with "the" where English wants it: "the army", "the Quilian government"; not "rebels"."""
    words = name.split()
    if not words or is_determined(name):
        return name
    common = words[0].islower() and not words[0].endswith("s") and not words[-1].endswith("s")
    return f"the {name}" if common or words[-1].lower() in _BODIES else name


_ONLY = {
    "head",
    "chief",
    "leader",
    "mayor",
    "governor",
    "commander",
    "director",
    "president",
    "owner",
    "rest",
}
_RELATION = re.compile(r"\s(?:at|in|of|from|with|for|who|near|on|to|inside|by)\s")


def indefinite(words: str) -> str:
    """``a local official and two residents``: an article where a singular common noun has none."""
    return " and ".join(_indefinite(part) for part in words.split(" and "))


def _indefinite(words: str) -> str:
    head = (_RELATION.split(words)[0].split() or [""])[-1].lower()
    common = words[:1].islower() or (" " in words and not words.istitle() and head in words.split())
    if not common or is_determined(words) or (head.endswith("s") and not head.endswith("ss")):
        return words
    if head in _ONLY and f"{head} of" in words:
        return f"the {words}"
    if head in _BODIES or head in _PLURAL:
        return with_article(words) if head in _BODIES else words
    return f"{'an' if words[0] in 'aeiouAEIO' else 'a'} {words}"


_PLURAL = {
    "people",
    "police",
    "media",
    "medics",
    "women",
    "men",
    "children",
    "staff",
    "personnel",
    "television",
    "radio",
}


def dated(text: str) -> str:
    """``text`` with days as a reader writes them: "8 July 2021" for "2021-07-08"."""
    return _DATE.sub(lambda m: day(date(*map(int, m.groups()))), text)
