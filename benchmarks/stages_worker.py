"""One measurement in a process of its own: all articles from text to written claims, component by component.

Started by stages.py. The articles go through the pipeline in batches, as in a run; the time of each step is that of
the processor spent by this process.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from spacy.language import Language
from worker import BATCH, WARM_UP, pin

from onrecord import jsonl
from onrecord.assemble import load_to_stay
from onrecord.extraction import claims_in, prepare
from onrecord.schema import Document, make_document

PUBLISHED = "2024-05-15"


class Clock:
    """Adds up the seconds of each step."""

    def __init__(self) -> None:
        """Start from nothing."""
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count what is done inside as part of a step."""
        started = time.process_time()
        yield
        self.seconds[name] += time.process_time() - started


def extract(nlp: Language, documents: Sequence[Document], folder: Path) -> tuple[dict[str, float], int]:
    """Extract and write the claims of documents; return the seconds of each step and the number of claims."""
    clock = Clock()
    number = 0
    parts: list[tuple[str, Any]] = [(name.removeprefix("onrecord_"), part) for name, part in nlp.pipeline]
    # What has no batches of its own takes one document through all stages before the next, as in a run.
    batched = [(name, part) for name, part in parts if hasattr(part, "pipe")]
    single = [(name, part) for name, part in parts if not hasattr(part, "pipe")]
    with jsonl.writer(folder / "documents.jsonl") as texts, jsonl.writer(folder / "claims.jsonl") as records:
        for start in range(0, len(documents), BATCH):
            batch = documents[start : start + BATCH]
            with clock.step("tokenizer"):
                docs = [prepare(nlp, document) for document in batch]
            for name, component in batched:
                with clock.step(name):
                    docs = list(component.pipe(docs, batch_size=BATCH))
            for doc in docs:
                for name, component in single:
                    with clock.step(name):
                        component(doc)
            with clock.step("collecting"):
                claims = [claims_in(document, doc) for document, doc in zip(batch, docs, strict=True)]
            with clock.step("writing"):
                for document, found in zip(batch, claims, strict=True):
                    texts.write(document)
                    records.write_all(found)
            number += sum(map(len, claims))
    return dict(clock.seconds), number


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="a JSON list of texts")
    parser.add_argument("--model", default="en_onrecord")
    options = parser.parse_args()
    pin(1)
    texts = json.loads(options.texts.read_text(encoding="utf-8"))
    documents = [make_document(text, published=PUBLISHED) for text in texts]
    nlp = load_to_stay(options.model)
    with tempfile.TemporaryDirectory() as folder:
        extract(nlp, documents[:WARM_UP], Path(folder))
        seconds, claims = extract(nlp, documents, Path(folder))
    print(json.dumps({"seconds": seconds, "claims": claims}))


if __name__ == "__main__":
    main()
