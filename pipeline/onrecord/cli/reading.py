"""Options about input, which ``ingest`` and ``extract`` share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.schema import Reading

_PANEL = "Input"
Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILES|DIR|PATTERN|-",
        help="Text, Markdown, HTML, JSON Lines, CSV, TSV, Parquet, WARC, RSS and Atom files (.gz, .zst too), folders "
        "of them, patterns, or -.",
        show_default=False,
    ),
]
FilesFrom = Annotated[
    str | None,
    typer.Option("--files-from", metavar="FILE", help="File that lists inputs, one a line.", rich_help_panel=_PANEL),
]
RetryFailed = Annotated[
    str | None,
    typer.Option(
        "--retry-failed",
        metavar="RUN",
        help="Read only what the quarantine.jsonl of this run names.",
        rich_help_panel=_PANEL,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="What all inputs are, whatever their names: text, markdown, html, jsonl, csv, parquet, warc or feed.",
        rich_help_panel=_PANEL,
    ),
]
Metadata = Annotated[
    str | None,
    typer.Option(
        "--metadata",
        metavar="TABLE",
        help="Table (.csv, .tsv, .jsonl, .parquet) with published, title … by file, doc_id or url.",
        rich_help_panel=_PANEL,
    ),
]
Language = Annotated[
    str,
    typer.Option(metavar="CODE", help="Language to keep; any keeps all.", rich_help_panel=_PANEL),
]
Dedupe = Annotated[
    str,
    typer.Option(metavar="WHAT", help="Duplicates: mark them, drop them, or off.", rich_help_panel=_PANEL),
]
Similarity = Annotated[
    float,
    typer.Option(min=0.5, max=1, metavar="SHARE", help="Least similarity of near-duplicates.", rich_help_panel=_PANEL),
]
MaxBytes = Annotated[
    int,
    typer.Option(
        "--max-bytes", min=1, metavar="N", help="Longest record (file, line, row, page) read.", rich_help_panel=_PANEL
    ),
]


def _key(name: str, what: str) -> Any:
    return typer.Option(f"--{name}-key", metavar="KEY", help=f"Key or column with {what}.", rich_help_panel=_PANEL)


TextKey = Annotated[str | None, _key("text", "the text")]
DateKey = Annotated[str | None, _key("date", "the day of publication")]
TitleKey = Annotated[str | None, _key("title", "the headline")]
UrlKey = Annotated[str | None, _key("url", "the address")]
PublisherKey = Annotated[str | None, _key("publisher", "the publisher")]
LanguageKey = Annotated[str | None, _key("language", "the language")]
IdKey = Annotated[str | None, _key("id", "the name of the document")]


def reading(
    *,
    keys: dict[str, str | None],
    form: str | None,
    metadata: str | None,
    language: str,
    dedupe: str,
    similarity: float,
    max_bytes: int,
    retry: str | None,
) -> Reading:
    """Return the options as a run keeps them.

    Raises:
        InputError: if ``dedupe`` is none of its values.
    """
    import msgspec

    from onrecord.schema import Reading

    said = {
        "keys": {field: key for field, key in keys.items() if key is not None},
        "format": form,
        "metadata": metadata,
        "language": language,
        "dedupe": dedupe,
        "similarity": similarity,
        "max_bytes": max_bytes,
        "retry": retry,
    }
    if dedupe not in ("mark", "drop", "off"):
        raise InputError(f"--dedupe {dedupe}", "it is mark, drop or off")
    return msgspec.convert(said, Reading)


def paths(inputs: list[str] | None, files_from: str | None) -> list[str]:
    """Return the inputs named on the command line and in the file that lists some.

    Raises:
        InputError: if that file cannot be read.
    """
    from onrecord.ingest import listed

    return [*(inputs or []), *(listed(files_from) if files_from is not None else [])]
