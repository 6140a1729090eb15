"""The ledger: one undertaking told by several articles, and what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.aggregate import Entry, Ledger
from onrecord.errors import InputError
from tests.aggregate.build import articles

ACTOR = "[Norvik Lines](entity label=ORG)"
BY = "committers='Norvik Lines'"


def rest(name: str) -> str:
    """Return the rest of an article, which no other has: two short ones would pass for copies."""
    return " ".join(f"{name}{number}" for number in range(30))


def told(*tellings: str) -> Ledger:
    """Return the ledger of articles a month apart, each about Norvik Lines."""
    parts = [
        f"== a{at} | 2025-{at:02}-10 | Coast Herald\n{ACTOR} {telling}. {rest(f'a{at}')}"
        for at, telling in enumerate(tellings, 1)
    ]
    return onrecord.ledger(articles("\n\n".join(parts)))


def only(ledger: Ledger) -> Entry:
    (entry,) = ledger
    return entry


def whats(entry: Entry) -> list[str]:
    return [event.what for event in entry.history]


EUR_400 = "[€400 million](money amount=400000000 currency=EUR)"
EUR_500 = EUR_400.replace("4", "5")


def did(words: str, fields: str = "cue=will") -> str:
    """Return a commitment of Norvik Lines in marks."""
    return f"[{words}](commitment {fields} {BY})"


SPEND = did(f"will spend {EUR_400} on electric ferries by [2030](date value=2030)")


def test_announced_raised_delayed_and_kept_is_one_undertaking_with_a_history() -> None:
    ledger = told(
        SPEND,
        did(f"will spend {EUR_500} on electric ferries"),
        did("will spend the money for electric ferries by [2032](date value=2032)", "cue=will status=delayed"),
        did("kept its promise of electric ferries", "cue=kept action='electric ferries' status=fulfilled"),
    )
    entry = only(ledger)
    assert whats(entry) == ["announced", "raised", "delayed", "fulfilled"]
    raised, delayed = entry.history[1:3]
    assert (raised.basis, raised.before, raised.after) == ("amount", "€400 million", "€500 million")
    assert (delayed.basis, delayed.before, delayed.after) == ("deadline", "2030", "2032")
    assert (entry.state, entry.due) == ("fulfilled", "2032-12-31")
    assert entry.amount is not None and entry.amount.amount_min == "500000000"
    assert (entry.first_published, entry.last_published) == ("2025-01-10", "2025-04-10")
    assert [place.doc_id for place in entry.sources] == ["a1", "a2", "a3", "a4"]
    assert all(place.text for place in entry.sources)


def test_every_source_is_the_exact_place() -> None:
    records = articles(f"== a1 | 2025-01-10\n{ACTOR} {SPEND}.\n\n== a2 | 2025-02-10\n{rest('a')} {ACTOR} {SPEND}.")
    texts = {document.doc_id: document.text for document in records.documents}
    entry = only(onrecord.ledger(records))
    assert len(entry.sources) == 2
    assert all(texts[place.doc_id][place.start : place.end] == place.text for place in entry.sources)


LATER = {
    "cut amount": did("will spend [€300 million](money amount=300000000 currency=EUR) on electric ferries"),
    "brought_forward deadline": did("will spend €400 million on electric ferries by [2028](date value=2028)"),
    "withdrawn direction": did(
        "will not spend €400m on electric ferries", "cue='will not' act=refuse direction=not_do"
    ),
    "withdrawn status": did("shelved the electric ferries", "cue=shelved status=withdrawn"),
    "delayed action": did("will delay its electric ferries"),
    "withdrawn action": did("will scrap its electric ferries"),
    "reaffirmed status": did(
        "repeated its pledge of electric ferries", "cue='repeated its pledge of' status=reaffirmed"
    ),
    "recalled status": did("had promised to spend €400m on electric ferries", "cue='had promised' status=historical"),
    "reaffirmed own_words": did("will spend €400 million on electric ferries", "cue=will voice=own_words"),
    "reported nothing_new": did("will spend €400 million on electric ferries"),
    "denied status": did("did not promise to spend €400m on ferries", "cue='did not promise' polarity=denied"),
}


@pytest.mark.parametrize("expected", LATER)
def test_what_a_later_article_tells(expected: str) -> None:
    event = only(told(SPEND, LATER[expected])).history[1]
    assert f"{event.what} {event.basis}" == expected


OTHERS = [
    did("will close its repair yard"),
    did(f"will spend {EUR_400} on a repair yard"),
    did("will spend another [€100 million](money amount=100000000 currency=EUR) on ferries"),
    f"did well. [Ana Levy](entity) {SPEND.replace('Norvik Lines', 'Ana Levy')}",
]


@pytest.mark.parametrize("other", OTHERS)
def test_another_undertaking_is_another_entry(other: str) -> None:
    assert len(told(SPEND, other)) == 2


def test_a_sum_in_another_currency_is_no_change() -> None:
    dollars = did("will spend [$470 million](money amount=470000000 currency=USD) on electric ferries")
    assert whats(only(told(SPEND, dollars))) == ["announced", "reported"]


def test_a_range_is_larger_only_if_no_end_is_smaller() -> None:
    def spend(low: int, high: int) -> str:
        fields = f"amount_min={low} amount_max={high} bound=between currency=EUR"
        return f"[will spend [€{low}–{high}](money {fields}) on electric ferries](commitment cue=will {BY})"

    assert whats(only(told(spend(3, 5), spend(4, 6)))) == ["announced", "raised"]
    assert whats(only(told(spend(3, 5), spend(2, 6)))) == ["announced", "reported"]


def test_two_articles_of_one_day_may_differ_but_change_nothing() -> None:
    other = SPEND.replace("400", "410")
    entry = only(
        onrecord.ledger(articles(f"== a | 2025-01-10\n{ACTOR} {SPEND}.\n\n== b | 2025-01-10\n{ACTOR} {other}."))
    )
    assert whats(entry) == ["announced", "differs"]
    assert entry.amount is not None and entry.amount.text == "€400 million"


def test_a_count_that_grows_is_raised() -> None:
    hire = "[will hire {} deckhands](commitment cue=will committers='Norvik Lines')"
    event = only(told(hire.format("300"), hire.format("450"))).history[1]
    assert (event.what, event.basis, event.before, event.after) == ("raised", "quantity", "300", "450")


def test_actors_of_one_surname_are_two() -> None:
    wall = "[promised to repair the harbour wall](commitment cue=promised committers=Levy)"
    parts = [f"== {at} | 2025-01-1{at}\n[Levy](entity) {wall}. {rest(f'a{at}')}" for at in (1, 2)]
    assert len(onrecord.ledger(articles("\n\n".join(parts)))) == 2


def test_a_syndicated_copy_counts_once_and_is_named() -> None:
    filler = " ".join(f"word{number}" for number in range(80))
    marked = f"{ACTOR} {SPEND}. {filler}"
    entry = only(onrecord.ledger(articles(f"== first | 2025-01-10\n{marked}\n\n== second | 2025-01-11\n{marked}")))
    assert whats(entry) == ["announced"]
    assert [(place.doc_id, place.copies) for place in entry.sources] == [("first", ["second"])]


def test_what_falls_due() -> None:
    ledger = told(
        SPEND,
        did("will close the yard by [March 2026](date value=2026-03)"),
        did("will vote on pay before [1 April 2026](date value=2026-04-01 bound=before)"),
        did("will sail again after [1 February 2026](date value=2026-02-01 bound=after)"),
        did("dropped its bid for Tessel by [May 2026](date value=2026-05)", "cue=dropped status=withdrawn"),
    )
    assert [entry.due for entry in ledger.due("2026-Q1")] == ["2026-03-31", "2026-03-31"]
    assert [entry.due for entry in ledger.due("2026")] == ["2026-03-31", "2026-03-31"]
    assert [entry.action.split()[0] for entry in ledger.due("2026-03-31..2030")] == ["close", "vote", "spend"]
    with pytest.raises(InputError, match="'next year' is no period; write 2026, 2026-H1"):
        ledger.due("next year")


def test_tables_and_lines_hold_all_of_it(tmp_path: Path) -> None:
    import msgspec

    ledger = told(SPEND, did(f"will spend {EUR_500} on electric ferries"))
    frame, history = ledger.frame(), ledger.history()
    row = frame.iloc[0]
    assert (row["amount_min"], row["amount_min_float"], row["currency"]) == ("500000000", 5e8, "EUR")
    assert str(row["due_day"]) == "2030-12-31 00:00:00"
    assert row["sources"].split("; ")[1].startswith("a2:")
    assert history["event"].tolist() == ["announced", "raised"]
    assert str(Ledger([]).frame().dtypes.to_dict()) == str(frame.dtypes.to_dict())
    ledger.write(tmp_path / "ledger.jsonl")
    (line,) = (tmp_path / "ledger.jsonl").read_bytes().splitlines()
    assert msgspec.json.decode(line, type=Entry) == ledger.entries[0]


def test_entries_are_chosen_by_actor_and_state() -> None:
    shelved = did("shelved the electric ferries", "cue=shelved status=withdrawn")
    ledger = told(SPEND, shelved, did("will close the yard"))
    assert [entry.state for entry in ledger.filter(actor="norvik")] == ["withdrawn", "open"]
    assert len(ledger.filter(actor="org:norvik-lines", state="open")) == 1
    assert len(ledger.filter(actor="Levy")) == 0
    with pytest.raises(InputError, match="no state 'late'; there are open, withdrawn"):
        ledger.filter(state="late")


def test_the_order_of_runs_and_articles_makes_no_difference() -> None:
    first, second = f"== a | 2025-01-10\n{ACTOR} {SPEND}.", f"== b | 2025-03-10\n{ACTOR} {SPEND.replace('400', '500')}."
    assert (
        onrecord.ledger(articles(f"{first}\n\n{second}")).entries
        == onrecord.ledger(articles(f"{second}\n\n{first}")).entries
    )


def test_two_sums_in_one_article_are_two_undertakings_unless_one_is_the_other_rounded() -> None:
    pay = "will pay {} to the fishermen"
    small, large, about = (
        did(pay.format(f"[€{value} million](money amount={value}000000 currency=EUR)"))
        for value in ("400", "600", "398")
    )
    assert len(told(f"{small} and {large}")) == 2
    assert len(told(f"{small} and {about}")) == 1
