"""Labels of claims as those of the corpus, and names by nine, six and four of them."""

from __future__ import annotations

from onrecord.benchmark import newswire
from onrecord.formats.bio import Name
from onrecord.formats.newswire import Named
from onrecord.schema import Claim, Date, Entity, Money
from tests.benchmark.claims import Text

TEXT = Text("Ada Marsh of Norvik paid $5 in Bergen on 6 March, after the Nordic Cup this year; she left at 5 pm.")


def entity(words: str, label: str, mention: str = "name") -> Entity:
    return TEXT.claim(Entity, words, label=label, mention=mention, entity_id="e")


def labels(*claims: Claim) -> list[tuple[str, str]]:
    return [(TEXT.text[name.start : name.end], name.label) for name in newswire.mapped(claims)]


def test_labels_are_those_of_the_corpus() -> None:
    assert labels(entity("Ada Marsh", "PERSON"), entity("Bergen", "GPE"), entity("Nordic Cup", "EVENT")) == [
        ("Ada Marsh", "Person"),
        ("Bergen", "Location"),
        ("Nordic Cup", "Misc"),
    ]
    assert labels(TEXT.claim(Money, "$5")) == [("$5", "Money")]


def test_only_names_and_calendar_dates_count() -> None:
    assert labels(entity("she", "PERSON", "pronoun")) == []
    assert labels(TEXT.claim(Date, "6 March"), TEXT.claim(Date, "this year")) == [("6 March", "Date")]
    assert labels(TEXT.claim(Date, "5 pm", type="TIME")) == []


def test_every_label_is_mapped() -> None:
    assert set(newswire.LABELS.values()) | {"Date", "Money"} == set(newswire.NINE)
    assert set(newswire.FOUR) == set(newswire.NINE) - {"Date", "Money"}


def test_counts() -> None:
    gold = [Name(0, 9, "Person"), Name(13, 19, "Organization"), Name(31, 37, "Location"), Name(41, 48, "Date")]
    pred = [Name(0, 9, "Person"), Name(13, 19, "Location"), Name(31, 37, "Facility"), Name(41, 48, "Date")]
    found = newswire.compare(gold, pred)
    assert found["nine"] == (2, 4, 4)
    assert found["six"] == (1, 3, 3)
    # A facility is a location among four labels; dates are left out.
    assert found["four"] == (2, 3, 3)
    assert found["Location"] == (0, 1, 1)


def test_sums_count_by_overlap_and_names_of_currencies_apart() -> None:
    text = Text("Ada Marsh paid about $5 million in dollars, or half a million pounds a year.")
    words = ("about $5 million", "dollars", "half a million pounds")
    gold = Named(text.document, [Name(*text.span(one), "Money") for one in words])
    pred = [text.claim(Money, "$5 million"), text.claim(Money, "half a million pounds a year")]
    found = newswire.compare_sums(gold, pred)
    assert found == {"money_overlap": (2, 3, 2), "money_number": (2, 2, 2)}
