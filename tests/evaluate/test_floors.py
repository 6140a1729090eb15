"""Floors: kept, broken, raised, and lowered only on request."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from onrecord.errors import InputError
from onrecord.evaluate import Evaluation, evaluate, floors
from onrecord.records import Records
from onrecord.schema import Document
from tests.evaluate.build import claim, document

GOLD = [claim("date", at, at + 4, id=str(at)) for at in range(0, 300, 10)]
GOLD += [claim("money", at, at + 4, id=f"m{at}") for at in range(0, 50, 10)]


def result(found: int, doc: Document | None = None, gold: list = GOLD) -> Evaluation:  # type: ignore[type-arg]
    documents = [doc or document()]
    return evaluate(Records([document()], gold), Records(documents, GOLD[:found]), resamples=0)


def test_a_floor_is_the_score_less_the_margin() -> None:
    new = floors.measured(result(30))
    assert new.floors["date.spans.exact"] == 0.99
    assert "date.value" in new.floors
    assert "money.spans.exact" not in new.floors, "five claims are too few for a floor"
    assert "date.type=DATE.exact" not in new.floors and "date.value.filled" not in new.floors


def test_scores_at_the_floor_keep_it_and_below_do_not() -> None:
    held = floors.measured(result(27))
    assert list(floors.failures(result(27), held)) == []
    broken = list(floors.failures(result(20), held))
    assert "date.spans.exact is 0.8000, below its floor 0.937" in broken


def test_floors_go_up_and_not_down() -> None:
    held = floors.measured(result(27))
    raised = floors.raised(result(30), held)
    assert raised.floors["date.spans.exact"] == 0.99
    assert floors.raised(result(20), raised).floors == raised.floors
    assert "date.spans.exact: 0.937 to 0.990" in list(floors.changes(held, raised))
    assert list(floors.changes(raised, raised)) == []


def test_changed_gold_and_changed_inputs_are_noticed() -> None:
    held = floors.measured(result(30))
    assert list(floors.failures(result(30, gold=GOLD[::-1]), held)) == [], "their order is no change"
    changed = [f for f in floors.failures(result(30, gold=GOLD[1:]), held) if "fingerprint" in f]
    assert len(changed) == 1 and changed[0].startswith("gold changed") and "--lower" in changed[0]
    other = msgspec.structs.replace(document(), published="2020-01-01")
    changed = [f for f in floors.failures(result(30, other), held) if "fingerprint" in f]
    assert len(changed) == 1 and changed[0].startswith("the inputs changed")


def test_a_floor_for_what_was_not_scored_is_not_kept() -> None:
    held = msgspec.structs.replace(floors.measured(result(30)), floors={"quote.cue": 0.5})
    assert next(floors.failures(result(30), held)).startswith("quote.cue has a floor of 0.500 and was not scored")


def test_the_file_reads_back_and_has_a_floor_a_line(tmp_path: Path) -> None:
    held = floors.measured(result(30))
    floors.write(tmp_path / "floors.json", held)
    assert floors.read(tmp_path / "floors.json") == held
    assert '    "date.spans.exact": 0.99,\n' in (tmp_path / "floors.json").read_text()


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="make one with --raise-floors"):
        floors.read(tmp_path / "floors.json")
    (tmp_path / "floors.json").write_text('{"floors": 3}')
    with pytest.raises(InputError, match="no floors file"):
        floors.read(tmp_path / "floors.json")


def test_the_committed_floors_are_those_of_the_committed_gold() -> None:
    root = Path(__file__).resolve().parents[2]
    committed = floors.read(root / "corpus" / "floors.json")
    found = evaluate(root / "corpus" / "gold", root / "corpus" / "gold", resamples=0)
    assert committed.gold == found.gold_fingerprint, "gold changed: look at the scores, then run `make gate-lower`"
    assert committed.floors and set(committed.floors) <= {score.measure.key for score in found.scores}


def test_gold_scored_against_itself_is_perfect() -> None:
    gold = Path(__file__).resolve().parents[2] / "corpus" / "gold"
    scores = [score for score in evaluate(gold, gold, resamples=0).scores if score.gold]
    assert len(scores) > 100
    assert [score.measure.key for score in scores if score.f1 != 1] == []


def test_the_page_shows_the_committed_gold() -> None:
    root = Path(__file__).resolve().parents[2]
    page = (root / "docs" / "evaluation.md").read_text(encoding="utf-8")
    committed = floors.read(root / "corpus" / "floors.json")
    assert f"|gold:{committed.gold}|" in page, "run `make readme`"
