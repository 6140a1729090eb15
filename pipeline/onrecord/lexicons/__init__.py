"""Word lists as tab-separated files; each file begins with ``#`` lines that state its provenance."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``lexicons/<name>.tsv`` as dicts keyed by its header line.

    Raises:
        FileNotFoundError: if there is no such lexicon.
        ValueError: if a row has another number of columns than the header, naming file and line.
    """
    text = (files(__package__) / f"{name}.tsv").read_text(encoding="utf-8")
    header: list[str] | None = None
    rows: list[dict[str, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise ValueError(f"{name}.tsv:{number}: {len(cells)} columns, the header has {len(header)}")
        else:
            rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)
