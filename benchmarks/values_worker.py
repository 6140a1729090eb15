"""One measurement in a process of its own: build a system, warm it up, read all articles once, print JSON.

Started by values.py. The parts (``sums``, ``times``) of a system are read one after the other. Time is that of the
processor spent by this process, so that whatever else the machine does costs nobody more than warm caches.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
import warnings
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from peers import PEERS, Reader
from worker import WARM_UP, pin

PUBLISHED = datetime(2024, 5, 15)
BATCH = 32


def onrecord(texts: Sequence[str], model: str) -> tuple[dict[str, Reader], Sequence[Any], dict[str, float]]:
    """Our two stages, on documents that the components before them have read; how long those took is told apart."""
    from spacy.tokens import Doc

    from onrecord.assemble import load
    from onrecord.extraction import prepare
    from onrecord.schema import Date, Money, make_document
    from onrecord.stages import store

    nlp = load(model)
    sums, times = (nlp.get_pipe(f"onrecord_{stage}") for stage in ("money", "dates"))
    nlp.select_pipes(enable=nlp.pipe_names[: nlp.pipe_names.index("onrecord_money")])

    def prepared(chosen: Sequence[str]) -> list[Doc]:
        documents = [make_document(text, published=PUBLISHED.date().isoformat()) for text in chosen]
        return list(nlp.pipe([prepare(nlp, document) for document in documents], batch_size=BATCH))

    prepared(texts[:WARM_UP])
    started = time.process_time()
    docs = prepared(texts)
    spent = {"before": time.process_time() - started}
    readers: dict[str, Reader] = {
        "sums": lambda doc: len(store.get(sums(doc), Money)),
        "times": lambda doc: len(store.get(times(doc), Date)),
    }
    return readers, docs, spent


def read(reader: Reader, given: Sequence[Any]) -> dict[str, Any]:
    """Read all articles once; an article a system fails on counts as read, and as failed."""
    found, failed = 0, 0
    started = time.process_time()
    for article in given:
        try:
            found += reader(article)
        except Exception:  # noqa: BLE001 (whatever it raises, the others are still to be read)
            failed += 1
    return {"seconds": time.process_time() - started, "found": found, "failed": failed}


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("system", choices=["onrecord", *PEERS])
    parser.add_argument("texts", type=Path, help="a JSON list of texts")
    parser.add_argument("--model", default="en_onrecord")
    options = parser.parse_args()
    pin(1)
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    texts = json.loads(options.texts.read_text(encoding="utf-8"))
    result: dict[str, Any] = {}
    if options.system == "onrecord":
        readers, given, result = onrecord(texts, options.model)
    else:
        peer = PEERS[options.system]
        readers, given = peer.build(PUBLISHED), peer.given(texts)
        result["packages"] = {name: version(name) for name in peer.packages}
    for part, reader in readers.items():
        read(reader, given[:WARM_UP])
        result[part] = read(reader, given)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
