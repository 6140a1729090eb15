"""How often the speakers of quotes are right, by what told them and by confidence, on annotated documents.

Run as ``python benchmarks/speakers.py FOLDER...``; each folder holds ``documents.jsonl`` and ``claims.jsonl``. Counted
are the quotes that overlap an annotated one (Jaccard 0.5 over characters) and whose source is found as annotated, so
that the figures say how far the decision about the speaker can be trusted, whatever went wrong before it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import onrecord
from onrecord import records
from onrecord.benchmark import overlaps
from onrecord.evaluate.names import same_name
from onrecord.extraction import prepare
from onrecord.schema import Quote
from onrecord.stages.speakers import SpeakerResolver

BINS = (0.0, 0.7, 0.8, 0.9, 0.95, 1.01)


def main(folders: list[str]) -> int:
    """Print the tables for all folders together."""
    if not folders:
        print(__doc__, file=sys.stderr)
        return 2
    judged: list[tuple[str, float, bool]] = []
    nlp = onrecord.load()
    for folder in map(Path, folders):
        wanted = defaultdict(list)
        annotated = records.read(folder)
        for claim in annotated.claims:
            if isinstance(claim, Quote):
                wanted[claim.doc_id].append(claim)
        for document in annotated.documents:
            doc = nlp(prepare(nlp, document))
            found = {quote.id: (quote, settled) for quote, settled in SpeakerResolver().decisions(doc)}
            quotes = [quote for quote, _ in found.values()]
            for gold, quote in overlaps.pairs(wanted[document.doc_id], quotes, 0.5):
                settled = found[quote.id][1]
                if settled.speaker is None or not _same_source(gold, quote):
                    continue
                right = gold.speaker is not None and same_name(gold.speaker, settled.speaker)
                judged.append((settled.evidence, settled.confidence, right))
    _print("evidence", {name: [j for j in judged if j[0] == name] for name in sorted({j[0] for j in judged})})
    bins = zip(BINS, BINS[1:], strict=False)
    _print("confidence", {f"{a:.2f}-{min(b, 1):.2f}": [j for j in judged if a <= j[1] < b] for a, b in bins})
    return 0


def _same_source(gold: Quote, quote: Quote) -> bool:
    if gold.source is None or quote.source is None:
        return gold.source is quote.source
    return gold.source.start < quote.source.end and quote.source.start < gold.source.end


def _print(title: str, groups: dict[str, list[tuple[str, float, bool]]]) -> None:
    print(f"{title:<12} {'quotes':>7} {'confidence':>11} {'right':>7}")
    for name, rows in groups.items():
        if rows:
            mean = sum(row[1] for row in rows) / len(rows)
            print(f"{name:<12} {len(rows):>7} {mean:>11.3f} {sum(row[2] for row in rows) / len(rows):>7.3f}")
    print()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
