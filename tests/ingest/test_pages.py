"""Web pages: their main text, and what they say of themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest.files import SENTENCES, bad, documents, located, page


def write(folder: Path, html: str | bytes, name: str = "a.html") -> Path:
    path = folder / name
    path.write_bytes(html.encode() if isinstance(html, str) else html)
    return path


def test_the_text_is_the_article_alone(tmp_path: Path) -> None:
    (document,) = documents(write(tmp_path, page()))
    lines = document.text.split("\n")
    assert lines[-4:] == SENTENCES
    assert "Home" not in document.text and "2019" not in document.text
    assert document.doc_id == "a" and document.title == "Ferries for the islands"


def test_nothing_unmarked_is_a_date_of_publication(tmp_path: Path) -> None:
    head = '<meta property="article:modified_time" content="2025-04-01"><link rel="canonical" href="https://h.example/2024/05/06/x">'
    (document,) = documents(write(tmp_path, page(head=head)))
    assert document.published is None
    assert document.url == "https://h.example/2024/05/06/x"


LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Harbour"},
        {
            "@type": ["NewsArticle"],
            "headline": "Ferries\n bought",
            "datePublished": "2025-03-05T08:00:00Z",
            "dateModified": "2025-03-09",
            "author": [{"@type": "Person", "name": "Bo Lind"}, {"name": "Cy Ash"}],
            "publisher": {"@type": "Organization", "name": "The Harbour"},
        },
    ],
}


def test_an_article_in_json_ld_says_what_it_is(tmp_path: Path) -> None:
    head = f'<script type="application/ld+json">{json.dumps(LD)}</script>'
    (item,) = located(write(tmp_path, page(head=head)))
    document = item.document
    assert (document.published, document.title, document.publisher) == (
        "2025-03-05T08:00:00Z",
        "Ferries bought",
        "The Harbour",
    )
    assert item.provenance is not None and item.provenance.author == "Bo Lind, Cy Ash"


def test_names_may_stand_elsewhere_in_the_graph(tmp_path: Path) -> None:
    graph = [
        {"@type": "Article", "publisher": {"@id": "#us"}, "author": [{"@id": "#bo"}, {"@id": 5}, {"@id": "#nobody"}]},
        {"@type": "Organization", "@id": "#us", "name": "The Harbour"},
        {"@type": "Person", "@id": "#bo", "name": "Bo Lind"},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    (item,) = located(write(tmp_path, page(head=head)))
    assert item.document.publisher == "The Harbour"
    assert item.provenance is not None and item.provenance.author == "Bo Lind"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2025-03-05T08:00:00+01:00">', "2025-03-05T08:00:00+01:00"),
        ('<meta name="DC.date.issued" content="2025-03-05">', "2025-03-05"),
        ('<meta itemprop="datePublished" content="2025-03-05 08:00:00">', "2025-03-05"),
        ('<meta name="pubdate" content="Wed, 05 Mar 2025 08:00:00 GMT">', "2025-03-05T08:00:00+00:00"),
        ('<meta name="publication_date" content="March 5, 2025">', "2025-03-05"),
        ('<meta name="pubdate" content="05/03/2025">', None),
        ('<meta name="pubdate" content="2025-02-30">', None),
        ('<meta name="date" content="2025-03-05"><meta name="sailthru.date" content="2025-03-05">', None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", broken</script>', None),
        ('<script type="application/ld+json">{"@type": "Event", "datePublished": "2025-03-05"}</script>', None),
        (f'<script type="application/ld+json">{"[" * 9000}</script>', None),
    ],
)
def test_days_of_publication(tmp_path: Path, head: str, published: str | None) -> None:
    (document,) = documents(write(tmp_path, page(head=head)))
    assert document.published == published


def test_a_time_element_counts_where_it_is_marked_as_that(tmp_path: Path) -> None:
    html = page().replace(
        "<h1>", '<time datetime="2020-01-01">x</time><time itemprop="datePublished" datetime="2025-03-05">y</time><h1>'
    )
    assert documents(write(tmp_path, html))[0].published == "2025-03-05"


def test_a_companion_counts_more_than_the_page(tmp_path: Path) -> None:
    path = write(
        tmp_path, page(head='<meta name="pubdate" content="2025-03-05"><meta property="og:site_name" content="X">')
    )
    (tmp_path / "a.json").write_text('{"published": "2025-03-04", "text": "not this", "doc_id": "nor this"}')
    (document,) = documents(path)
    assert (document.published, document.publisher, document.doc_id) == ("2025-03-04", "X", "a")
    assert SENTENCES[0] in document.text


def test_the_encoding_is_the_one_declared(tmp_path: Path) -> None:
    html = page(["Ingrid Sólheim said “no” to the board, and the county offered £5m for the quay instead."] + SENTENCES)
    (item,) = located(write(tmp_path, html.replace("utf-8", "windows-1252").encode("cp1252")))
    assert "Sólheim said “no”" in item.document.text and "£5m" in item.document.text
    assert item.provenance is not None and item.provenance.encoding == "cp1252"


@pytest.mark.parametrize(
    "html",
    [
        "",
        " \n",
        "<",
        "just words",
        "<html></html>",
        "<!doctype html>" + "<!-- x -->" * 10,
    ],
)
def test_a_page_without_a_text_is_set_aside(tmp_path: Path, html: str) -> None:
    (item,) = bad(write(tmp_path, html))
    assert item.stage == "parse" and "page" in item.error


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote", "span"])
def test_deep_markup_does_no_harm(tmp_path: Path, tag: str) -> None:
    deep = f"<html><body>{f'<{tag}>' * 20_000}{SENTENCES[0]}</body></html>"
    write(tmp_path, deep)
    write(tmp_path, page(), "b.html")
    assert documents(tmp_path / "b.html")
    assert len(bad(tmp_path)) <= 1


def test_a_page_of_endless_elements_is_set_aside(tmp_path: Path) -> None:
    (item,) = bad(write(tmp_path, page(["x<br>" * 120_000])))
    assert "elements, more than 100,000" in item.error


def test_a_page_that_takes_too_long_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.ingest import page as pages

    def endless(*arguments: object, **options: object) -> str:
        while True:
            pass

    monkeypatch.setattr(pages, "_SECONDS", 0.2)
    monkeypatch.setattr("trafilatura.extract", endless)
    (item,) = bad(write(tmp_path, page()))
    assert item.error == "its main text was not done after 0.2 seconds"


def test_the_language_a_page_states_is_not_taken_for_the_one_it_is_in(tmp_path: Path) -> None:
    assert documents(write(tmp_path, page(lang="en-GB")))[0].language == "en-GB"
    assert documents(write(tmp_path, page(lang="english, please")))[0].language is None
    (document,) = documents(write(tmp_path, page(lang="fr")))
    assert document.language is None, "what the text belies is no statement"
    (tmp_path / "a.json").write_text('{"language": "fr"}')
    assert [item.stage for item in bad(tmp_path / "a.html")] == ["language"]
