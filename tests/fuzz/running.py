"""Inputs through reading and extraction as a run does both, and what must hold afterwards."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language

from onrecord import jsonl
from onrecord.batch.grouping import parted
from onrecord.batch.outcomes import Work
from onrecord.batch.parts import Part, results
from onrecord.extraction import Extraction
from onrecord.ingest import Item, Located, Reader, Source
from onrecord.ingest.readers import format_of
from onrecord.record_checks import claim_faults, document_faults, link_faults
from onrecord.schema import Claim, Options, Quarantined, Reading
from tests.fuzz.inputs import make

# Seconds of the processor that one small document may take.
_LIMIT = 20.0
_REPORT = "report it"


class Fuzz:
    """Count what becomes of inputs, and keep what must not happen.

    Attributes:
        counts: Inputs, documents, claims by kind, and what was set aside.
        failures: Seeds of inputs with what was wrong.
        slowest: Seconds of the processor that the slowest part took.
    """

    def __init__(self, nlp: Language, folder: Path) -> None:
        """Extract with a pipeline; inputs lie in the folder while they are read."""
        self._nlp, self._folder = nlp, folder
        self.counts: Counter[str] = Counter()
        self.failures: list[tuple[str, str]] = []
        self.slowest = 0.0

    def run(self, seeds: Iterable[str]) -> None:
        """Put the inputs of seeds through."""
        for part in parted(self._items(seeds)):
            begun = time.process_time()
            for item, result in zip(part.items, self._results(part), strict=True):
                self._check(item, result)
            self.slowest = max(self.slowest, time.process_time() - begun)

    def _items(self, seeds: Iterable[str]) -> Iterator[Item]:
        for seed in seeds:
            made = make(seed)
            # What is read says where it comes from, so the name has the seed.
            path = self._folder / f"{seed}.{made.ending}"
            path.write_bytes(made.data)
            reader = Reader(Options(reading=Reading(language="any")))
            self.counts["inputs"] += 1
            try:
                yield from reader.read([Source(str(path), format_of(str(path)) or "text")])
            except Exception as error:  # noqa: BLE001 (that there is none is what is being tested)
                self.failures.append((seed, f"reading: {type(error).__name__}: {error}"))
            path.unlink()

    def _results(self, part: Part) -> list[Extraction | Quarantined]:
        return results(self._nlp, part, Work(seconds=_LIMIT))

    def _check(self, item: Item, result: Extraction | Quarantined) -> None:
        seed = Path(item.source).name.split(".")[0]
        if isinstance(result, Quarantined):
            self.counts["set aside"] += 1
            if result.stage == "extract" or _REPORT in result.hint or not result.hint:
                self.failures.append((seed, f"{result.stage}: {result.error}"))
            return
        assert isinstance(item, Located)
        self.counts["documents"] += 1
        text, kinds = result.document.text, {claim.id: str(claim.kind) for claim in result.claims}
        faults = list(document_faults(result.document))
        if len(kinds) < len(result.claims):
            faults.append("two claims of one id")
        for claim in result.claims:
            self.counts[claim.kind] += 1
            if text[claim.start : claim.end] != claim.text:
                faults.append(f"{claim.kind} {claim.start}:{claim.end} is not its text")
            faults += [*claim_faults(claim, text), *link_faults(claim, kinds, set())]
            if jsonl.loads(jsonl.dumps(claim), Claim) != claim:
                faults.append(f"{claim.kind} {claim.id} does not read back")
        self.failures += [(seed, fault) for fault in faults]
