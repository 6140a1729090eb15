"""Questions to a run: what is counted, and what must not be added up."""

from __future__ import annotations

import pandas as pd
import pytest

from onrecord.aggregate import open_run, recipes
from onrecord.aggregate.recipes import (
    commitments,
    copies,
    due,
    overview,
    participants,
    sourcing,
    speakers,
    sums,
    timeline,
    utterances,
)
from onrecord.aggregate.run import Run
from onrecord.errors import InputError
from onrecord.records import Records
from onrecord.schema import Claim, Link
from tests.aggregate.build import articles
from tests.support.claims import document, example


def money(*claims: dict[str, object], **about: str) -> Run:
    """Return a run of sums in one article."""
    made: list[Claim] = [
        example("money", **{"id": f"m{at}", "links": [], **fields}) for at, fields in enumerate(claims)
    ]
    return open_run(Records([document(**about)], made))


def row(run: Run, **wanted: str) -> dict[str, object]:
    table = sums.table(run)
    for name, value in wanted.items():
        table = table[table[name] == value]
    (found,) = table.to_dict("records")
    return {str(name): value for name, value in found.items()}


def amount(value: str, **fields: object) -> dict[str, object]:
    return {"amount_min": value, "amount_max": value, **fields}


def test_sums_are_exact_and_by_currency_role_and_month() -> None:
    big = "123456789012345678901234567890.10"
    run = money(amount(big), amount("0.20"), amount("7", currency="EUR"), amount("3", role="rate", per="share"))
    found = row(run, currency="USD", role="amount")
    assert found["total_min"] == found["total_max"] == "123456789012345678901234567890.30"
    assert (found["month"], found["added"], found["total_min_float"]) == (
        "2025-03",
        2,
        pytest.approx(1.2345678901234568e29),
    )
    assert row(run, currency="EUR")["total_min"] == "7"
    rate = row(run, role="rate")
    assert (rate["claims"], rate["added"], rate["rates"]) == (1, 0, 1)


def test_conversions_components_and_changes_are_not_added() -> None:
    run = money(
        amount("10"),
        amount("9", currency="EUR", links=[Link("same_as", "m0")]),
        amount("4", links=[Link("part_of", "m0")]),
        amount("100", role="change_to"),
        amount("69", role="change_from", links=[Link("change_of", "m3")]),
        amount("31", links=[Link("change_of", "m3")]),
    )
    found = row(run, currency="USD", role="amount")
    assert (found["total_min"], found["claims"], found["components"], found["changes"]) == ("10", 3, 1, 1)
    assert row(run, currency="EUR")["conversions"] == 1
    table = sums.table(run)
    assert table["added"].sum() == 1
    assert table.loc[table["role"] == "change_to", "total_min"].isna().all()


def test_ranges_stay_ranges() -> None:
    between = {"amount_min": "1", "amount_max": "2", "bound": "between"}
    at_least = {"amount_min": "3", "amount_max": None, "bound": "at_least"}
    found = row(money(between, amount("5")))
    assert (found["total_min"], found["total_max"]) == ("6", "7")
    found = row(money(between, at_least))
    assert (found["total_min"], found["open_above"]) == ("4", 1)
    assert pd.isna(found["total_max"])


def test_a_sum_named_again_in_an_article_counts_once_and_losses_apart() -> None:
    run = money(
        amount("5"), amount("5"), amount("5", sign="negative"), amount("8", currency=None, currency_basis="unresolved")
    )
    found = row(run, currency="USD", sign="positive")
    assert (found["total_min"], found["added"], found["repeated"]) == ("5", 1, 1)
    assert row(run, sign="negative")["total_min"] == "5"
    table = sums.table(run)
    assert table[table["currency"].isna()]["no_currency"].tolist() == [1]


def test_a_figure_with_another_bound_or_rounded_is_the_same_sum() -> None:
    more = {"amount_min": "1400", "amount_max": None, "bound": "more_than"}
    run = money(
        more, amount("1400"), amount("1380"), amount("1.4e3", approx=True), amount("5", approx=True), amount("6")
    )
    found = row(run, currency="USD")
    assert (found["added"], found["repeated"], found["total_max"]) == (4, 2, "2791")
    assert (found["largest"], found["largest_claim"]) == ("1400", "m1")
    between = {"amount_min": "1", "amount_max": "2", "bound": "between"}
    assert row(money(between, between, amount("1"), amount("2")))["added"] == 3


def test_a_conversion_or_component_named_again_is_not_added_either() -> None:
    run = money(
        amount("9", currency="EUR"),
        amount("10"),
        amount("9", currency="EUR", links=[Link("same_as", "m1")]),
        amount("4.0", links=[Link("part_of", "m1")]),
        amount("4"),
        amount("3", per="share"),
    )
    assert sums.table(run).groupby("currency")["total_max"].first().to_dict() == {"EUR": None, "USD": "10"}
    found = row(run, currency="USD", role="amount")
    assert (found["components"], found["rates"]) == (2, 1)
    assert row(run, currency="EUR")["conversions"] == 2


def test_sums_of_two_articles_are_two() -> None:
    with open_run(articles("== a1\nA pie is [$5](money amount=5)\n\n== a2\nThe fine was [$5](money amount=5)")) as run:
        assert row(run)["total_max"] == "10"


