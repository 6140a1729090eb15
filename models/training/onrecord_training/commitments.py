"""Read the commitment annotations and put them on the texts of the corpora they were made in.

Usage:
    python -m onrecord_training.commitments --data DIR

``commitments/annotations.jsonl`` holds offsets, values and hashes and none of the texts. With the corpora, each
under the name ``onrecord benchmark --list`` gives, the texts are cut as the annotators read them and checked by their
SHA-256. The command says how many were found and how far two annotators of the same texts agree.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[1] / "commitments" / "annotations.jsonl"
VALUES = ("act", "direction", "polarity", "force", "conditional", "status", "specificity", "voice")
Span = tuple[int, int]
OVERLAP = 0.5
"""The Jaccard index over characters from which spans match."""


def text_of(record: dict[str, Any], data: Path) -> str:
    """Return the text a record annotates.

    Raises:
        FileNotFoundError: if the corpus has no such file.
        ValueError: if the file's text is another one.
    """
    file = record["file"]
    if record["corpus"] == "newswire":
        raw = (data / "en_worldwide_newswire/train/original_articles" / file).read_bytes().decode("utf-8")
        raw = raw.replace("\r\n", "\n").removeprefix("\ufeff")
        first, _, rest = raw.partition("\n")
        text = (rest if first.strip().startswith("http") else raw).strip()
    elif record["corpus"] == "polnear":
        raw = (data / "polnear/train/text" / file).read_bytes().decode("utf-8")
        text = raw[: record["characters"]]
    else:
        text = "".join(_pieces(_tempeval3(data)[file])).strip()
    if hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
        raise ValueError(f"{file}: the text is not the one that was annotated")
    return text


@cache
def _tempeval3(data: Path) -> dict[str, ET.Element]:
    found = {}
    for path in sorted((data / "tempeval3").rglob("*.tml")):
        body = ET.parse(path).getroot().find("TEXT")
        if body is not None:
            found[path.name] = body
    return found


def _pieces(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def records(path: Path = HERE) -> list[dict[str, Any]]:
    """Return the annotated documents; one text annotated twice is two records."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def agreement(found: list[dict[str, Any]]) -> dict[str, float]:
    """Return the F1 of two annotators over the texts both read: spans that overlap, and each value on these.

    Spans match at a Jaccard index of at least 0.5 over their characters. What either marked as left open by the
    guideline counts only where the other has it too.
    """
    both: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(dict)
    for record in found:
        both[record["sha256"]][record["annotator"]] = record["claims"]
    counts: Counter[str] = Counter()
    total = 0
    for sides in both.values():
        if len(sides) < 2:
            continue
        one, other = (sides[name] for name in sorted(sides))
        pairs = matched([characters(c) for c in one], [characters(c) for c in other])
        for side, taken in ((one, {i for i, _ in pairs}), (other, {j for _, j in pairs})):
            total += sum(n in taken or not claim.get("optional") for n, claim in enumerate(side))
        counts["overlap"] += len(pairs)
        for i, j in pairs:
            counts.update(name for name in VALUES if one[i][name] == other[j][name])
    return {name: 200 * counts[name] / total for name in ("overlap", *VALUES)} if total else {}


def matched(one: Sequence[set[int]], other: Sequence[set[int]]) -> list[tuple[int, int]]:
    """Return the indices of spans that match, one to one and the best first, given the code points of each."""
    shares = [(-len(a & b) / len(a | b), i, j) for i, a in enumerate(one) for j, b in enumerate(other) if a & b]
    found: list[tuple[int, int]] = []
    for share, i, j in sorted(shares):
        if -share >= OVERLAP and all(i != k and j != m for k, m in found):
            found.append((i, j))
    return found


def characters(claim: dict[str, Any]) -> set[int]:
    """Return the code points an annotated claim covers."""
    pieces: list[Span] = claim.get("fragments") or [claim["span"]]
    return {at for start, end in pieces for at in range(start, end)}


def main() -> None:
    """Check the annotations against the corpora and print what there is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    data = parser.parse_args().data
    found = records()
    for record in found:
        text_of(record, data)
    claims = [claim for record in found for claim in record["claims"]]
    print(f"{len(found)} annotated texts, {len({r['sha256'] for r in found})} different; {len(claims)} commitments,")
    print(f"{sum(bool(c.get('optional')) for c in claims)} of them left open by the guideline")
    print("agreement:", ", ".join(f"{name} {value:.1f}" for name, value in agreement(found).items()))


if __name__ == "__main__":
    main()
