"""How fast the page of `onrecord view` opens and filters in chromium: ``python benchmarks/view.py [-o RESULTS.json]``.

The run is made of a given one: its articles again and again, their names and those of their people changed, so that
every article is a text of its own and the names to filter by are as many as in a run of that size. Opening is measured
from the start of the navigation until the first article, the list and the panel are painted; a filter from its event
until the frame that shows what it leaves is painted. What counts is the best
of the rounds, for whatever else the machine does can only add to it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from onrecord import records, view
from onrecord.records import Records
from onrecord.schema import Claim, Commitment, Document, Entity, Quote, make_document

ROOT = Path(__file__).resolve().parent.parent
# Filters by what they set; each is timed from a page without any.
FILTERS = {
    "kind": "document.querySelector('#kind-entity').click()",
    "speaker or committer": "set('#who', 'mar')",
    "act": "set('#act', 'promise')",
    "currency": "set('#currency', 'EUR')",
    "days": "set('#from', '2026-06')",
    "search": "set('#search', 'minister')",
}
SET = """
const set = (name, value) => {
  const control = document.querySelector(name);
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
};
"""
# The frame is painted when a task runs that was set off in it.
FRAME = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));"
TIMED = "async () => {{ {set} const from = performance.now(); {change}; {frame} return performance.now() - from; }}"
CLEARED = "async () => {{ {set} document.querySelector('#filters').reset(); set('#search', ''); {frame} }}"
# Chromium notes when the largest text was painted first; the page notes when it was ready.
OPENED = """() => Math.max(
  performance.getEntriesByName("onrecord-ready")[0].startTime,
  performance.getEntriesByName("first-contentful-paint")[0].startTime,
)"""


def enlarged(run: Records, number: int) -> Records:
    """Return ``number`` articles made of those of a run, each with claims of its own."""
    own: dict[str, list[Claim]] = {document.doc_id: [] for document in run.documents}
    for claim in run.claims:
        own[claim.doc_id].append(claim)
    made = Records([], [])
    for at in range(number):
        source = run.documents[at % len(run.documents)]
        copy = at // len(run.documents)
        document = _document(source, copy)
        made.documents.append(document)
        made.claims.extend(_claim(claim, document.doc_id, copy) for claim in own[source.doc_id])
    return made


def _document(source: Document, copy: int) -> Document:
    # The number stands at the end, where it moves no offset.
    made = make_document(f"{source.text}\n\nItem {copy}.", doc_id=f"{source.doc_id}-{copy}")
    known = {name: getattr(source, name) for name in ("published", "title", "url", "publisher", "language")}
    return msgspec.structs.replace(made, **known)


def _claim(claim: Claim, doc_id: str, copy: int) -> Claim:
    links = [msgspec.structs.replace(link, target=f"{link.target}-{copy}") for link in claim.links]
    made = msgspec.structs.replace(claim, id=f"{claim.id}-{copy}", doc_id=doc_id, links=links)
    if isinstance(made, Quote) and made.speaker is not None:
        return msgspec.structs.replace(made, speaker=f"{made.speaker} {copy}")
    if isinstance(made, Commitment):
        return msgspec.structs.replace(made, committers=[f"{name} {copy}" for name in made.committers])
    if isinstance(made, Entity):
        return msgspec.structs.replace(made, name=f"{made.name} {copy}")
    return made


def measure(path: Path, rounds: int, chromium: str) -> dict[str, Any]:
    """Open the page and set its filters some times, and return the best times in milliseconds."""
    from playwright.sync_api import sync_playwright

    opened: list[float] = []
    filtered: dict[str, list[float]] = {name: [] for name in FILTERS}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        version = browser.version
        for _ in range(rounds):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(180_000)
            page.goto(path.as_uri(), wait_until="load")
            page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
            opened.append(page.evaluate(OPENED))
            for name, change in FILTERS.items():
                filtered[name].append(page.evaluate(TIMED.format(set=SET, change=change, frame=FRAME)))
                page.evaluate(CLEARED.format(set=SET, frame=FRAME))
            page.close()
        browser.close()
    return {
        "chromium": version,
        "opened_ms": round(min(opened)),
        "filtered_ms": {name: round(min(times), 1) for name, times in filtered.items()},
    }


def main() -> int:
    """Measure, and print or write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--run", default=ROOT / "outputs" / "sample", type=Path, help="what the articles are made of")
    parser.add_argument("--articles", default=500, type=int)
    parser.add_argument("--rounds", default=5, type=int)
    parser.add_argument("-o", "--output", type=Path, help="JSON file; standard output without it")
    options = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no chromium on this machine: install it, or name it with CHROMIUM=", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.html")
        made = view.write(enlarged(records.read(options.run), options.articles), path)
        report = {
            "machine": {"cpu": _cpu(), "cores": os.cpu_count(), "system": platform.system()},
            "articles": len(made.documents),
            "claims": len(made.claims),
            "page_mb": round(path.stat().st_size / 1e6, 1),
            "rounds": options.rounds,
            **measure(path, options.rounds, chromium),
        }
    shown = json.dumps(report, indent=2) + "\n"
    if options.output:
        options.output.write_text(shown, encoding="utf-8", newline="\n")
    else:
        print(shown, end="")
    return 0


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


if __name__ == "__main__":
    sys.exit(main())
