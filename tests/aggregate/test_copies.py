"""Which articles are copies of an earlier one."""

from __future__ import annotations

from onrecord.aggregate import open_run
from tests.aggregate.build import articles


def words(name: str, number: int) -> str:
    return " ".join(f"{name}{at}" for at in range(number))


def copies(**texts: str) -> list[tuple[str, str]]:
    """Return (copy, article) of articles a day apart."""
    marked = [f"== {name} | 2025-01-{day:02}\n{text}" for day, (name, text) in enumerate(texts.items(), 1)]
    with open_run(articles("\n\n".join(reversed(marked)))) as run:
        run.need_copies()
        return list(run.rows("SELECT doc_id, copy_of FROM copies ORDER BY doc_id"))


def test_the_earliest_is_the_article() -> None:
    assert copies(b=words("w", 100), a=words("w", 100), c=f"{words('w', 100)} more") == [("a", "b"), ("c", "b")]


def test_a_copy_may_be_cut() -> None:
    assert copies(whole=words("w", 100), cut=words("w", 60)) == [("cut", "whole")]


def test_an_article_with_news_is_no_copy() -> None:
    assert copies(first=words("w", 60), later=f"{words('w', 60)} {words('news', 60)}") == []
    assert copies(first=words("w", 100), other=words("v", 100)) == []


def test_articles_without_a_word_are_compared_as_they_are() -> None:
    assert copies(a="…", b="…", c="!") == [("b", "a")]
