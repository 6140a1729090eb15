"""What a document gets depends on its company in a part, and not on what happened on the way there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.batch import outcomes
from onrecord.batch.outcomes import FAILED, SLOW, Outcome, Work, process
from onrecord.limits import TimeLimit
from onrecord.schema import Document, Entity, make_document
from onrecord.stages import store

BAD = "zerbrochen"
NAME = {"label": "ORG", "mention": "name", "entity_id": "0" * 16, "name": "One"}


class Sociable:
    """As a network that rounds otherwise in another batch: a claim says how many documents came together."""

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Sequence[Doc], batch_size: int = 32) -> Iterator[Doc]:
        company = list(docs)
        for doc in company:
            if BAD in doc.text:
                raise RuntimeError("cannot swallow")
            rule = f"{len(company)}_together"
            store.put(
                doc, Entity.kind, [store.make(doc, Entity, 0, 3, stage="entities", rule=rule, confidence=1.0, **NAME)]
            )
        yield from company


@Language.factory("sociable")
def make_sociable(nlp: Language, name: str) -> Sociable:
    return Sociable()


@pytest.fixture
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sociable")
    return pipeline


def documents(*texts: str) -> list[Document]:
    return [make_document(text, doc_id=f"d{n}") for n, text in enumerate(texts)]


def companies(outcomes: Sequence[Outcome]) -> list[str]:
    """Return how many documents each was with, or the error of those that were lost."""
    return [outcome.error or outcome.claims[0].rule for outcome in outcomes]


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of the times, from 0, that documents go through the pipeline and are found to take too long."""
    together, numbers, times = outcomes._together, [], iter(range(99))

    def instead(nlp: Language, documents: Sequence[Document], work: Work) -> list[Outcome]:
        number, done = next(times), together(nlp, documents, work)
        if number in numbers:
            raise TimeLimit("not done after 1 seconds")
        return done

    monkeypatch.setattr(outcomes, "_together", instead)
    return numbers


def test_a_limit_that_was_exceeded_by_all_together_changes_nothing(nlp: Language, late: list[int]) -> None:
    given = documents("one", "two", "three")
    expected = process(nlp, given, Work(seconds=1.0))
    assert companies(expected) == ["3_together"] * 3
    late.append(1)
    assert process(nlp, given, Work(seconds=1.0)) == expected


@pytest.mark.parametrize("exceeded", [[], [0]])
def test_those_beside_a_bad_one_are_together_in_any_case(nlp: Language, late: list[int], exceeded: list[int]) -> None:
    late += exceeded
    outcomes = process(nlp, documents("one", f"two {BAD}", "three"), Work(seconds=1.0))
    assert companies(outcomes) == ["2_together", "RuntimeError: cannot swallow", "2_together"]
    assert outcomes[1].hint == FAILED


def test_what_another_time_might_go_well_is_recorded(nlp: Language, late: list[int]) -> None:
    # All together, each alone, and all together with the time of all.
    late += [0, 3]
    outcomes = process(nlp, documents("one", "two"), Work(seconds=1.0))
    assert companies(outcomes) == ["not done after 1 seconds"] * 2
    assert {outcome.hint for outcome in outcomes} == {SLOW}


def test_documents_that_only_fail_together_are_done_alone(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    together = outcomes._together

    def instead(nlp: Language, documents: Sequence[Document], work: Work) -> list[Outcome]:
        if len(documents) > 1:
            raise ValueError("of unequal length")
        return together(nlp, documents, work)

    monkeypatch.setattr(outcomes, "_together", instead)
    assert companies(process(nlp, documents("one", "two"), Work())) == ["1_together"] * 2


def test_one_document_alone_is_tried_once(nlp: Language, late: list[int]) -> None:
    late.append(0)
    assert companies(process(nlp, documents("one"), Work(seconds=1.0))) == ["not done after 1 seconds"]
    assert process(nlp, [], Work(seconds=1.0)) == []
