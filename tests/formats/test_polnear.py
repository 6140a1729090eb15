"""PolNeAR's folders and files, written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.formats import Article, Conversion, convert, polnear, registry
from onrecord.schema import Quote
from onrecord.validate import validate

TEXT = "Ferry row\n“We will cut fares,” Ada Marsh said, “and soon.” Critics doubt it. Nothing more."
METADATA = "filename\tpublisher\tpublication_date\ttitle\nrow\tharbour-post\t2024-03-06\tFerry row, Bergen\n"


def span(words: str) -> str:
    start = TEXT.index(words)
    return f"{start} {start + len(words)}"


ANNOTATION = "\n".join(
    [
        f"T1\tSource {span('Ada Marsh')}\tAda Marsh",
        f"T2\tCue {span('said')}\tsaid",
        f"T3\tContent {span('“We will cut fares,”')};{span('“and soon.”')}\t“We will cut fares,” “and soon.”",
        f"T4\tAttribution {span('said')}\tsaid",
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        f"T5\tSource {span('Critics')}\tCritics",
        f"T6\tCue {span('doubt')}\tdoubt",
        f"T7\tContent {span('it')}\tit",
        f"T8\tAttribution {span('doubt')}\tdoubt",
        "E2\tAttribution:T8 Content:T7 Cue:T6 Source:T5",
        f"T9\tDiscard {span('Nothing more.')}\tNothing",
        "The rest of a broken line.",
        f"T10\tAttribution {span('row')}\trow",
        "E3\tAttribution:T10",
        "#1\tAnnotatorNotes T1\tsure",
    ]
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    part = tmp_path / "corpus" / "dev"
    for name in ("text", "attributions"):
        (part / name).mkdir(parents=True)
    (part / "text" / "row.txt").write_text(TEXT, encoding="utf-8")
    (part / "attributions" / "row_aa.ann").write_text(ANNOTATION, encoding="utf-8")
    (part / "attributions" / "row_bb.ann").write_text("", encoding="utf-8")
    (tmp_path / "corpus" / "metadata.tsv").write_text(METADATA, encoding="utf-8")
    return part


def read(path: Path) -> tuple[list[Article], Conversion]:
    conversion = Conversion()
    return list(polnear.read(path, conversion)), conversion


def test_attribution_is_a_quote_with_fragments_cue_and_source(folder: Path) -> None:
    [(document, claims)], _ = read(folder)
    first, second = (c for c in claims if isinstance(c, Quote))
    assert isinstance(first.fragments, list)
    assert [document.text[a:b] for a, b in first.fragments] == ["“We will cut fares,”", "“and soon.”"]
    assert first.cue is not None and first.cue.text == "said"
    assert first.source is not None and first.source.text == "Ada Marsh"
    assert (first.mode, first.speaker, first.speaker_kind, first.speaker_basis) == ("direct", None, "unknown", "none")
    assert (second.text, second.mode) == ("it", "indirect")


def test_metadata_give_date_title_and_publisher(folder: Path) -> None:
    [(document, _)], _ = read(folder)
    assert (document.published, document.publisher) == ("2024-03-06", "harbour-post")
    assert document.title == "Ferry row, Bergen"


def test_what_is_left_out_is_counted(folder: Path) -> None:
    _, conversion = read(folder)
    assert conversion.notes == {
        "texts with several annotators; the first by name was taken": 1,
        "attributions without a cue or a content; they are left out": 1,
    }


def test_offsets_beyond_the_text_name_the_line(folder: Path) -> None:
    (folder / "text" / "row.txt").write_text(TEXT[:30], encoding="utf-8")
    articles, conversion = read(folder)
    assert articles == []
    assert "row_aa.ann:5: offsets beyond the end" in conversion.failures[0]


def test_whole_corpus_and_part_are_both_recognised(folder: Path, tmp_path: Path) -> None:
    assert registry.of_source(folder).name == "polnear"
    assert registry.of_source(folder.parent).name == "polnear"
    done = convert(folder.parent, tmp_path / "records", target_format="onrecord")
    assert done.counts["quote"] == 2
    assert validate(tmp_path / "records").failures == []


def test_folder_without_parts_says_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no folder with text/ and attributions/"):
        read(tmp_path)
