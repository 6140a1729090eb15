"""Sums, dates, status, specificity and condition of commitments, on sentences with all stages run."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.schema import Commitment, Date, Money
from onrecord.stages import store

PUBLISHED = "2026-03-04"


def last(shipped: Language, text: str, published: str | None = PUBLISHED) -> tuple[Commitment, dict[str, str]]:
    """Return the last commitment of a text and the words its links to sums and dates point to."""
    doc = shipped.make_doc(text)
    store.set_context(doc, store.Context(doc_id="own", published=published))
    doc = shipped(doc)
    words = {c.id: c.text for kind in (Money, Date) for c in store.get(doc, kind)}
    found = store.get(doc, Commitment)[-1]
    return found, {link.role: words[link.target] for link in found.links if link.target in words}


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Peru and Chile will hold talks in Lima on Friday.", "Friday"),
        ("Oman plans to finish the port during 2029.", "2029"),
        ("Norway promised to send the doctors in the next three weeks.", "the next three weeks"),
        ("Latvia plans to send a team to next year's fair in Riga.", "next year"),
        ("Next week Ana Silva plans to visit the flooded towns.", "Next week"),
        ("Kenya agreed in 2019 to close the camp by 2023.", "2023"),
        ("The museum plans to restore a 1910 map.", None),
        ("Denmark plans to end the subsidy it paid last year.", None),
        ("Ghana plans to end a subsidy agreed in January.", None),
        ("Ghana plans to build a dam finished by next June.", "next June"),
    ],
)
def test_deadline_is_when_the_action_is_to_be_done(shipped: Language, text: str, deadline: str | None) -> None:
    assert last(shipped, text)[1].get("deadline") == deadline


def test_date_from_which_is_no_deadline(shipped: Language) -> None:
    _, words = last(shipped, "The bank said it will close its branch in Split as of 2 June.")
    assert words == {"begin": "2 June"}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Fiat agreed to buy the shares for $31 apiece.", "$31 apiece"),
        ("Qatar offered to pay a sum of $3 million for the ships.", "$3 million"),
        ("Chile plans to tax incomes above $90,000.", None),
        ("The mayor promised to build the bridge if the state pays $5 million.", None),
    ],
)
def test_amount_is_the_sum_committed(shipped: Language, text: str, amount: str | None) -> None:
    assert last(shipped, text)[1].get("amount") == amount


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru refused to sign the treaty.", "historical"),
        ("Peru refuses to sign the treaty.", "new"),
        ("In May 2014 Ghana agreed to lend Togo the ships.", "historical"),
        ("The strike ended after the firm agreed to raise wages.", "historical"),
        ("The minister said Ghana had agreed to lend Togo the ships.", "new"),
        ("The two firms sweetened their offer to buy the airline.", "modified"),
    ],
)
def test_status_tells_news_from_what_is_looked_back_on(shipped: Language, text: str, status: str) -> None:
    assert last(shipped, text)[0].status == status


@pytest.mark.parametrize(
    ("text", "specificity"),
    [
        ("Malta plans to close the prison.", "specific"),
        ("Malta refused to support the plan.", "specific"),
        ("Malta promised to take action.", "vague"),
        ("Malta aims to be a leader in the field.", "vague"),
        ("“We are going to improve the schools,” said Rosa Klein.", "vague"),
    ],
)
def test_specific_is_what_could_be_checked(shipped: Language, text: str, specificity: str) -> None:
    assert last(shipped, text)[0].specificity == specificity


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Rosa Klein promised to lower rents if elected.", "if elected"),
        ("Rosa Klein plans to sell the ferry even if the union objects.", None),
        ("The club promised to pay any pending dues.", None),
    ],
)
def test_condition_is_what_the_commitment_hangs_on(shipped: Language, text: str, condition: str | None) -> None:
    found, _ = last(shipped, text)
    assert (found.condition.text if found.condition is not None else None) == condition
