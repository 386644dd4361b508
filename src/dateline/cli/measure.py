"""The command that compares claims with gold: evaluate."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.shared import output_format, write

if TYPE_CHECKING:
    from dateline.evaluate import Groups
    from dateline.wire import Json


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("predicted", type=click.Path(exists=True, path_type=Path))
@click.option("--misses", type=click.IntRange(0), default=0, metavar="N", help="Print up to N errors.")
@output_format("table", "json")
def evaluate(gold: Path, predicted: Path, misses: int, form: str) -> None:
    """How right claims are against a gold file, by kind and by field.

    GOLD holds annotated claims. PREDICTED is what `dateline extract` wrote for the same reports, or a
    case that holds them; of a case the families of copies are measured too, and the events and origins
    where GOLD tells them.

    \b
    Examples:
      dateline extract reports.jsonl -o claims.jsonl
      dateline evaluate gold.json claims.jsonl --misses 20
      dateline evaluate gold.json border-war --format json
    """
    from dateline import evaluate as measures
    from dateline import wire

    wanted = measures.read_gold(gold)
    documents: Mapping[str, Mapping[str, Any]]
    groups: Groups | None
    if predicted.is_dir():
        documents, groups = _of_case(predicted)
    else:
        documents, groups = measures.read_predicted(predicted), None
    score = measures.score_claims(wanted.claims, {doc: found["claims"] for doc, found in documents.items()})
    across = None if groups is None else measures.score_groups(score, wanted.families, groups)
    texts = {doc: str(found.get("received_text") or "") for doc, found in documents.items()}
    wrong = list(measures.miss_lines(score, texts))[:misses]
    if form == "json":
        told = measures.as_json(score, across) | ({"misses": wrong} if misses else {})
        write(wire.dumps(told, indent=2), data=True)
    else:
        write("\n".join([*wrong, measures.as_table(score, across)]))


def _of_case(path: Path) -> tuple[dict[str, Json], Groups]:
    """The claims of each report of a case, and what the case put together."""
    from dateline import pipeline, wire
    from dateline.evaluate import Groups
    from dateline.records import Extraction
    from dateline.store import Case

    record = Case.open(path).record()
    claims = {r.id: [c for c in record.claims if c.report == r.id] for r in record.reports}
    lines = {r.id: wire.extraction(Extraction(r, tuple(claims[r.id]))) for r in record.reports}
    groups = Groups(
        families={report: family.id for family in pipeline.families(record) for report in family.reports},
        events={claim: event.id for event in record.events for claim in event.claim_ids},
        origins={claim: origin.id for origin in record.origins for claim in origin.claim_ids},
    )
    return lines, groups
