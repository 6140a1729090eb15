"""Records in a notebook: every text escaped, every character under the claims that cover it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import msgspec
from spacy.language import Language

import onrecord
from onrecord.evaluate import evaluate
from onrecord.extraction import Extraction, prepare
from onrecord.schema import make_document
from tests.support.claims import document, example
from tests.view.build import both, ferries, hostile


class Seen(HTMLParser):
    """The tags of a fragment, its text, and how deep it ends."""

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(shown)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_result_shows_the_article_with_its_claims() -> None:
    (doc,), claims = ferries().documents, ferries().claims
    shown = Extraction(doc, claims)._repr_html_()
    seen = Seen(shown)
    assert doc.text in seen.text and seen.open == []
    (sum_,) = re.findall(r'<span style="([^"]*)" title="([^"]*)"><bdi>€400 million</bdi>', shown)
    assert "background" in sum_[0] and "3px solid" in sum_[0] and "underline" in sum_[0]
    assert "commitment: Norvik Lines: announce" in sum_[1]


def test_what_stands_in_the_gap_of_a_claim_is_not_marked() -> None:
    shown = Extraction(ferries().documents[0], ferries().claims)._repr_html_()
    assert "<bdi> she added, </bdi>" in shown


def test_nothing_an_article_says_becomes_markup() -> None:
    for records in (hostile(), both()):
        seen = Seen(records._repr_html_())
        assert not {"script", "img", "i", "iframe"} & set(seen.tags)
        assert not set("\u202e\u2066\ud800") & set(seen.text)


def test_a_run_is_a_table_of_its_articles() -> None:
    seen = Seen(both()._repr_html_())
    assert "Ferries for the islands" in seen.text and seen.tags.count("tr") == 3


def test_what_is_too_long_is_cut_and_says_so() -> None:
    doc = make_document("word " * 10_000, doc_id="long")
    claims = [example("money", id=str(n), start=n * 100, end=n * 100 + 4, text="word") for n in range(500)]
    seen = Seen(Extraction(doc, claims)._repr_html_())
    assert "50,000 characters in all" in seen.text and "300 more" in seen.text


def test_scores_are_shown_escaped() -> None:
    ada = msgspec.structs.replace(document(), publisher="<b>")
    records = onrecord.Records([ada], [example("money")])
    shown = evaluate(records, records, resamples=0, by=["publisher"])._repr_html_()
    assert shown.startswith("<pre>") and "<b>" not in shown


def test_a_doc_is_shown_once_the_extension_is_loaded(tiny_nlp: Language) -> None:
    known: dict[tuple[str, str], Any] = {}

    def for_type_by_name(module: str, name: str, render: Any) -> None:
        known[module, name] = render

    formatters = {"text/html": SimpleNamespace(for_type_by_name=for_type_by_name)}
    onrecord.load_ipython_extension(SimpleNamespace(display_formatter=SimpleNamespace(formatters=formatters)))
    doc = tiny_nlp(prepare(tiny_nlp, make_document("It will cost $5 <b>.", doc_id="d", title="Costs")))
    shown = known["spacy.tokens.doc", "Doc"](doc)
    assert "<b><bdi>Costs</bdi></b>" in shown and "&lt;b&gt;" in shown and "USD" in shown
