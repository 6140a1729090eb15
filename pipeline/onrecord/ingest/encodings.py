"""Bytes to text: which encoding they are in, from what they say before anything is concluded."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|encoding\s*=\s*[\"']([\w.-]{2,40})", re.I
)
# Bytes that are looked at to tell an encoding nobody names.
_SAMPLE = 1 << 16
# Latin letters with accents are a few in a hundred; in other scripts nearly all bytes are beyond ASCII.
_FOREIGN = 0.3
# As browsers do: what calls itself Latin-1 or ASCII is Windows-1252 wherever it is anything else than ASCII.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}


class NotText(ValueError):
    """Bytes that are no text in any encoding that can be told."""


def decode(data: bytes, declared: str | None = None, *, lenient: bool = False) -> tuple[str, str]:
    """Return the text of some bytes, and the encoding it was in.

    A byte order mark counts first, then UTF-8 where the bytes are that, then the encoding that is declared, then
    what the bytes look like: Windows-1252, unless most of them are beyond ASCII.

    Args:
        data: The bytes.
        declared: The encoding they are said to be in.
        lenient: Read UTF-8 with a few bytes that are none, with replacement characters for these, as browsers do.

    Raises:
        NotText: if none fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding), encoding.removesuffix("-sig")
    if b"\0" in data:
        return _with_nulls(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        position = error.start
    known = _known(declared)
    if known in (None, "utf-8") and _is_mostly_utf8(data):
        if lenient:
            return data.decode("utf-8", "replace"), "utf-8"
        raise NotText(f"UTF-8, but damaged at byte {position}")
    for candidate in (known, _looks_like(data)):
        try:
            if candidate is not None:
                return data.decode(candidate), candidate
        except (UnicodeDecodeError, LookupError):
            continue
    raise NotText(f"not UTF-8 (byte {position}), and in no encoding that can be told")


def declared_in(data: bytes) -> str | None:
    """Return the encoding that a page or an XML file declares at its top."""
    found = _META.search(data[:4096])
    return None if found is None else (found[1] or found[2]).decode("ascii")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"begins as {encoding.removesuffix('-sig')} but is not (byte {error.start})") from None


def _known(declared: str | None) -> str | None:
    try:
        # The registry also has codecs that are no encodings of text, such as rot13.
        info = codecs.lookup(declared or "")
    except LookupError:
        return None
    return _MEANT.get(info.name, info.name) if getattr(info, "_is_text_encoding", True) else None


def _with_nulls(data: bytes) -> tuple[str, str]:
    """Decode text with null bytes: UTF-16 without a mark has one beside nearly every letter, UTF-8 hardly any."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if len(data) % 2 == 0 and max(even, odd) > 0.4 * half and min(even, odd) < 0.1 * half:
        encoding = "utf-16-be" if even > odd else "utf-16-le"
        return _strict(data, encoding), encoding
    if even + odd > 0.01 * len(sample) + 1:
        raise NotText("binary data, not a text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        raise NotText("binary data, not a text") from None


def _is_mostly_utf8(data: bytes) -> bool:
    """Tell whether more characters beyond ASCII are UTF-8 than not; in other encodings hardly any is by chance."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(not char.isascii() for char in text) - wrong > wrong


def _looks_like(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    beyond = sum(byte > 127 for byte in sample)
    if beyond < _FOREIGN * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return None if best is None else best.encoding
