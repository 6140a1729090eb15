"""What people put together for the same questions today, in a process of its own; prints the seconds of each part.

Started by throughput.py with the Python of an environment that has textacy, Recognizers-Text and dateparser. The
pipeline is the CNN of yardstick_cnn.py; what its random weights say decides nothing that costs time.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import yardstick_cnn
from dateparser.search import search_dates
from recognizers_number_with_unit import NumberWithUnitRecognizer
from textacy.extract import direct_quotations
from worker import WARM_UP, pin


def main() -> None:
    """Read all documents once, after a warm-up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path, help="a JSONL file of documents")
    path = parser.parse_args().documents
    pin(1)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    published = datetime.fromisoformat(rows[0]["published"])
    nlp = yardstick_cnn.build()
    sums = NumberWithUnitRecognizer("en-us").get_currency_model()
    seconds: dict[str, float] = defaultdict(float)

    def read(texts: list[str]) -> None:
        started = time.process_time()
        for doc in nlp.pipe(texts):
            ended = time.process_time()
            seconds["CNN pipeline"] += ended - started
            # It gives up on texts with an odd number of marks; what it took until then counts.
            with suppress(ValueError):
                list(direct_quotations(doc))
            seconds["textacy"] += (quoted := time.process_time()) - ended
            sums.parse(doc.text)
            seconds["recognizers-text"] += (summed := time.process_time()) - quoted
            search_dates(doc.text, languages=["en"], settings={"RELATIVE_BASE": published})
            started = time.process_time()
            seconds["dateparser"] += started - summed

    read(texts[:WARM_UP])
    seconds.clear()
    read(texts)
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main()
