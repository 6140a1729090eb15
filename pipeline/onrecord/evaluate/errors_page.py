"""All errors on one page: gold and prediction beside each other in the article, with filters.

The page is one file that loads nothing: style and script stand in it and are allowed by their hashes, the data is
JSON that the script puts into the page as text, never as markup.
"""

from __future__ import annotations

import html
import os
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.atomic import atomic
from onrecord.evaluate.compare import Compared
from onrecord.evaluate.findings import findings
from onrecord.evaluate.spans import fragments
from onrecord.html_page import filled, json_for_script, policy
from onrecord.schema import Claim

if TYPE_CHECKING:
    from onrecord.evaluate.results import Evaluation


class Page:
    """Collects the documents of an evaluation and writes the page of its errors."""

    def __init__(self, first: str = "gold", second: str = "predicted") -> None:
        """Name the two sides."""
        self._sides = (first, second)
        self._documents: list[str] = []
        self.errors = 0

    def add(self, compared: Compared) -> None:
        """Take in one document."""
        firsts: dict[str, tuple[int, int]] = {}
        sides: tuple[list[Any], list[Any]] = ([], [])
        for kind in compared.kinds:
            firsts[kind] = (len(sides[0]), len(sides[1]))
            sides[0].extend(_claim(claim) for claim in compared.gold[kind])
            sides[1].extend(_claim(claim) for claim in compared.pred[kind])
        errors = []
        for found in findings(compared):
            gold, pred = firsts[found.kind]
            at = None if found.gold is None else found.gold + gold
            to = None if found.pred is None else found.pred + pred
            errors.append([found.error, found.kind, found.attribute, at, to, found.wanted, found.found, found.rule])
        document = compared.document
        about = " · ".join(part for part in (document.title, document.publisher, document.published) if part)
        record = {"id": document.doc_id, "about": about, "text": document.text, "gold": sides[0], "pred": sides[1]}
        self.errors += len(errors)
        self._documents.append(json_for_script({**record, "errors": errors}))

    def write(self, path: str | os.PathLike[str], found: Evaluation) -> None:
        """Write the page.

        Raises:
            InputError: if the file cannot be written.
        """
        style, script, frame = (_part(f"errors.{suffix}") for suffix in ("css", "js", "html"))
        values = {
            "POLICY": policy(style, script),
            "STYLE": style,
            "SCRIPT": script,
            "SIGNATURE": html.escape(found.signature),
            "SUMMARY": f"{len(self._documents):,} documents, {self.errors:,} errors",
            "FIRST": html.escape(self._sides[0]),
            "SECOND": html.escape(self._sides[1]),
        }
        before, after = frame.split("{{DOCUMENTS}}")
        with atomic(path) as stream:
            stream.write(filled(before, values).encode("utf-8"))
            stream.write(b"[\n" + ",\n".join(self._documents).encode("ascii") + b"\n]")
            stream.write(filled(after, values).encode("utf-8"))


def _claim(claim: Claim) -> list[Any]:
    return [claim.kind, [list(piece) for piece in fragments(claim)]]


def _part(name: str) -> str:
    return (files(__package__) / "page" / name).read_text(encoding="utf-8")
