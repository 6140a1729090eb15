"""Counts and scores of small cases that can be checked by hand."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from onrecord.evaluate import Evaluation, Score, evaluate
from onrecord.records import Records
from onrecord.schema import Link, Participant
from tests.evaluate.build import claim, document, part, records, split


def scored(gold: Records, pred: Records, **options: Any) -> Evaluation:
    return evaluate(gold, pred, **{"resamples": 20, **options})


def counts(score: Score) -> tuple[int, int, int]:
    return score.right, score.gold, score.pred


def test_spans_exact_and_by_overlap() -> None:
    found = scored(
        records(claim("date", 0, 10), claim("date", 20, 30), claim("date", 40, 50)),
        records(claim("date", 0, 10), claim("date", 20, 28), claim("date", 60, 70), claim("date", 80, 90)),
    )
    assert counts(found["date.spans.exact"]) == (1, 3, 4)
    overlap = found["date.spans.overlap"]
    assert counts(overlap) == (2, 3, 4)
    assert (overlap.precision, overlap.recall, overlap.f1) == (2 / 4, 2 / 3, 4 / 7)


def test_identical_spans_of_different_kinds_are_different_claims() -> None:
    found = scored(records(claim("date", 0, 4)), records(claim("money", 0, 4)), kinds=["date", "money"])
    assert counts(found["date.spans.overlap"]) == (0, 1, 0)
    assert counts(found["money.spans.overlap"]) == (0, 0, 1)
    assert counts(found["all.spans.overlap"]) == (0, 1, 1)


def test_a_predicted_duplicate_is_spurious() -> None:
    found = scored(records(claim("date", 0, 4)), records(claim("date", 0, 4, id="a"), claim("date", 0, 4, id="b")))
    assert counts(found["date.spans.exact"]) == (1, 1, 2)


def test_types_need_the_same_type_on_both_sides() -> None:
    found = scored(
        records(claim("entity", 0, 5, label="ORG"), claim("entity", 10, 15, label="GPE")),
        records(claim("entity", 0, 5, label="GPE"), claim("entity", 10, 16, label="GPE")),
    )
    assert counts(found["entity.label=ORG.exact"]) == (0, 1, 0)
    assert counts(found["entity.label=GPE.exact"]) == (0, 1, 2)
    assert counts(found["entity.label=GPE.overlap"]) == (1, 1, 2)
    assert counts(found["entity.label"]) == (1, 2, 2)


def test_a_missed_span_costs_its_attributes_recall() -> None:
    found = scored(
        records(claim("money", 0, 4), claim("money", 10, 14)),
        records(claim("money", 0, 4, amount_min="5.00", amount_max="5.0", currency="EUR")),
    )
    assert counts(found["money.amount"]) == (1, 2, 1)
    assert counts(found["money.currency"]) == (0, 2, 1)
    assert counts(found["money.amount+currency"]) == (0, 2, 1)


def test_null_is_a_value_but_not_a_filled_one() -> None:
    found = scored(
        records(claim("money", 0, 4, per=None), claim("money", 10, 14, per="hour"), claim("money", 20, 24, per=None)),
        records(claim("money", 0, 4, per=None), claim("money", 10, 14, per="hour"), claim("money", 20, 24, per="day")),
    )
    assert counts(found["money.per"]) == (2, 3, 3)
    assert counts(found["money.per.filled"]) == (1, 1, 2)


def test_parts_of_the_text_have_to_overlap() -> None:
    gold = claim("quote", 10, 30, cue=part(0, 8), source=None)
    found = scored(records(gold), records(claim("quote", 10, 30, cue=part(4, 8), source=part(40, 45))))
    assert counts(found["quote.cue"]) == (1, 1, 1)
    assert counts(found["quote.source"]) == (0, 1, 1)
    assert counts(found["quote.source.filled"]) == (0, 0, 1)


def test_a_surname_is_equal_to_the_full_name_of_a_person() -> None:
    gold = [
        claim("quote", 0, 9, speaker="Ada Marsh"),
        claim("quote", 10, 19, speaker="Bank Indonesia", speaker_kind="organisation"),
        claim("quote", 20, 29, speaker=None, speaker_kind="unknown"),
    ]
    pred = [
        claim("quote", 0, 9, speaker="Mrs Marsh"),
        claim("quote", 10, 19, speaker="Indonesia", speaker_kind="organisation"),
        claim("quote", 20, 29, speaker=None, speaker_kind="unknown"),
    ]
    found = scored(records(*gold), records(*pred))
    assert counts(found["quote.speaker"]) == (2, 3, 3)
    assert counts(found["quote.speaker.filled"]) == (1, 2, 2)


def test_committers_as_sets_and_name_by_name() -> None:
    gold = [
        claim("commitment", 0, 20, committers=["Norvik", "Ada Marsh"], beneficiaries=[]),
        claim("commitment", 30, 50, committers=["Bergen"]),
    ]
    pred = [claim("commitment", 0, 20, committers=["Marsh"], beneficiaries=[])]
    found = scored(records(*gold), records(*pred))
    assert counts(found["commitment.committers"]) == (0, 2, 1)
    assert counts(found["commitment.committers.filled"]) == (1, 3, 1)
    assert counts(found["commitment.beneficiaries"]) == (1, 2, 1)
    again = scored(records(*gold), records(claim("commitment", 0, 20, committers=["Marsh", "norvik", "Norvik"])))
    assert counts(again["commitment.committers"]) == (1, 2, 1)
    assert counts(again["commitment.committers.filled"]) == (2, 3, 2)


def commitment(id: str, *links: Link, at: int = 0) -> Any:
    return claim("commitment", at, at + 20, id=id, links=list(links))


def test_links_need_role_and_both_ends() -> None:
    gold = records(
        claim("money", 5, 8, id="m"),
        claim("date", 10, 14, id="t"),
        commitment("c", Link("amount", "m"), Link("deadline", "t"), Link("begin", "t")),
        commitment("missed", Link("amount", "m"), at=100),
    )
    pred = records(
        claim("money", 5, 8, id="M"),
        claim("date", 50, 54, id="T"),
        commitment("C", Link("amount", "M"), Link("amount", "M"), Link("deadline", "T"), Link("begin", "M")),
    )
    found = scored(gold, pred)
    assert counts(found["commitment.link.amount"]) == (1, 2, 1)
    assert counts(found["commitment.link.deadline"]) == (0, 1, 1)
    assert counts(found["commitment.link.begin"]) == (0, 1, 1)
    assert counts(found["commitment.links"]) == counts(found["all.links"]) == (1, 4, 3)


def test_a_link_may_point_at_any_mention_of_a_participant() -> None:
    gold = records(
        claim("entity", 0, 5, id="e1", entity_id="x", name="Norvik"),
        claim("entity", 60, 65, id="e2", entity_id="x", name="Norvik"),
        commitment("c", Link("committer", "e1"), at=10),
    )
    one_mention = records(
        claim("entity", 60, 65, id="p", entity_id="y", name="Norvik Lines"),
        commitment("C", Link("committer", "p"), at=10),
    )
    assert counts(scored(gold, one_mention)["commitment.link.committer"]) == (1, 1, 1)
    by_name = records(
        claim("entity", 200, 205, id="p", entity_id="y", name="NORVIK"),
        commitment("C", Link("committer", "p"), at=10),
    )
    assert counts(scored(gold, by_name)["commitment.link.committer"]) == (1, 1, 1)
    neither = records(
        claim("entity", 200, 205, id="p", entity_id="y", name="Bergen"),
        commitment("C", Link("committer", "p"), at=10),
    )
    assert counts(scored(gold, neither)["commitment.link.committer"]) == (0, 1, 1)


def test_a_gold_inventory_goes_by_name_and_alias() -> None:
    inventory = [Participant("n", "Norvik Lines", "ORG", ["the carrier"])]
    gold = records(
        commitment("c", Link("committer", "entity:n")),
        documents=[msgspec.structs.replace(document(), entities=inventory)],
    )
    for name, right in (("norvik lines", 1), ("The Carrier", 1), ("Lines", 0)):
        pred = records(
            claim("entity", 200, 205, id="p", label="ORG", name=name), commitment("C", Link("committer", "p"))
        )
        assert scored(gold, pred)["commitment.link.committer"].right == right, name


def test_links_to_nowhere_are_wrong_and_do_no_harm() -> None:
    gold, pred = commitment("c", Link("amount", "gone")), commitment("C", Link("amount", "gone"))
    assert counts(scored(records(gold), records(pred))["commitment.links"]) == (0, 1, 1)


def test_fragments_through_and_through() -> None:
    gold = split("quote", (0, 10), (50, 60))
    found = scored(records(gold), records(split("quote", (0, 10), (50, 58))))
    assert counts(found["quote.spans.exact"]) == (0, 1, 1)
    assert counts(found["quote.spans.overlap"]) == (1, 1, 1)


def test_nothing_predicted_and_nothing_in_gold() -> None:
    missed = scored(records(claim("date", 0, 4)), records())["date.spans.overlap"]
    assert (missed.precision, missed.recall, missed.f1) == (None, 0.0, 0.0)
    spurious = scored(records(), records(claim("date", 0, 4)))["date.spans.overlap"]
    assert (spurious.precision, spurious.recall, spurious.f1) == (0.0, None, 0.0)
    neither = scored(records(), records())["date.spans.overlap"]
    assert neither[1:] == (0, 0, 0, None, None, None, None)


def test_kinds_of_gold_are_scored_unless_named() -> None:
    gold, pred = records(claim("date", 0, 4)), records(claim("date", 0, 4), claim("entity", 0, 4))
    found = scored(gold, pred)
    assert counts(found["all.spans.overlap"]) == (1, 1, 1)
    assert found.warnings == ["records has no entity claims, so the 1 predicted are not scored"]
    assert "kinds:date|" in found.signature
    both = scored(gold, pred, kinds=["date", "entity"])
    assert counts(both["all.spans.overlap"]) == (1, 1, 2) and not both.warnings


def test_the_order_of_claims_and_documents_changes_nothing() -> None:
    documents = [document("a"), document("b")]
    gold = [claim("date", 0, 4, doc_id="a", id="1"), claim("date", 9, 14, doc_id="b", id="2")]
    pred = [claim("date", 0, 4, doc_id="a", id="3"), claim("date", 9, 13, doc_id="b", id="4")]
    one = scored(Records(documents, gold), Records(documents, pred))
    other = scored(Records(documents, gold[::-1]), Records(documents[::-1], pred[::-1]))
    assert one.to_dict() == other.to_dict()


def test_a_score_that_is_not_measured_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        scored(records(claim("date", 0, 4)), records())["date.colour"]
