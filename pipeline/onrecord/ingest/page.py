"""The main text of a web page, by trafilatura, and what the page says of itself. Nothing is fetched."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from onrecord.ingest import facts
from onrecord.ingest.encodings import declared_in, decode
from onrecord.ingest.found import Fault, Found, hashed
from onrecord.ingest.need import extractor, need
from onrecord.limits import TimeLimit, deadline

# More elements than any article has; what the extractor does to a page takes longer than in proportion to them.
_MOST_ELEMENTS = 100_000
_SECONDS = 30.0
HINT = "give its text as .txt or .jsonl"


def document(
    data: bytes,
    *,
    line: int | None = None,
    offset: int | None = None,
    url: str | None = None,
    charset: str | None = None,
) -> Found | Fault:
    """Return the document in the bytes of a page.

    Args:
        data: The page.
        line: Number of its record in the file it is in.
        offset: Where that begins.
        url: Where it was fetched; an address the page calls its own counts more.
        charset: Encoding the server declared.

    Raises:
        NotText: if it is no text.
        InputError: if trafilatura is not installed.
    """
    library = _library()
    html, encoding = decode(data, charset or declared_in(data), lenient=True)
    tree = library.load_html(html.replace("\0", "")) if html.strip() else None
    if tree is None:
        return Fault(line, "parse", "not an HTML page", HINT)
    elements = sum(1 for _ in tree.iter())
    if elements > _MOST_ELEMENTS:
        return Fault(line, "parse", f"a page of {elements:,} elements, more than {_MOST_ELEMENTS:,}", HINT)
    try:
        with deadline(_SECONDS):
            known = facts.of_page(tree)
            text = library.extract(tree, include_comments=False)
    except TimeLimit as error:
        return Fault(line, "parse", f"its main text was {error}", HINT)
    except Exception as error:  # noqa: BLE001 (whatever a page does to the library must not cost the rest of an archive)
        said = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        return Fault(line, "parse", f"its main text could not be taken out ({said})", HINT)
    if not text:
        return Fault(line, "parse", "no main text found in the page", HINT)
    author = known.pop("author")
    fields: dict[str, Any] = {**known, "url": known["url"] or url, "text": text}
    return Found(
        fields=fields,
        raw=hashed(data),
        line=line,
        offset=offset,
        encoding=encoding,
        extractor=extractor("trafilatura"),
        author=author,
    )


@cache
def _library() -> Any:
    library = need("trafilatura")
    # What it logs of a page is in the quarantine; without a handler Python would print it as well.
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    return library
