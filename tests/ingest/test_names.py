"""Names of documents, unique in a run."""

from __future__ import annotations

from onrecord.ingest.names import Names


def test_the_wanted_name_is_given_where_it_is_free() -> None:
    names = Names()
    assert [names.take(n, n) for n in ("a", "b", "")] == ["a", "b", ""]
    assert names.renamed == 0


def test_a_taken_name_gets_a_hash_of_where_the_document_comes_from() -> None:
    names = Names()
    taken = [names.take("a", origin) for origin in ("x/a.txt", "y/a.txt", "z/a.txt", "z/a.txt", "z/a.txt")]
    assert len(set(taken)) == 5 and names.renamed == 4
    assert all(len(name) == len("a-01234567") for name in taken[1:3])
    assert [name.removeprefix(taken[2]) for name in taken[3:]] == ["-2", "-3"]


def test_the_name_depends_on_the_origin_alone() -> None:
    one, other = Names(), Names()
    for names, before in ((one, ["p", "q"]), (other, ["q"])):
        for origin in before:
            names.take("a", origin)
    assert one.take("a", "r\udc80") == other.take("a", "r\udc80")
