"""What a person did in a tool wins over the record, in every tool the same way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from onrecord.formats import shape
from onrecord.schema import Link, claim_id
from tests.formats.articles import DOC_ID, article, part, span
from tests.formats.conftest import Back
from tests.formats.hands import HANDS

pytestmark = pytest.mark.parametrize("name", HANDS)
BEFORE = {claim.id: claim for claim in article().claims}


@pytest.fixture
def edited(name: str, out: Callable[[str], Path], back: Callable[..., Back]) -> Callable[[Callable[[Any], None]], Back]:
    """Do something to the file of a tool and convert it back."""

    def do(what: Callable[[Any], None]) -> Back:
        path = out(name)
        hand = HANDS[name](path)
        what(hand)
        hand.save()
        return back(path, name)

    return do


Edited = Callable[[Callable[[Any], None]], Back]


def unchanged(found: Back) -> int:
    return sum(BEFORE.get(claim.id) == claim for claim in found.claims)


def test_nothing(edited: Edited) -> None:
    found = edited(lambda hand: None)
    assert found.claims == list(BEFORE.values())


def test_move_a_span(edited: Edited) -> None:
    found = edited(lambda hand: hand.move(hand.find("money", "€3m"), "up to €3m"))
    moved = found.of("money", "€3m")
    assert (moved.start, moved.end) == span("up to €3m")
    assert moved.id == claim_id(DOC_ID, "money", *span("up to €3m"))
    # What it said of the sum stays, and so does its link; how the pipeline came by it does not.
    assert moved.amount_max == "3000000" and moved.approx is True and moved.links[0].role == "same_as"  # type: ignore[union-attr]
    assert moved.stage is moved.rule is moved.confidence is UNSET
    assert moved.sentence is not UNSET and moved.sentence.start == 45
    assert unchanged(found) == len(BEFORE) - 1


def test_links_follow_what_is_moved(edited: Edited) -> None:
    found = edited(lambda hand: hand.move(hand.find("ORG", "=SUM Ferries"), "Ferries"))
    ferries, hire = found.of("entity", "Ferries"), found.of("commitment", "plans to hire")
    assert (ferries.text, hire.links[0]) == ("Ferries", Link("committer", ferries.id))
    # The claim that holds the link is otherwise what it was.
    assert hire.stage == "test" and hire.committers == ["=SUM Ferries"]  # type: ignore[union-attr]


def test_remove_a_span(edited: Edited) -> None:
    found = edited(lambda hand: hand.remove(hand.find("ORG", "=SUM Ferries")))
    assert len(found.claims) == len(BEFORE) - 1
    assert [link.role for link in found.of("commitment", "plans to hire").links] == ["deadline"]
    assert found.done.notes["links dropped, for the claim they point at is gone"] == 2
    # Whom a commitment binds is still known when the mention it pointed at is not one.
    assert found.of("commitment", "plans to hire").committers == ["=SUM Ferries"]  # type: ignore[union-attr]


def test_add_a_span(edited: Edited) -> None:
    def draw(hand: Any) -> None:
        quote = hand.add("quote", "200 people by 2030")
        hand.tie("has_cue", quote, hand.find("cue", "plans"))
        hand.tie("has_source", quote, hand.add("source", "Ferries"))
        hand.tie("speaker", quote, hand.find("ORG", "Norvik"))

    found = edited(draw)
    quote: Any = found.of("quote", "200 people")
    assert quote.id == claim_id(DOC_ID, "quote", quote.start, quote.end, (), "{}-{}".format(*span("plans")))
    assert (quote.cue, quote.source) == (part("plans"), part("Ferries"))
    # Drawn links name the speaker; what nobody filled in claims nothing.
    assert (quote.speaker, quote.mode, quote.speaker_kind, quote.speaker_basis) == (
        "Norvik",
        "indirect",
        "unknown",
        "none",
    )
    assert quote.links == [Link("speaker", found.of("entity", "Norvik").id)] and quote.stage is UNSET
    assert unchanged(found) == len(BEFORE)
    assert any(note.startswith("new quote claims") for note in found.done.notes)
    assert [c.start for c in found.claims] == sorted(c.start for c in found.claims)


def test_every_label_can_be_drawn_alone(edited: Edited) -> None:
    def draw(hand: Any) -> None:
        for label in shape.LABELS:
            hand.add(label, "people")

    found = edited(draw)
    new: list[Any] = [claim for claim in found.claims if claim.text == "people"]
    assert sorted({shape.label_of(c) for c in new}) == sorted(shape.LABELS)
    (commitment,) = [claim for claim in new if claim.kind == "commitment"]
    assert (commitment.cue, commitment.action) == (part("people"), part("people"))
    # All are mentions of one participant, and each has an id of its own.
    entities = [claim for claim in new if claim.kind == "entity"]
    assert len({e.entity_id for e in entities}) == 1 and len({c.id for c in new}) == len(new)


def test_move_a_cue_that_two_claims_could_share(edited: Edited) -> None:
    found = edited(lambda hand: hand.move(hand.find("cue", "said"), "Marsh said"))
    quote: Any = found.of("quote", "fares")
    assert quote.cue == part("Marsh said")
    assert quote.id != next(c.id for c in BEFORE.values() if c.kind == "quote" and "fares" in c.text)


def test_remove_a_source_and_a_condition(edited: Edited) -> None:
    def rub(hand: Any) -> None:
        hand.remove(hand.find("source", "Ada Marsh"))
        hand.remove(hand.find("condition", "Norvik pays up to €3m"))

    found = edited(rub)
    assert found.of("quote", "fares").source is None  # type: ignore[union-attr]
    assert found.of("commitment", "plans to hire").condition is None  # type: ignore[union-attr]


def test_draw_another_speaker(edited: Edited) -> None:
    def redraw(hand: Any) -> None:
        quote, ada, norvik = (
            hand.find("quote", "“We will cut fares 🚋 by $5,”"),
            hand.find("PERSON", "Ada Marsh"),
            hand.find("ORG", "Norvik"),
        )
        hand.untie("speaker", quote, ada)
        hand.tie("speaker", quote, norvik)

    quote: Any = edited(redraw).of("quote", "fares")
    assert (quote.speaker, [link.role for link in quote.links]) == ("Norvik", ["speaker"])
    assert quote.id in BEFORE and quote.stage is UNSET


def test_move_a_piece_of_a_discontinuous_span(name: str, edited: Edited) -> None:
    if name in ("brat", "web-annotation"):
        pytest.skip("there the pieces are one span, moved as in the other tests")
    found = edited(lambda hand: hand.move(hand.find("fragment", "“pays more.”"), "pays more"))
    quote = found.of("quote", "nobody")
    assert quote.fragments == [span("“And\nnobody,”"), span("pays more")]


def test_what_makes_no_claim_is_named(edited: Edited) -> None:
    def scribble(hand: Any) -> None:
        hand.add("rumour", "people")
        hand.add("cue", "people")
        hand.tie("knows", hand.find("ORG", "Norvik"), hand.find("PERSON", "Ada Marsh"))
        hand.tie("speaker", hand.find("ORG", "Norvik"), hand.find("money", "$5"))

    found = edited(scribble)
    assert found.claims == list(BEFORE.values())
    assert [note.partition(";")[0] for note in found.done.notes if "left out" in note] == [
        "spans labelled 'rumour', which is no kind of claim",
        "spans labelled 'cue' that no relation ties to a claim",
        "relations called 'knows', which is no role of a link",
        "speaker links that do not point at another entity claim",
    ]
