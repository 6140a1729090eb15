"""Tables, the ledger and its entries in a notebook: readable at a glance, every text escaped."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.aggregate import Ledger
from onrecord.aggregate.columns import TABLES, columns
from onrecord.records import Records
from tests.aggregate.build import articles
from tests.test_rendered import Seen

MARKED = """
== a <b>1</b> | 2025-01-10 | Coast <script>alert(1)</script>
[Norvik Lines](entity label=ORG) [will spend [€400 million](money amount=400000000 currency=EUR) on <i>ferries</i> by
[2030](date value=2030)](commitment cue=will committers='Norvik Lines').
[Ana Levy](entity) [will no longer sell the yard](commitment cue=will action='no longer sell the yard'
act=refuse direction=not_do committers='Ana Levy').

== b | 2025-03-10 | Bergen Post
[Norvik Lines](entity label=ORG) [will spend [€500 million](money amount=500000000 currency=EUR) on <i>ferries</i> by
[2030](date value=2030)](commitment cue=will committers='Norvik Lines').
"""


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return onrecord.ledger(articles(MARKED))


def test_tables_are_named_with_their_columns_and_none_is_read() -> None:
    frames = onrecord.frames(Records([], []))
    seen = Seen(frames._repr_html_())
    assert not seen.open and not frames._made
    assert all(name in seen.text for name in TABLES)
    assert all(column.name in seen.text for column in columns("commitment"))


def test_a_ledger_has_a_row_for_each_entry(ledger: Ledger) -> None:
    seen = Seen(ledger._repr_html_())
    assert not seen.open and not {"script", "i"} & set(seen.tags)
    assert seen.text.startswith("2 undertakings in 2 articles")
    assert seen.tags.count("tr") == 3
    assert "€500 million" in seen.text and "announced, raised" in seen.text and "on <i>ferries</i>" in seen.text
    assert Seen(Ledger([])._repr_html_()).text.startswith("0 undertakings")


def test_an_entry_tells_its_history(ledger: Ledger) -> None:
    entry = next(iter(ledger))
    seen = Seen(entry._repr_html_())
    assert not seen.open and not {"script", "i"} & set(seen.tags)
    assert "(open, now €500 million, due 2030-12-31)" in seen.text
    assert "raised €400 million → €500 million" in seen.text
    assert "Coast <script>alert(1)</script>" in seen.text and "a <b>1</b>:" in seen.text


def test_what_is_not_to_be_done_says_so_once(ledger: Ledger) -> None:
    assert [entry.wording for entry in ledger.filter(actor="Levy")] == ["not sell the yard"]
