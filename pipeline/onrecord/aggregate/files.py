"""The files of a run as duckdb reads them: JSON Lines, gzipped or not, in shards or not, or Parquet.

What duckdb cannot read is looked at again with the reader of :mod:`onrecord.jsonl`, which says in what line the fault
is. Lone surrogates are no fault of a run, but have no UTF-8 form: such files are read from a copy in which each is
U+FFFD, so that offsets stay what they are.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, NamedTuple

from onrecord import jsonl, records
from onrecord.aggregate import columns
from onrecord.errors import InputError
from onrecord.schema import Claim, Document

Record = Literal["document", "claim"]
RECORDS: tuple[Record, ...] = ("document", "claim")
_NAMES: dict[Record, str] = {"document": records.DOCUMENTS, "claim": records.CLAIMS}
_TYPES: dict[Record, Any] = {"document": Document, "claim": Claim}
LONGEST, LONGEST_OF_ALL = 16 << 20, 1 << 30
"""Bytes of a line that duckdb expects, twice of which each of its threads holds, and of any line it can be told to."""
# An escaped surrogate whose other half is missing; a backslash that is escaped itself begins no escape.
_LONE = re.compile(
    rb"(?<!\\)((?:\\\\)*)(?:\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|"
    rb"(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)


class Files(NamedTuple):
    """The files of one run.

    Attributes:
        folder: The run.
        form: What they are: lines, what ``onrecord convert`` makes of them, or what ``onrecord export`` makes.
        paths: Those of documents and those of claims.
    """

    folder: Path
    form: Literal["jsonl", "converted", "exported"]
    paths: dict[Record, list[Path]]


def find(folder: Path) -> Files:
    """Return the files of a run, of gold, or of a folder of Parquet that onrecord made of one.

    Raises:
        InputError: if there are none.
    """
    if all((folder / f"{table}.parquet").is_file() for table in columns.TABLES):
        return Files(folder, "exported", {})
    parquet = {what: folder / Path(_NAMES[what]).with_suffix(".parquet") for what in RECORDS}
    if all(path.is_file() for path in parquet.values()):
        return Files(folder, "converted", {what: [path] for what, path in parquet.items()})
    return Files(folder, "jsonl", {what: records.find(folder, _NAMES[what]) for what in RECORDS})


def table_sql(found: list[Files], table: str, longest: int = LONGEST) -> str:
    """Return SQL for a table of some runs, in the order of their lines.

    Args:
        found: The files of the runs.
        table: Its name.
        longest: Bytes of the longest line.
    """
    parts = []
    for run in found:
        if run.form == "exported":
            chosen = ", ".join(
                f'CAST("{column.name}" AS VARCHAR) AS "{column.name}"' if column.dtype[0] == "d" else f'"{column.name}"'
                for column in columns.columns(table)
            )
            parts.append(f"SELECT {chosen} FROM read_parquet({_quoted(str(run.folder / f'{table}.parquet'))})")
        else:
            parts.append(columns.select(table, *(_lines(run, what, longest) for what in RECORDS)))
    return " UNION ALL ".join(f"({part})" for part in parts)


def inventories_sql(found: list[Files], longest: int = LONGEST) -> str:
    """Return SQL for the inventories of gold documents."""
    entities = columns.json_types("document")["entities"]
    parts = [f"(SELECT NULL::VARCHAR AS doc_id, NULL::{entities} AS entities LIMIT 0)"]
    for run in found:
        if run.form != "exported":
            parts.append(f"(SELECT doc_id, entities FROM {_lines(run, 'document', longest)} WHERE len(entities) > 0)")
    return " UNION ALL ".join(parts)


def _lines(run: Files, what: Record, longest: int) -> str:
    """Return SQL for all documents or all claims of a run."""
    types = columns.json_types(what)
    names = ", ".join(f'"{name}"' for name in types)
    paths = "[" + ", ".join(_quoted(str(path)) for path in run.paths[what]) + "]"
    if run.form == "converted":
        return f"(SELECT {names} FROM read_parquet({paths}))"
    described = ", ".join(f"'{name}': {_quoted(kind)}" for name, kind in types.items())
    form = f"format='newline_delimited', maximum_object_size={longest}, columns={{{described}}}"
    return f"(SELECT {names} FROM read_json({paths}, {form}))"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def explain(found: list[Files], error: Exception) -> InputError:
    """Return the error of the first line that cannot be read; without one, what duckdb says."""
    for run in found:
        if run.form == "jsonl":
            for what in RECORDS:
                try:
                    for path in run.paths[what]:
                        for _ in jsonl.read(path, _TYPES[what]):
                            pass
                except InputError as bad:
                    return bad
    where = ", ".join(str(run.folder) for run in found)
    said = str(error).partition("\n")[0]
    return InputError(f"{where}: {said}", f"see what is wrong: onrecord validate {found[0].folder}")


def unpaired(found: list[Files], error: Exception) -> bool:
    """Whether duckdb has failed for a lone surrogate."""
    return "surrogate" in str(error) and any(run.form == "jsonl" for run in found)


def too_long(error: Exception) -> bool:
    """Whether duckdb has failed for a line that is longer than it was told."""
    return "maximum_object_size" in str(error)


def repaired(run: Files, scratch: Path) -> Files:
    """Return a run whose lone surrogates are U+FFFD: a copy, where it has any."""
    if run.form != "jsonl":
        return run
    return run._replace(paths={what: [_repaired(path, scratch) for path in run.paths[what]] for what in RECORDS})


def _repaired(path: Path, scratch: Path) -> Path:
    import gzip
    import tempfile

    opened: Any = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rb") as stream:
        if not any(_LONE.search(line) for line in stream):
            return path
    with opened(path, "rb") as stream, tempfile.NamedTemporaryFile(dir=scratch, suffix=".jsonl", delete=False) as copy:
        copy.writelines(_LONE.sub(rb"\1\\ufffd", line) for line in stream)
    return Path(copy.name)
