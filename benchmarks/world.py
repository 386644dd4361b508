"""How much of synthetic wars of 1,000 reports is recovered, on seeds that no threshold was set on.

Run with ``python -m benchmarks.world`` from the root of the project; ``--whole`` reads the reports with the
whole program instead of taking their claims as written, which takes minutes. Its wars are fewer: each country
is fought over once, since a program that reads names cannot tell two wars over one town apart.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from dateline import assess, lineage, pipeline
from dateline.records import Extraction, Received, Record, Report
from world.generate import World, generate
from world.run import derive
from world.scoring import Score, by_span, score

SEEDS = (2001, 2002, 2003, 2004, 2005)
REPORTS = 1000
READ = 450  # reports, of wars in different countries


def main(arguments: list[str]) -> None:
    """Print the figures of each seed, and with ``--size N`` only the time that N reports take."""
    if arguments[:1] == ["--size"]:
        world = generate(1, int(arguments[1]))
        start = time.perf_counter()
        derive(world)
        print(f"{len(world.pages)} reports, {len(world.told)} claims: {time.perf_counter() - start:.1f} s")
        return
    whole = "--whole" in arguments
    for seed in SEEDS[:1] if whole else SEEDS:
        world = generate(seed, READ if whole else REPORTS)
        start = time.perf_counter()
        record = read(world) if whole else derive(world)
        took = time.perf_counter() - start
        told = by_span(world, record.claims) if whole else world.told
        families = [family.reports for family in lineage.families(record.reports, record.copies)]
        found = score(world, record, families, assess.control_as_of, told)
        print(f"seed {seed}: {len(world.pages)} reports in {took:.1f} s; {figures(found)}")
        if "--missed" in arguments:
            print("\n".join(f"  {kind}: {line}" for kind, lines in found.missed.items() for line in lines))


def read(world: World) -> Record:
    """The record that the whole program makes of the world's texts."""
    received = [
        Received(r.id, r.digest, r.received_text.encode(), "text", r.id, outlet=r.outlet,
                 published=str(r.published.date) if r.published else None)
        for r in (page.report for page in world.pages)
    ]  # fmt: skip
    reports = [found for item in received if isinstance(found := pipeline.read(item), Report)]
    extractions: list[Extraction] = list(pipeline.extract(pipeline.date(reports)))
    return pipeline.derive(extractions, profile="ged-range")


def figures(found: Score) -> str:
    """One line of figures."""
    types = ", ".join(f"{kind} {p:.2f}/{r:.2f}" for kind, (p, r) in found.types.items())
    return (
        f"origins {found.origins:.3f}, events {found.events:.3f}, families {found.families:.3f} "
        f"(false {found.false_merges:.4f}), types {found.macro:.3f} ({types}), "
        f"control {found.control:.3f}, tolls {found.tolls:.3f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
