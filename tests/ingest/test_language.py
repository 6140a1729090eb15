"""The language of texts, and what becomes of those in another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest import language
from tests.ingest.files import SENTENCES, bad, located, rows

FRENCH = "Le conseil du port votera le projet en juin, et le comté a proposé de prêter un tiers de la somme aux îles."
GERMAN = "Der Hafenrat stimmt im Juni über den Plan ab, und der Kreis hat angeboten, ein Drittel des Geldes zu leihen."
RUSSIAN = "Совет порта проголосует за план в июне, а округ предложил одолжить треть денег на новые паромы."


@pytest.mark.parametrize(
    ("text", "code"),
    [(" ".join(SENTENCES), "en"), (SENTENCES[0], "en"), (FRENCH * 2, "fr"), (GERMAN * 2, "de"), (RUSSIAN * 2, "ru")],
)
def test_the_language_of_a_text(text: str, code: str) -> None:
    assert language.detect(text) == code


@pytest.mark.parametrize(
    "text", ["", "Ada paid $5.", "12 34 56 " * 40, "x" * 500, "\ud800" * 100, "Bergen, Oslo. " * 3]
)
def test_too_little_to_tell(text: str) -> None:
    assert language.detect(text) is None


def test_other_languages_are_set_aside_with_the_reason(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "a.jsonl", {"text": FRENCH * 2}, {"text": "Ada paid $5."}, {"text": SENTENCES[0], "language": "fr"}
    )
    first, second = bad(path)
    assert (first.stage, first.error) == ("language", "in another language (fr) than en")
    assert (second.line, second.hint) == (3, "--language any keeps it")
    assert len(located(path, language="any")) == 3
    assert [item.line for item in bad(path, language="fr-CA")] == []


def test_what_a_caller_says_counts_and_what_is_found_is_noted(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"text": FRENCH, "language": "en-GB"}, {"text": SENTENCES[0]})
    first, second = located(path)
    assert first.document.language == "en-GB" and second.document.language is None
    assert first.provenance and second.provenance
    assert (first.provenance.language, second.provenance.language) == (None, "en")


def test_a_code_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'english!' is no language code"):
        located(rows(tmp_path / "a.jsonl", {"text": "a"}), language="english!")


def test_plain_english_needs_no_detector() -> None:
    code = "import sys; from onrecord.ingest.language import detect\n"
    code += f"assert detect({' '.join(SENTENCES)!r}) == 'en' and 'py3langid' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
