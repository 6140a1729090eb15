"""One run of the whole way in a process of its own: files in, a run folder out; prints time and peak memory.

Started by throughput.py, with as many threads as the cores it may use.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from pathlib import Path

from worker import peak_mb, pin

from onrecord import batch


def main() -> None:
    """Run once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path, help="a JSONL file of documents")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--engine", choices=("local", "ray"), default="local")
    parser.add_argument("--model", default="en_onrecord")
    options = parser.parse_args()
    if options.engine == "local":
        pin(options.jobs)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        summary = batch.extract_run(
            [options.documents],
            folder,
            model=options.model,
            jobs=options.jobs,
            engine=options.engine,
        )
    counts = summary.manifest.counts
    found = {
        "seconds": time.perf_counter() - started,
        # Of this process and those it has ended; actors of a cluster are nobody's children here.
        "processor_seconds": sum(os.times()[:4]),
        "documents": counts.documents,
        "quarantined": counts.quarantined,
        "words": counts.words,
        "claims": sum(counts.claims.values()),
        "peak_mb": peak_mb(1),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
