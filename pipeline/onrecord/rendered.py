"""How records look in a notebook: an article with its claims, or a run at a glance, as HTML without a script.

Every text is escaped, and what turns round the words beside it stands apart from them. A claim is drawn as in the page
of ``onrecord view``: a quote as a wash behind its words, any other as a line below them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from msgspec import UNSET

from onrecord.gist import gist
from onrecord.schema import KINDS, Claim, Document

_MOST_CHARACTERS, _MOST_ROWS = 20_000, 200
_LINES = {"entity": "1px dotted", "money": "2px solid", "date": "2px dashed", "commitment": "3px solid"}
_HUES = {"entity": "#6b7f9c", "quote": "#b8860b", "money": "#1c8a58", "date": "#8460cc", "commitment": "#d0452a"}
_WASH = "#e8b84a38"
# Controls of direction could show the words of an article in another order than they have.
_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\N{REPLACEMENT CHARACTER}")


def article(document: Document, claims: Sequence[Claim]) -> str:
    """Return a document with its claims marked, and below it a table of them."""
    shown = [claim for claim in claims if claim.start < _MOST_CHARACTERS]
    about = " · ".join(safe(part) for part in (document.publisher, document.published) if part)
    text = _marked(document.text[:_MOST_CHARACTERS], shown)
    more = "" if len(document.text) <= _MOST_CHARACTERS else f"<p>… {len(document.text):,} characters in all</p>"
    style = "max-width:42em;line-height:2;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate"
    return (
        f"<div><p><b>{safe(document.title or document.doc_id)}</b> <small>{about}</small></p>{_legend(claims)}"
        f'<div style="{style}">{text}</div>{more}<details><summary>{len(claims):,} claims</summary>'
        f"{table(('kind', 'words', 'says'), map(_row, claims), len(claims))}</details></div>"
    )


def run(documents: Sequence[Document], claims: Sequence[Claim]) -> str:
    """Return a table of documents with the number of their claims by kind."""
    counts = Counter((claim.doc_id, claim.kind) for claim in claims)
    rows = (
        (
            safe(document.title or document.doc_id),
            safe(document.publisher or ""),
            safe(document.published or ""),
            *(f"{counts[document.doc_id, kind]:,}" for kind in KINDS),
        )
        for document in documents
    )
    head = ("article", "publisher", "published", *KINDS)
    return f"<div>{_legend(claims)}{table(head, rows, len(documents))}</div>"


def _marked(text: str, claims: Sequence[Claim]) -> str:
    """Cut the text where a claim begins or ends, so that each piece shows all claims over it."""
    cuts: dict[int, list[Claim]] = {0: [], len(text): []}
    for claim in claims:
        for start, end in [(claim.start, claim.end)] if claim.fragments is UNSET else claim.fragments:
            for place in (start, end):
                cuts.setdefault(min(place, len(text)), []).append(claim)
    over: dict[str, Claim] = {}
    pieces = []
    places = sorted(cuts)
    for start, end in zip(places, places[1:], strict=False):
        for claim in cuts[start]:
            # Every cut of a claim ends what the one before it began.
            if over.pop(claim.id, None) is None:
                over[claim.id] = claim
        pieces.append(_piece(text[start:end], list(over.values())))
    return "".join(pieces)


def _piece(text: str, claims: list[Claim]) -> str:
    if not claims:
        return safe(text)
    quoted = any(claim.kind == "quote" for claim in claims)
    styles = [f"background:{_WASH}"] if quoted else []
    lined = sorted({claim.kind for claim in claims} - {"quote"}, key=list(_LINES).index)
    if lined:
        styles.append(f"border-bottom:{_LINES[lined[-1]]} {_HUES[lined[-1]]}")
    if len(lined) > 1:
        line = "dotted" if lined[0] == "entity" else "solid"
        styles.append(f"text-decoration:underline {line} {_HUES[lined[0]]};text-underline-offset:3px")
    title = escape("\n".join(f"{claim.kind}: {gist(claim)}" for claim in claims).translate(_CONTROLS))
    return f'<span style="{";".join(styles)}" title="{title}">{safe(text)}</span>'


def _legend(claims: Iterable[Claim]) -> str:
    counts = Counter(claim.kind for claim in claims)
    return "<p>" + " &nbsp; ".join(f"{_name(kind)} {counts[kind]:,}" for kind in KINDS if counts[kind]) + "</p>"


def _name(kind: str) -> str:
    drawn = f"background:{_WASH}" if kind == "quote" else f"border-bottom:{_LINES[kind]} {_HUES[kind]}"
    return f'<span style="{drawn}">{kind}</span>'


def _row(claim: Claim) -> tuple[str, ...]:
    return _name(claim.kind), safe(" ".join(claim.text.split())), safe(gist(claim))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], number: int) -> str:
    """Return a table, of whose rows the first few hundred are shown.

    Args:
        head: Names of the columns.
        rows: Cells, each HTML already.
        number: How many rows there are.
    """
    names = "".join(f'<th scope="col" style="text-align:left">{name}</th>' for name in head)
    lines = []
    for at, row in enumerate(rows):
        if at == _MOST_ROWS:
            lines.append(f'<tr><td colspan="{len(head)}">… {number - at:,} more</td></tr>')
            break
        lines.append("<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in row) + "</tr>")
    return f"<table><thead><tr>{names}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def safe(text: str) -> str:
    """Return a text of an article as HTML; a lone surrogate, which has no UTF-8, is replaced."""
    shown = text.translate(_CONTROLS).encode("utf-8", "replace").decode("utf-8")
    return f"<bdi>{escape(shown)}</bdi>"
