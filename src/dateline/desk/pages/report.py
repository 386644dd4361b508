"""The reader: a report with its claims, cues, sources and furniture marked, or by whose words it carries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.desk.index.reading import marks
from dateline.desk.page import Ask, Json, Page
from dateline.desk.rows import CLAIM_HEAD, claim_table, claims
from dateline.publish import english
from dateline.publish.reports import plain_reason
from dateline.records import Claim, CopyLink, Report

_COLOURS = 6  # kinds of marks for carried sentences


@dataclass(slots=True)
class Stretch:
    """Characters that are marked alike."""

    start: int
    end: int
    text: str
    marks: set[str] = field(default_factory=set)  # "claim", "denied", "cue", "source", "furniture", ...
    claims: list[str] = field(default_factory=list)
    other: str = ""  # the report that it was carried from
    number: int = 0


def report(ask: Ask, ref: str) -> Page:
    """One report as it was received, marked; ``view=carried`` shows whose words it carries.

    Raises:
        NotThereError: no report has the id.
    """
    found: Report = ask.one(Report, ref, "report")
    read = ask.index.where(Claim, "report = ? ORDER BY start, id", ref)
    view = ask.view(claims=[c.id for c in read])
    rows = claims(ask, view, [c.id for c in read])
    carried = ask.state.view == "carried"
    copies = _copies(ask, found)
    data: Json = {
        "id": found.id,
        "title": found.title or found.id,
        "outlet": found.outlet,
        "byline": found.byline,
        "url": found.url if found.url and found.url.startswith(("https://", "http://")) else None,
        "digest": found.digest,
        "published": found.published.date if found.published else None,
        "basis": found.published.basis if found.published else None,
        "dateline": found.dateline.place if found.dateline else None,
        "credits": list(found.credits),
        "language": found.language,
        "claim_rows": rows,
        "paragraphs": _paragraphs(_carried(found, copies) if carried else _marked(found, read)),
        "originals": _originals(ask, found, copies),
        "rejections": _rejections(ask, found),
    }
    return Page("report.html", found.title or found.id, data, CLAIM_HEAD, claim_table(rows))


def _copies(ask: Ask, found: Report) -> list[CopyLink]:
    """Links of a report with others, this report always first; the earliest other first."""
    sql = "SELECT record FROM copies WHERE report = ?1 OR other = ?1"
    links = [ask.index.decode(CopyLink, row[0]) for row in ask.index.rows(sql, found.id)]
    turned = [link if link.report == found.id else _turned(link) for link in links]
    others = sorted({c.other for c in turned})
    listed = f"SELECT id, published FROM reports WHERE id IN ({marks(others)})"  # noqa: S608 marks alone
    days = {row[0]: row[1] or "9999" for row in ask.index.rows(listed, *others)}
    return sorted(turned, key=lambda c: (days.get(c.other, "9999"), c.other, c.start))


def _turned(c: CopyLink) -> CopyLink:
    return CopyLink(c.other, c.other_start, c.other_end, c.report, c.start, c.end, c.similarity, c.how)


def _stretches(text: str, spans: Iterable[tuple[int, int]]) -> list[Stretch]:
    """The text cut wherever a span begins or ends."""
    cuts = sorted({0, len(text), *(max(0, min(len(text), at)) for span in spans for at in span)})
    return [Stretch(a, b, text[a:b]) for a, b in pairwise(cuts)]


def _marked(found: Report, read: Sequence[Claim]) -> list[Stretch]:
    spans: list[tuple[int, int, str, str]] = [(f.start, f.end, "furniture", "") for f in found.furniture]
    spans += [(p.start, p.end, p.part, "") for p in found.passages if p.part != "body"]
    if found.dateline:
        spans.append((found.dateline.start, found.dateline.end, "dateline", ""))
    for c in read:
        spans.append((c.start, c.end, "denied" if c.stance == "denies" else "claim", c.id))
        if c.cue:
            spans.append((c.cue.start, c.cue.end, "cue", ""))
        at = _near(found.received_text, c.source.text, c) if c.source else -1
        if c.source and at >= 0:
            spans.append((at, at + len(c.source.text), "source", ""))
    stretches = _stretches(found.received_text, [(a, b) for a, b, _, _ in spans])
    for a, b, mark, claim_id in spans:
        for s in stretches:
            if a <= s.start and s.end <= b:
                s.marks.add(mark)
                if claim_id and claim_id not in s.claims:
                    s.claims.append(claim_id)
    return stretches


def _near(text: str, words: str, found: Claim) -> int:
    """Where the words for a source stand, nearest to the claim; -1 where they do not."""
    around = max(0, (found.cue.start if found.cue else found.start) - 250)
    return text.find(words, around, found.end + 250) if words else -1


def _carried(found: Report, copies: Sequence[CopyLink]) -> list[Stretch]:
    """The text by where each part was carried from: the earliest other report that has it."""
    stretches = _stretches(found.received_text, [(c.start, c.end) for c in copies])
    numbers: dict[str, int] = {}
    for s in stretches:
        link = next((c for c in copies if c.start <= s.start and s.end <= c.end), None)
        if link:
            s.other = link.other
            s.number = numbers.setdefault(link.other, len(numbers) % _COLOURS + 1)
            s.marks.add(link.how)
    return stretches


def _paragraphs(stretches: Sequence[Stretch]) -> list[list[Json]]:
    """Stretches line by line, empty lines left out."""
    lines: list[list[Json]] = [[]]
    for s in stretches:
        for number, piece in enumerate(s.text.split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(
                    {
                        "text": piece,
                        "marks": sorted(s.marks),
                        "claims": s.claims,
                        "other": s.other,
                        "number": s.number,
                    }
                )
    return [line for line in lines if any(piece["text"].strip() for piece in line)]


def _originals(ask: Ask, found: Report, copies: Sequence[CopyLink]) -> list[Json]:
    """Reports that share words with this one, with the words as they stand there."""
    others = {r.id: r for r in ask.index.get(Report, (c.other for c in copies))}
    numbers: dict[str, int] = {}
    listed: dict[str, Json] = {}
    for c in copies:
        other = others.get(c.other)
        if other is None:
            continue
        number = numbers.setdefault(c.other, len(numbers) % _COLOURS + 1)
        entry = listed.setdefault(
            c.other,
            {
                "report": c.other,
                "outlet": other.outlet,
                "title": other.title,
                "published": other.published.date if other.published else None,
                "when": _relation(found, other),
                "number": number,
                "passages": [],
            },
        )
        entry["passages"].append({
            "text": other.received_text[c.other_start : c.other_end], "how": c.how,
            "similarity": round(c.similarity, 2), "start": c.start,
        })  # fmt: skip
    return list(listed.values())


def _relation(found: Report, other: Report) -> str:
    if not (found.published and other.published) or found.published.date == other.published.date:
        return "the same day"
    days = (other.published.date - found.published.date).days
    return f"{english.count(abs(days), 'day')} {'earlier' if days < 0 else 'later'}"


def _rejections(ask: Ask, found: Report) -> list[Json]:
    sql = "SELECT stage, reason, start, stop FROM rejections WHERE report = ? ORDER BY start LIMIT 50"
    return [
        {"stage": r["stage"], "reason": english.sentence(plain_reason(r["reason"])),
         "words": english.short(found.received_text[r["start"] : r["stop"]], 160)}
        for r in ask.index.rows(sql, found.id)
    ]  # fmt: skip
