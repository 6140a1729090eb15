"""Documents as they are ingested."""

from __future__ import annotations

import hashlib

import pytest

from onrecord.errors import InputError
from onrecord.schema import check_published, make_document, sha256_of


def test_a_document_is_hashed_and_named_after_its_text() -> None:
    document = make_document("Ada paid €5.")
    assert document.sha256 == hashlib.sha256("Ada paid €5.".encode()).hexdigest()
    assert document.doc_id == document.sha256[:16]
    assert make_document("x", doc_id="a").doc_id == "a"


@pytest.mark.parametrize("text", ["", "\r\n\x00\ufeff", "a\u0301", "lone \ud800 and \udfff", "\udc00\ud800"])
def test_the_text_is_not_altered(text: str) -> None:
    document = make_document(text)
    assert document.text == text
    assert document.sha256 == sha256_of(text)


def test_a_surrogate_pair_is_the_character_it_stands_for() -> None:
    assert make_document("a\ud83d\ude00b\ud83d").text == "a\U0001f600b\ud83d"


@pytest.mark.parametrize(
    "published",
    [
        "2025-03-05",
        "2025-03",
        "2025",
        "2025-03-05T14:00Z",
        "2025-03-05T14:00:00+01:00",
        "2025-03-05T14:00:00.25-05:00",
        "2024-02-29",
    ],
)
def test_iso_dates_are_kept_as_they_are(published: str) -> None:
    assert check_published(published) == published
    assert make_document("x", published=published).published == published


@pytest.mark.parametrize(
    ("published", "reason"),
    [
        ("", "not an ISO 8601 date"),
        ("5 March 2025", "not an ISO 8601 date"),
        ("03/05/2025", "not an ISO 8601 date"),
        ("20250305", "not an ISO 8601 date"),
        ("2025-3-5", "not an ISO 8601 date"),
        ("2025-03-05 14:00:00+01:00", "not an ISO 8601 date"),
        ("٢٠٢٥-٠٣-٠٥", "not an ISO 8601 date"),
        ("2025-03-05T14:00:00", "no offset"),
        ("2025-02-29", "no date of the calendar"),
        ("2025-13", "no date of the calendar"),
        ("2025-03-05T25:00Z", "no date of the calendar"),
        ("0000", "no date of the calendar"),
    ],
)
def test_other_dates_are_refused_with_what_to_write(published: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        make_document("x", published=published)
    assert "write 2025-03-05" in caught.value.hint
