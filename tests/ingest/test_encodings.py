"""From bytes to text."""

from __future__ import annotations

import pytest

from onrecord.ingest.encodings import NotText, declared_in, decode

WORDS = "He said “yes” – it’s fine, and the café would pay £5m to Ingrid Sólheim."
RUSSIAN = "Совет порта проголосует за план в июне, а округ предложил одолжить треть денег на паромы." * 3


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_english_in_any_usual_encoding(encoding: str, told: str) -> None:
    assert decode(WORDS.encode(encoding)) == (WORDS, told)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r"])
def test_other_scripts_are_told_by_what_they_look_like(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == (RUSSIAN, encoding)


def test_what_is_declared_counts_where_it_is_not_utf_8() -> None:
    polish = "Łódź zapłaci £5 za łąkę"
    assert decode("Łódź".encode("cp1250"), "windows-1250") == ("Łódź", "cp1250")
    assert decode(polish.encode(), "windows-1250")[0] == polish
    assert decode("café".encode("latin-1"), "iso-8859-1") == ("café", "cp1252")
    assert decode("café".encode("latin-1"), "rot13")[0] == "café"
    assert decode("café".encode("latin-1"), "no such thing")[0] == "café"


def test_damaged_utf_8_is_not_taken_for_another_encoding() -> None:
    data = "“Sólheim” paid £5 – twice".encode().replace(b"paid", b"pa\xffid")
    with pytest.raises(NotText, match="UTF-8, but damaged at byte 17"):
        decode(data)
    assert decode(data, lenient=True) == ("“Sólheim” pa\ufffdid £5 – twice", "utf-8")


@pytest.mark.parametrize(
    "data", [bytes(range(256)), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", b"\0" * 9, b"\xff\xfea", b"PK\x03\x04\0\0\0\0"]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_a_null_or_two_is_a_text_all_the_same() -> None:
    text = "Ada paid.\0" + "Bo did not. " * 40
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="windows-1252">', "windows-1252"),
        (b"<META http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", "ISO-8859-1"),
        (b'<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_declarations(head: bytes, encoding: str | None) -> None:
    assert declared_in(head) == encoding
