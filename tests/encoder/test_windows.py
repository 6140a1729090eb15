"""Windows cover every word once and end where sentences or paragraphs do."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.encoder.pieces import Case, case_of
from onrecord.encoder.windows import cut


def cut_words(words: list[str], limit: int, pieces: int = 1) -> list[tuple[int, int]]:
    cases = np.array([int(case_of(w)) for w in words], dtype=np.int64)
    return cut(words, cases, np.full(len(words), pieces, dtype=np.int64), limit)


def test_empty_text_has_no_window() -> None:
    assert cut_words([], 10) == []


def test_short_text_is_one_window() -> None:
    assert cut_words(["It", "rained", "."], 10) == [(0, 3)]


def test_window_ends_at_a_line_break_before_a_full_stop() -> None:
    words = ["One", "line", "\n", "two", "ends", ".", "Three"]
    assert cut_words(words, 6)[0] == (0, 6) or words[cut_words(words, 6)[0][1] - 1] == "\n"
    assert cut_words(["a", "b", "c", "\n", "d", "e", "f"], 5)[0] == (0, 4)


def test_window_ends_after_a_sentence_with_its_closing_mark() -> None:
    words = ["“", "No", ".", "”", "She", "left", "the", "room"]
    assert cut_words(words, 6)[0] == (0, 4)


def test_window_without_a_boundary_is_cut_at_the_limit() -> None:
    assert cut_words(["word"] * 10, 4) == [(0, 4), (4, 8), (8, 10)]


@given(
    st.lists(st.sampled_from(["a", ".", "\n", "”", "Word", "x"]), max_size=80),
    st.integers(1, 20),
    st.integers(1, 8),
)
def test_windows_partition_the_words(words: list[str], limit: int, pieces: int) -> None:
    ranges = cut_words(words, limit, pieces)
    assert [i for a, b in ranges for i in range(a, b)] == list(range(len(words)))
    assert all((b - a) * pieces <= limit or b - a == 1 for a, b in ranges)


def test_case_classes() -> None:
    expected = {
        "bank": Case.LOWER,
        "Bank": Case.TITLE,
        "NATO": Case.UPPER,
        "J": Case.INITIAL,
        "J.": Case.INITIAL,
        "iPhone": Case.MIXED,
        "2030": Case.DIGIT,
        "G20": Case.DIGIT_LETTER,
        "“": Case.OTHER,
        "\n\n": Case.NEWLINE,
        "\u00a0": Case.SPACE,
    }
    assert {w: case_of(w) for w in expected} == expected
