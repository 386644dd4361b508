"""W3C Web Annotations: every claim as an annotation on its words, with PROV for wire copy.

Vocabulary: Web Annotation Data Model (W3C Recommendation, 2017) and PROV-O. The target of an annotation
is the report at its address, or a URN of its hash where it has none; the hash of the text stands in the
target's state, so that a page that has changed since is noticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from dateline import wire
from dateline.export import flat
from dateline.export.shape import Dossier
from dateline.records import Claim, CopyLink, Report

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "dateline": "urn:dateline:",
        "digest": "dateline:digest",
        "claim": {"@id": "dateline:claim", "@type": "@json"},
    },
]
_AROUND = 32  # characters of the text on each side of a quote, to find it again


def write(dossier: Dossier, path: Path) -> tuple[()]:
    """Write one JSON-LD annotation collection."""
    items = [_annotation(dossier, claim) for claim in dossier.record.claims]
    collection = {
        "@context": CONTEXT,
        "id": f"urn:dateline:record:{dossier.digest}",
        "type": "AnnotationCollection",
        "label": dossier.title,
        "total": len(items),
        "dateline": flat.about(dossier),
        "first": {
            "id": f"urn:dateline:record:{dossier.digest}:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
        "prov:hadMember": [_source(report) for report in dossier.record.reports]
        + [_copied(dossier, link) for link in dossier.record.copies],
    }
    path.write_text(wire.dumps(collection, indent=1) + "\n", encoding="utf-8")
    return ()


def iri(report: Report) -> str:
    """The address of a report, or a URN of its hash."""
    return report.url or f"urn:sha256:{report.digest}"


def text_digest(report: Report) -> str:
    """SHA-256 of the text to which positions refer, as UTF-8."""
    return "sha256:" + hashlib.sha256(report.received_text.encode()).hexdigest()


def _annotation(dossier: Dossier, claim: Claim) -> wire.Json:
    report = dossier.reports[claim.report]
    events = [e.id for e in dossier.record.events if claim.id in e.claim_ids]
    return {
        "id": f"urn:dateline:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"id": "urn:dateline:program", "type": "Software", "name": dossier.program},
        "created": f"{dossier.day.isoformat()}T00:00:00Z",
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": _label(claim), "format": "text/plain"},
            *(
                {"type": "SpecificResource", "purpose": "linking", "source": f"urn:dateline:event:{e}"}
                for e in events
            ),
            *_denial(claim),
        ],
        "target": _target(report, claim),
        "claim": wire.claim(claim),
    }


def _label(claim: Claim) -> str:
    return ("denied " if claim.stance == "denies" else "") + "/".join(
        filter(None, (claim.kind, claim.change))
    )


def _denial(claim: Claim) -> list[wire.Json]:
    if claim.denies is None:
        return []
    denied = f"urn:dateline:claim:{claim.denies}"
    return [{"type": "SpecificResource", "purpose": "replying", "source": denied}]


def _target(report: Report, claim: Claim) -> wire.Json:
    text = report.received_text
    quote: wire.Json = {"type": "TextQuoteSelector", "exact": claim.quote}
    if text:
        quote["prefix"] = text[max(0, claim.start - _AROUND) : claim.start]
        quote["suffix"] = text[claim.end : claim.end + _AROUND]
    return {
        "source": iri(report),
        "state": {"type": "State", "digest": text_digest(report) if text else f"sha256:{report.digest}"},
        "selector": [quote, {"type": "TextPositionSelector", "start": claim.start, "end": claim.end}],
    }


def _source(report: Report) -> wire.Json:
    """A report as an entity of PROV, by whom and when."""
    found: wire.Json = {"id": iri(report), "type": "prov:Entity", "digest": f"sha256:{report.digest}"}
    found["dateline:report"] = report.id
    if report.outlet:
        found["prov:wasAttributedTo"] = {"type": "prov:Agent", "name": report.outlet}
    if report.published:
        found["prov:generatedAtTime"] = report.published.date.isoformat()
    sources: Iterator[wire.Json] = ({"type": "prov:Agent", "name": name} for name in report.credits)
    if report.credits:
        found["prov:hadPrimarySource"] = list(sources)
    return found


def _copied(dossier: Dossier, link: CopyLink) -> wire.Json:
    """A passage that a report took from another: quoted where verbatim, revised where edited."""
    report, other = dossier.reports[link.report], dossier.reports[link.other]
    relation = "prov:wasQuotedFrom" if link.how == "verbatim" else "prov:wasRevisionOf"
    return {
        "id": f"{iri(report)}#char={link.start},{link.end}",
        "type": "prov:Entity",
        relation: {"id": f"{iri(other)}#char={link.other_start},{link.other_end}"},
        "dateline:similarity": link.similarity,
    }
