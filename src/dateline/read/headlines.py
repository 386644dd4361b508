"""Headlines, standfirsts, cross-heads, and the places where a headline is repeated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.fold import fold
from dateline.read.lines import Line

_SMALL = {
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "its", "of", "on", "or",
    "over", "than", "that", "the", "to", "up", "via", "was", "with",
}  # fmt: skip
_BULLET = re.compile(r"(?:[•●▪◦‣∙*–—-]|\d{1,2}[.)])\s+")
_MOST = 200  # characters of a headline


def bullet(text: str) -> int:
    """Length of a list mark in front of ``text``; 0 where there is none."""
    found = _BULLET.match(text)
    return found.end() if found else 0


def is_title_case(text: str) -> bool:
    """Whether nearly all the longer words begin with a capital, or all letters are capitals."""
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", text) if w.lower() not in _SMALL]
    return len(words) >= 2 and sum(w[0].isupper() for w in words) >= 0.85 * len(words)


def looks_like_headline(line: Line) -> bool:
    """Whether a line is short, has words, and does not close like a sentence."""
    if len(line.text) > _MOST or len(line.words) > 26 or not re.search(r"[^\W\d_]{2}", line.text):
        return False
    if bullet(line.text) and len(line.words) >= 5:
        return False
    return not line.ends_sentence or bool(re.search(r"[?!]['\"”’]?$", line.text)) or _closes_quoted(line.text)


def _closes_quoted(text: str) -> bool:
    """A headline may end in an abbreviation of two letters or more points ("U.S.")."""
    return bool(re.search(r"\b(?:[A-Z]\.){2,}$", text)) and len(text) <= 120


def find_headlines(
    lines: Sequence[Line], free: Sequence[int], title: str | None
) -> tuple[list[int], dict[int, str]]:
    """Indices of headlines, the main one first, and reasons of lines set apart on their account.

    ``free`` are the indices of lines not yet explained. Above the first sentence the first line
    of four words and more is the headline (or the one that is the ``title``), shorter lines above
    it name sections; inside the text a short line that closes like no sentence is a cross-head.
    """
    body = next((i for i in free if not looks_like_headline(lines[i]) and not _is(lines[i], title)), None)
    top = [i for i in free if body is None or i < body]
    main = next((i for i in top if _is(lines[i], title)), None)
    if main is None:
        main = next((i for i in top if len(lines[i].words) >= 4), top[0] if top else None)
    if main is None:
        return _cross_heads(lines, free, [], title)
    aside = {i: "section name" for i in top if i < main and len(lines[i].words) <= 3}
    aside |= {i: "page label" for i in top if i > main and len(lines[i].words) <= 2 and body is not None}
    found = [main, *(i for i in top if i != main and i not in aside)]
    if body is not None and _is_standfirst(lines, free, body, main):
        found.append(body)
    return _cross_heads(lines, [i for i in free if i not in aside], found, title, aside)


def _is(line: Line, title: str | None) -> bool:
    return title is not None and fold(line.text) == fold(title) != ""


def _is_standfirst(lines: Sequence[Line], free: Sequence[int], body: int, main: int) -> bool:
    """Whether the line under the headline stands apart from the text, or sums it up in its words.

    It stands apart when it touches the headline and what comes below it is no text: a caption, a
    byline or a date.
    """
    below = next((i for i in free if i > body), None)
    if below is None or len(lines[body].text) > 260:
        return False
    if body == main + 1 and below > body + 1 and sum(i > body for i in free) >= 2:
        return True
    if len(lines[body].text) >= len(lines[below].text):
        return False
    opening = re.split(r"(?<=[.!?])\s", lines[body].text)[0]
    words = {w for w in fold(opening).split() if w not in _SMALL}
    shared = words & set(fold(lines[below].text).split())
    return len(words) >= 4 and len(shared) >= 0.75 * len(words)


def _cross_heads(
    lines: Sequence[Line],
    free: Sequence[int],
    found: list[int],
    title: str | None,
    aside: dict[int, str] | None = None,
) -> tuple[list[int], dict[int, str]]:
    apart = dict(aside or {})
    seen = {fold(lines[i].text) for i in found} | ({fold(title)} if title and found else set())
    sentences = [i for i in free if _is_text(lines[i]) and i not in found]
    first, last = (sentences[0], sentences[-1]) if sentences else (len(lines), -1)
    heads: list[int] = []
    for index in sorted(found):
        if fold(lines[index].text) in {fold(lines[i].text) for i in heads}:
            apart[index] = "repeated headline"
        else:
            heads.append(index)
    for index in (i for i in free if i not in found):
        words = fold(lines[index].text)
        if found and words in seen:
            apart[index] = "repeated headline"
        elif looks_like_headline(lines[index]):
            if first < index < last:
                heads.append(index)
            elif index > last >= 0:
                why = _leftover(lines[index])
                apart |= {index: why} if why else {}
    heads.sort(key=lambda i: (found.index(i) if i in found else len(found), i))
    return heads, apart


def _is_text(line: Line) -> bool:
    return len(line.words) >= 5 and not looks_like_headline(line)


def _leftover(line: Line) -> str | None:
    """Why a short line after the last sentence is no text; None where it may be a cut-off one."""
    if len(line.words) <= 4:
        return "page label"
    return "link to another story" if is_title_case(line.text) and len(line.words) >= 5 else None
