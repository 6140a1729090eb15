"""Reading: every character shows the claims that cover it, and a claim shows what it is joined to."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from onrecord.records import Records
from onrecord.schema import Link, Participant, make_document
from tests.view.browser.conftest import Open, follow, wait
from tests.view.build import both, entity, ferries

PIECES = "[...document.querySelectorAll('#text [data-at]')].map((p) => [p.dataset.claims || '', p.textContent])"
CONTROLS = str.maketrans({c: "\ufffd" for c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"})


def shown(page: Any) -> dict[str, str]:
    """The words of every claim, as the marks in the text have them."""
    found: dict[str, str] = defaultdict(str)
    for ids, text in page.evaluate(PIECES):
        for id in ids.split():
            found[id] += text
    return dict(found)


def words(records: Records, doc_id: str) -> dict[str, str]:
    (text,) = [document.text for document in records.documents if document.doc_id == doc_id]
    found = {}
    for claim in records.claims:
        if claim.doc_id == doc_id:
            pieces = [(claim.start, claim.end)] if claim.fragments is UNSET else claim.fragments
            # Lines are paragraphs in the page: the break between them is no character of either.
            found[claim.id] = "".join(text[start:end] for start, end in pieces).replace("\n", "")
    return found


def test_every_claim_is_marked_to_the_character(open_page: Open) -> None:
    page = open_page(ferries())
    assert shown(page) == words(ferries(), "ferries")


def test_nested_overlapping_and_broken_spans_have_lines_of_their_own(open_page: Open) -> None:
    page = open_page(ferries())
    at = "[...document.querySelectorAll('#text .mark')].filter((p) => p.textContent === {!r})[0].className"
    assert page.evaluate(at.format("€400 million")) == "mark line-0-money line-1-commitment wash-0"
    # Two undertakings share their cue; each has a line below it.
    assert page.evaluate(at.format("aims")) == "mark line-1-commitment line-2-commitment"
    assert page.evaluate(at.format("to hire 40 deckhands")).startswith("mark line-")


def test_an_article_opens_at_its_address_and_back_goes_back(open_page: Open) -> None:
    page = open_page(ferries(), "#ferries/ferries-m26")
    assert page.locator("#panel h2").inner_text() == "EUR 400M"
    chosen = page.locator("#text .chosen").all_inner_texts()
    assert chosen == ["€400 million"]
    follow(page, lambda: page.goto(page.url.partition("#")[0] + "#ferries/no-such-claim"))
    assert page.locator("#panel h2").inner_text() == "11 claims"
    follow(page, page.get_by_role("link", name="Ledger").click)
    assert page.locator("#ledger-status").inner_text() == "3 commitments"
    follow(page, page.go_back)
    assert page.locator("#text").is_visible()


def test_an_address_of_an_article_can_hold_any_name(open_page: Open) -> None:
    name = "a/b#c?d%:é 🚢"
    page = open_page(ferries(name))
    page.keyboard.press("j")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert page.locator("#text .chosen").count() > 0


def test_a_click_takes_the_inner_claim_and_a_further_one_the_one_around_it(open_page: Open) -> None:
    page = open_page(ferries())
    kinds = []
    for _ in range(3):
        page.locator("#text .mark", has_text="€400 million").first.click()
        kinds.append(page.locator("#panel .badge").first.inner_text())
    assert kinds == ["money", "commitment", "quote"]


def test_the_panel_has_every_field_and_the_links_both_ways(open_page: Open) -> None:
    page = open_page(ferries(), "#ferries/ferries-c15-57")
    terms = page.locator("#panel dt").all_inner_texts()
    assert terms == [
        "act", "direction", "polarity", "force", "conditional", "condition", "status", "specificity", "voice", "cue",
        "action", "committers", "beneficiaries",
    ]  # fmt: skip
    values = dict(zip(terms, page.locator("#panel dd").all_inner_texts(), strict=True))
    assert (values["act"], values["condition"], values["cue"]) == ("announce", "null", "will")
    assert page.locator("#panel .joined-to .role").all_inner_texts() == ["→ committer", "→ amount", "→ deadline"]
    assert "verb_infinitive" in page.locator("#panel .origin").inner_text()
    labels = page.locator("#links .role").all_inner_texts()
    assert {"cue", "committer", "amount", "deadline"} <= set(labels)
    page.locator("#panel .joined-to button", has_text="2030").click()
    assert page.locator("#panel .joined-to .role").all_inner_texts() == ["← deadline of"]


def test_a_line_is_drawn_to_what_stands_elsewhere(open_page: Open) -> None:
    page = open_page(ferries(), "#ferries/ferries-c15-57")
    assert page.locator("#links path").count() == 1  # the committer; sum and day stand in the commitment
    page.keyboard.press("Escape")
    assert page.locator("#links").count() == 0


def test_links_to_the_source_are_text_fragments(open_page: Open) -> None:
    page = open_page(ferries(), "#ferries/ferries-m26")
    source = page.get_by_role("link", name="At the source").get_attribute("href")
    assert source == "https://news.example/ferries?id=1#top:~:text=%E2%82%AC400%20million"
    follow(page, lambda: page.goto(page.url.partition("#")[0] + "#ferries/ferries-q0"))
    source = page.get_by_role("link", name="At the source").get_attribute("href")
    assert source.endswith(":~:text=Norvik%20%F0%9F%9A%A2%20Lines%20will,on%20ferries%20by%202030")


def test_a_long_list_is_made_as_it_is_read(open_page: Open) -> None:
    many = Records([], [])
    for number in range(120):
        one = ferries(f"ferries-{number}")
        many.documents.extend(one.documents)
        many.claims.extend(one.claims)
    page = open_page(many, "#ferries-90")
    assert 90 < page.locator("#list li[data-document]").count() < 120 + 40
    assert page.locator("#list [aria-current]").count() == 1
    page.locator("#list-pane").evaluate("(list) => list.scrollTo(0, list.scrollHeight)")
    wait(lambda: page.locator("#list li[data-document]").count() == 120)


def test_gold_with_an_inventory_shows_whom_links_mean(open_page: Open) -> None:
    records = ferries()
    doc = replace(records.documents[0], entities=[Participant("solheim", "Ingrid Solheim", "PERSON")])
    quote = next(claim for claim in records.claims if claim.kind == "quote")
    gold = replace(quote, links=[Link("speaker", "entity:solheim")], stage=UNSET, rule=UNSET)
    page = open_page(Records([doc], [gold]), f"#ferries/{gold.id}")
    assert page.locator("#panel .joined-to bdi").all_inner_texts() == ["Ingrid Solheim"]


def test_the_timeline_and_the_ledger_lead_to_the_claims(open_page: Open) -> None:
    page = open_page(both(), "#:timeline")
    assert page.locator("#timeline-status").inner_text() == "2 dates named"
    page.get_by_label("only what is due").check()
    assert page.locator("#dates .dated").count() == 1
    follow(page, page.locator("#dates .tied a").click)
    assert page.locator("#panel .badge").first.inner_text() == "commitment"
    follow(page, page.get_by_role("link", name="Ledger").click)
    row = page.locator("#entries .entry").first
    assert row.locator(".amount").inner_text() == "EUR 400M" and row.locator(".due").inner_text() == "by 2030"
    follow(page, row.locator(".history a").click)
    assert page.locator("#text .chosen").first.is_visible()


def test_the_headline_that_begins_a_text_is_shown_once(open_page: Open) -> None:
    records = ferries()
    first = records.documents[0].text.partition("\n")[0]
    page = open_page(Records([replace(records.documents[0], title=first)], []))
    assert page.locator(".headline").inner_text() == first
    assert page.locator("#reader h2:not(.hidden)").count() == 0


def test_an_article_without_claims_or_facts_is_shown(open_page: Open) -> None:
    page = open_page(Records([make_document("Nothing 🏝\r\nhappened.", doc_id="x")], []))
    assert page.locator("#panel h2").inner_text() == "0 claims"


WORDS = [
    ("DATE", "2026-03-18", "18 Mar 2026"),
    ("DATE", "2026-SU", "summer 2026"),
    ("DATE", "199", "1990s"),
    ("DATE", "2024-01-02/2024-02-03", "2 Jan 2024 – 3 Feb 2024"),
    ("DATE", "PRESENT_REF", "now"),
    ("DATE", "FY2026", "FY2026"),
    ("TIME", "2026-03-18T09:30", "18 Mar 2026, 09:30"),
    ("TIME", "2026-03-18TMO", "18 Mar 2026, morning"),
    ("DURATION", "P1Y6M", "1 year 6 months"),
    ("DURATION", "PXW", "some weeks"),
    ("SET", "P1D", "every day"),
    ("SET", "P6M", "every 6 months"),
    ("SET", "XXXX-WXX-7", "every Sunday"),
    ("DATE", "2024-constructor", "2024-constructor"),
    ("DATE", "constructor", "constructor"),
    ("DURATION", "P", "P"),
]


def test_values_of_dates_are_put_in_words(open_page: Open) -> None:
    records = ferries()
    (day,) = [claim for claim in records.claims if claim.kind == "date"]
    days = [replace(day, id=f"d{n}", bound="at", type=type, value=value) for n, (type, value, _) in enumerate(WORDS)]
    page = open_page(Records(records.documents, list(days)))
    assert page.locator("#panel .claim .gist bdi").all_inner_texts() == [words for _, _, words in WORDS]


def test_a_long_article_with_many_claims_opens_and_is_marked_to_the_character(open_page: Open) -> None:
    records = ferries()
    (doc,) = records.documents
    copies = 150
    text = "\n".join([doc.text] * copies)
    claims = [
        replace(claim, id=f"{claim.id}-{n}", start=claim.start + at, end=claim.end + at, links=[])
        for n in range(copies)
        for at in [n * (len(doc.text) + 1)]
        for claim in records.claims
        if claim.kind in ("entity", "money", "date")
    ]
    long = Records([make_document(text, doc_id="long")], claims)
    page = open_page(long)
    assert shown(page) == words(long, "long")
    assert page.evaluate("performance.getEntriesByName('onrecord-ready')[0].startTime") < 3_000


def test_claims_over_each_other_without_end(open_page: Open) -> None:
    doc = ferries().documents[0]
    one = entity(doc, "Ingrid Solheim")
    deep = Records(
        [doc], [replace(one, id=f"deep-{n}", start=n, end=60 + n, text=doc.text[n : 60 + n]) for n in range(40)]
    )
    assert shown(open_page(deep)) == words(deep, "ferries")
