"""The case that the desk is measured on holds real records, again and again, each with ids of its own."""

from __future__ import annotations

from pathlib import Path

from benchmarks import bigcase


def test_a_case_grows_by_the_same_wars_later(tmp_path: Path) -> None:
    case = bigcase.make(tmp_path / "case", 40, wars=1, workers=1)
    record = case.record()
    assert len(record.reports) >= 40
    assert len({r.id for r in record.reports}) == len(record.reports)
    assert len(record.claims) >= 7 * len(record.reports)
    known = {c.id for c in record.claims}
    assert all(set(e.claim_ids) <= known for e in record.events)
    texts = {r.id: r.received_text for r in record.reports}
    assert all(texts[c.report][c.start : c.end] == c.quote for c in record.claims)
    assert len({r.published.date.month for r in record.reports if r.published}) >= 4