SPOKEN = """
== a1 | 2025-01-10 | Coast Herald
[Ana Levy](entity) said [“The yard is closed for good”](quote speaker='Ana Levy'), and
[“Nobody will buy this yard”](quote speaker='Ana Levy').

== a2 | 2025-01-11 | Bergen Post
[Ana Maria Levy](entity) said [the yard was closed](quote mode=indirect speaker='Ana Maria Levy').
[Officials](entity mention=nominal) said [it was not](quote mode=indirect speaker=Officials speaker_kind=anonymous).
[The port](entity label=ORG mention=nominal)
[will reopen it by [May](date value=2025-05)](commitment cue=will committers='The port').
"""


def test_who_is_quoted_most_and_where() -> None:
    with open_run(articles(SPOKEN)) as run:
        table = speakers.table(run)
    found = table[["speaker", "publisher", "quotes", "direct", "quotes_in_all"]].to_numpy().tolist()
    assert found == [["Ana Maria Levy", "Coast Herald", 2, 2, 3], ["Ana Maria Levy", "Bergen Post", 1, 0, 3]]


def test_a_quote_inside_another_of_the_same_speaker_is_not_counted_again() -> None:
    inner = "[the yard is lost](quote mode=indirect speaker='{}')"
    marked = f"== a1\n[Ana Levy](entity) [says she fears {inner}](quote mode=indirect speaker='Ana Levy'). Ben Okoro."
    for who, quotes in (("Ana Levy", 1), ("Ben Okoro", 2)):
        with open_run(articles(marked.format(who).replace("Ben Okoro.", "[Ben Okoro](entity)."))) as run:
            assert speakers.table(run)["quotes"].sum() == quotes
            assert sourcing.table(run).loc[0, "quotes"] == quotes


def test_how_much_is_direct_and_anonymous() -> None:
    with open_run(articles(SPOKEN)) as run:
        table = sourcing.table(run)
    assert table.loc[0, ["publisher", "quotes", "share_direct", "share_anonymous"]].tolist() == ["(all)", 4, 0.5, 0.25]
    assert table["publisher"].tolist() == ["(all)", "Bergen Post", "Coast Herald"]


def test_commitments_timeline_deadlines_and_overview() -> None:
    with open_run(articles(SPOKEN)) as run:
        assert commitments.table(run)[["actor", "act", "commitments"]].to_numpy().tolist() == [
            ["The port", "announce", 1]
        ]
        assert commitments.table(run, by=["act"])["commitments"].tolist() == [1]
        line = timeline.table(run).iloc[0]
        assert (line["start_date"], line["said_as"], line["part"]) == ("2025-05-01", "commitment", "deadline")
        assert due.table(run, due="2025-05")["due"].tolist() == ["2025-05-31"]
        assert overview.table(run).loc[0, ["articles", "quote", "commitment"]].tolist() == [2, 4, 1]
        people = participants.table(run, top=1).iloc[0]
        assert (people["names"], people["documents"]) == ("Ana Levy; Ana Maria Levy", 2)
        with pytest.raises(InputError, match="commitments by actors; it is any of actor, act"):
            commitments.table(run, by=["actors"])


def test_a_deadline_that_was_over_when_it_was_told_is_listed_on_request_alone() -> None:
    marked = """
== a1 | 2025-01-10
[Norvik](entity label=ORG) [will open a yard by [May](date value=2025-05)](commitment cue=will committers=Norvik), and
once [would buy a ferry by [2001](date value=2001)](commitment cue=would committers=Norvik).
"""
    with open_run(articles(marked)) as run:
        assert due.table(run)["due"].tolist() == ["2025-05-31"]
        assert due.table(run, due="2001")["due"].tolist() == ["2001-12-31"]


def test_a_copy_counts_once_unless_it_is_wanted() -> None:
    filler = " ".join(f"word{number}" for number in range(60))
    body = f"[Ana Levy](entity) said [“The yard is closed for good”](quote speaker='Ana Levy'). {filler}"
    marked = f"== a2 | 2025-01-11 | Bergen Post\n{body}\n\n== a1 | 2025-01-10 | Coast Herald\n{body}"
    with open_run(articles(marked)) as run:
        assert copies.table(run)[["copy_of", "doc_id", "publisher"]].to_numpy().tolist() == [
            ["a1", "a2", "Bergen Post"]
        ]
        assert speakers.table(run)["quotes"].sum() == 1
        assert speakers.table(run, with_copies=True)["quotes"].sum() == 2


def test_a_wording_counts_where_several_articles_give_it() -> None:
    said = "[“The yard is closed for good”](quote speaker='Ana Levy')"
    twice = f"== a1 | 2025-01-10\n[Ana Levy](entity): {said}. Again: {said}."
    with open_run(articles(twice)) as run:
        assert utterances.table(run).empty
        assert utterances.table(run, least=1)["wordings"].tolist() == [2, 2]
    with open_run(articles(f"{twice}\n\n== a2 | 2025-01-12\n[Ana Levy](entity): {said}.")) as run:
        found = utterances.table(run)
    assert found[["wordings", "articles", "doc_id"]].to_numpy().tolist() == [[3, 2, "a1"], [3, 2, "a1"], [3, 2, "a2"]]


@pytest.mark.parametrize("name", recipes.RECIPES)
def test_every_recipe_answers_a_run_without_anything(name: str) -> None:
    with open_run(Records([], [])) as run:
        assert len(recipes.find(name).table(run)) == (name in ("overview", "sourcing"))


def test_an_unknown_recipe_is_named() -> None:
    with pytest.raises(InputError, match="no recipe 'speaker'; there are overview, speakers"):
        recipes.find("speaker")
