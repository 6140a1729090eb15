"""The page itself: one file that holds the data, the style and the script, and loads nothing."""

from __future__ import annotations

import html
import os
from pathlib import Path

from onrecord import records
from onrecord.atomic import atomic
from onrecord.errors import InputError
from onrecord.html_page import filled, json_for_script, policy
from onrecord.records import Records
from onrecord.view import payload
from onrecord.view.parts import script, style, template


def write(run: str | os.PathLike[str] | Records, path: str | os.PathLike[str], *, title: str | None = None) -> Records:
    """Write the page of a run, or of gold, and return its records.

    Args:
        run: Its folder, or its records.
        path: The file to write.
        title: Heading of the page; by default the name of the folder.

    Raises:
        InputError: if the run cannot be read or holds no document, or the file cannot be written.
    """
    held = run if isinstance(run, Records) else records.read(run)
    if not held.documents:
        raise InputError(f"{_name(run)}: no documents to show", "give a run that holds some")
    _check_place(run, Path(path))
    heading = title or _name(run)
    css, js = style(), script()
    values = {"POLICY": policy(css, js), "STYLE": css, "SCRIPT": js, "TITLE": html.escape(heading)}
    before, after = template().split("{{DATA}}")
    with atomic(path) as stream:
        stream.write(filled(before, values).encode("utf-8"))
        stream.write(b'{"head":' + json_for_script(payload.head(held, heading)).encode("ascii") + b',"documents":[')
        for number, document in enumerate(payload.documents(held)):
            stream.write((b"\n" if number == 0 else b",\n") + json_for_script(document).encode("ascii"))
        stream.write(b"\n]}" + filled(after, values).encode("utf-8"))
    return held


def _check_place(run: str | os.PathLike[str] | Records, path: Path) -> None:
    if path.is_dir():
        raise InputError(f"{path}: a folder", f"name the page to write, as {path / 'report.html'}")
    within = not isinstance(run, Records) and path.resolve().parent == Path(run).resolve()
    if within and path.exists() and path.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"{path}: a file of the run, which the page would replace", "name another, as report.html")


def _name(run: str | os.PathLike[str] | Records) -> str:
    return "Claims" if isinstance(run, Records) else Path(run).resolve().name
