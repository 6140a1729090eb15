"""TimeML files, written for these tests in the format of the corpora."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.formats import Article, Conversion, convert, registry, timeml
from onrecord.schema import Date
from onrecord.validate import validate

FILE = """<?xml version="1.0" ?>
<TimeML>
<DOCID>ferry-1</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2024-03-06T09:30:00" functionInDocument="CREATION_TIME">6 March</TIMEX3></DCT>
<TITLE>Ferries &amp; fares</TITLE>
<EXTRAINFO>BERGEN, <TIMEX3 tid="t9" type="DATE" value="2024">2024</TIMEX3></EXTRAINFO>
<TEXT>
Fares &amp; tolls <EVENT eid="e1" class="OCCURRENCE">rose</EVENT> on \
<TIMEX3 tid="t1" type="DATE" value="2024-03-04" temporalFunction="true" anchorTimeID="t0">Monday</TIMEX3>, \
<TIMEX3 tid="t2" type="DATE" value="2024-03-05" temporalFunction="true" anchorTimeID="t1">a day later</TIMEX3>
again. The line opened \
<TIMEX3 tid="t3" type="DATE" value="1998" mod="START">early in 1998
</TIMEX3>and runs <TIMEX3 tid="t4" type="SET" value="P1D">daily</TIMEX3> \
<TIMEX3 tid="t5" type="DATE" value="PRESENT_REF" temporalFunction="true" anchorTimeID="t0">now</TIMEX3>.
</TEXT>
<MAKEINSTANCE eiid="ei1" eventID="e1"/>
</TimeML>
"""


def read(path: Path) -> tuple[list[Article], Conversion]:
    conversion = Conversion()
    return list(timeml.read(path, conversion)), conversion


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "ferry-1.tml").write_text(FILE, encoding="utf-8")
    return tmp_path


def test_text_is_the_text_element_as_it_stands(folder: Path) -> None:
    [article], _ = read(folder)
    assert article.document.text.startswith("\nFares & tolls rose on Monday, a day later\nagain.")
    assert article.document.doc_id == "ferry-1"
    assert article.document.title == "Ferries & fares"


def test_creation_time_is_the_date_of_publication_without_its_clock_time(folder: Path) -> None:
    [article], _ = read(folder)
    assert article.document.published == "2024-03-06"


def test_time_expressions_are_dates_and_white_space_at_their_ends_is_none_of_them(folder: Path) -> None:
    [(_, claims)], conversion = read(folder)
    found = [(c.text, c.type, c.value, c.approx, c.basis) for c in claims if isinstance(c, Date)]
    assert found == [
        ("Monday", "DATE", "2024-03-04", "none", "published"),
        ("a day later", "DATE", "2024-03-05", "none", "mention"),
        ("early in 1998", "DATE", "1998", "early", "explicit"),
        ("daily", "SET", "P1D", "none", "explicit"),
        ("now", "DATE", "PRESENT_REF", "none", "unresolved"),
    ]
    assert conversion.losses == {"events and their relations": 1}


def test_anchor_in_the_text_is_a_link(folder: Path) -> None:
    [(_, claims)], _ = read(folder)
    later = next(c for c in claims if c.text == "a day later")
    assert [(link.role, link.target) for link in later.links] == [("anchor", claims[0].id)]
    assert claims[0].links == []


def test_file_that_is_no_timeml_is_named_with_its_line_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "news" / "broken.tml").write_text("<TimeML>\n<TEXT>one</TEXT>\n", encoding="utf-8")
    (folder / "news" / "other.tml").write_text("<Other/>", encoding="utf-8")
    articles, conversion = read(folder)
    assert [a.document.doc_id for a in articles] == ["ferry-1"]
    assert len(conversion.failures) == 2
    assert "broken.tml:3: not XML" in conversion.failures[0]


def test_folder_without_files_says_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \*\.tml there"):
        read(tmp_path)


def test_is_recognised_and_converts_to_valid_records(folder: Path, tmp_path: Path) -> None:
    assert registry.of_source(folder).name == "timeml"
    done = convert(folder, tmp_path / "records", target_format="onrecord")
    assert done.counts["date"] == 5
    assert validate(tmp_path / "records").failures == []
