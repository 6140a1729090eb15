"""One measurement in a process of its own: load a system, warm it up, read all articles once, print JSON.

Started by backbone.py, which sets the thread variables; the cores are fixed here, before any heavy import.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Article = dict[str, Any]
WARM_UP = 8
BATCH = 32


def backbone(cores: int, model: str) -> Callable[[list[Article]], None]:
    """The shipped encoder alone, as any stage behind it would see it."""
    import spacy

    import onrecord.encoder  # noqa: F401  registers the factory where onrecord is not installed

    nlp = spacy.load(model, enable=["onrecord_encoder"])

    def read(articles: list[Article]) -> None:
        for _ in nlp.pipe((a["text"] for a in articles), batch_size=BATCH):
            pass

    return read


def cnn(cores: int, model: str) -> Callable[[list[Article]], None]:
    """The CNN yardstick, one process per core: it runs on one thread."""
    import yardstick_cnn

    nlp = yardstick_cnn.build()

    def read(articles: list[Article]) -> None:
        for _ in nlp.pipe((a["text"] for a in articles), batch_size=BATCH, n_process=cores):
            pass

    return read


def roberta(cores: int, model: str) -> Callable[[list[Article]], None]:
    """The RoBERTa-sized yardstick, on as many threads as cores."""
    import yardstick_roberta

    encode = yardstick_roberta.build(cores)
    return lambda articles: encode([a["pieces"] for a in articles])


SYSTEMS = {"backbone": backbone, "cnn": cnn, "roberta": roberta}


def pin(cores: int) -> None:
    """Keep this process and its children to the first cores it may use (Linux; elsewhere threads decide)."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def peak_mb(processes: int) -> float:
    """Return the peak resident memory of this process and, as an upper bound, of its worker processes."""
    unit = 1 if sys.platform == "darwin" else 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # The largest child times their number: pages they share with the parent count again in each.
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (processes if processes > 1 else 0)
    return (own + children) * unit / 1e6


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("system", choices=sorted(SYSTEMS))
    parser.add_argument("articles", type=Path, help="a JSON list of articles: text and number of word pieces")
    parser.add_argument("--cores", type=int, default=1)
    parser.add_argument("--model", default="en_onrecord")
    options = parser.parse_args()
    pin(options.cores)
    articles = json.loads(options.articles.read_text(encoding="utf-8"))
    read = SYSTEMS[options.system](options.cores, options.model)
    read(articles[:WARM_UP])
    started = time.perf_counter()
    read(articles)
    seconds = time.perf_counter() - started
    processes = options.cores if options.system == "cnn" else 1
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb(processes)}))


if __name__ == "__main__":
    main()
