"""The notebook in docs runs as its reader would run it, and comes to its table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy

from onrecord.assemble import DEFAULT_MODEL

NOTEBOOK = Path(__file__).resolve().parent.parent / "docs" / "due_next_year.ipynb"
nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")


def pictures(cell: Any) -> list[str]:
    """What a cell shows as HTML."""
    return [output["data"]["text/html"] for output in cell.get("outputs", []) if "text/html" in output.get("data", {})]


@pytest.mark.slow
@pytest.mark.skipif(not spacy.util.is_package(DEFAULT_MODEL), reason=f"{DEFAULT_MODEL} is not installed")
def test_from_articles_to_what_is_due_next_year() -> None:
    notebook: Any = nbformat.read(NOTEBOOK, as_version=4)
    written = {cell["id"]: cell.get("outputs") for cell in notebook.cells}
    client = nbclient.NotebookClient(
        notebook,
        timeout=600,
        startup_timeout=300,
        resources={"metadata": {"path": NOTEBOOK.parent}},
    )
    client.execute()
    shown = [html for cell in notebook.cells for html in pictures(cell)]
    assert len(shown) == 4
    article, run, table, entry = shown
    assert "$48.5 million" in article and "Plains Wire" in run
    assert "2026-" in table and table.count("<tr>") > 5
    assert "announced" in entry and "due 2026-" in entry
    assert all(written[cell["id"]] for cell in notebook.cells if cell.cell_type == "code"), "commit it with its output"
