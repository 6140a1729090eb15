"""PolNeAR: are the contents of attributions found, and the sources of those found?

No measure has become usual for this corpus. Spans of contents run over clauses, and where exactly they end is a
matter of guidelines, so contents count by the Jaccard index of their characters: 0.3 asks for the right
attribution, 0.8 for nearly the same words. A source is right if it shares a character with the annotated one.
Contents in double quote marks are measured apart: systems for direct speech find no others.

Its guideline draws the line elsewhere than ours: intentions, wishes and stances are attributions too, attributions
inside others are not annotated. So there are two sets of figures. One is of the quotes as the pipeline makes them; the
other is of the stage run with its option ``attitudes``, quotes that lie wholly inside another left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from onrecord.benchmark import overlaps
from onrecord.benchmark.task import Counted, Measure, Task
from onrecord.evaluate.spans import fragments
from onrecord.extraction import claims_in
from onrecord.formats import polnear
from onrecord.formats.conversion import Article
from onrecord.schema import Claim, Quote
from onrecord.stages.quotes import QuoteFinder

LOOSE, CLOSE = 0.3, 0.8
ROLES = ("source", "cue", "content")
OWN = "_own_guideline"
_MARKED = re.compile('["“”„]')
_TOKEN = re.compile(r"\w+|[^\w\s]")
Pieces = Sequence[tuple[int, int]]


def _measures(suffix: str, where: str) -> tuple[Measure, ...]:
    return (
        Measure(f"content_{LOOSE}{suffix}", f"contents{where}, Jaccard ≥ {LOOSE}"),
        Measure(f"content_{CLOSE}{suffix}", f"contents{where}, Jaccard ≥ {CLOSE}"),
        Measure(f"source_given_content{suffix}", f"source of contents{where} that were found", "accuracy"),
        Measure(f"source{suffix}", f"contents{where} with their source"),
    )


MEASURES = (
    *_measures("", ""),
    *_measures("_marked", " in quote marks"),
    *(Measure(f"token_{role}", f"tokens of {role}s") for role in ROLES),
    *_measures(OWN, " by the corpus's guideline"),
    *_measures(f"_marked{OWN}", " in quote marks by the corpus's guideline"),
)


def compare(text: str, gold: Sequence[Claim], pred: Sequence[Claim]) -> Counted:
    """Count the quotes among the claims of a document."""
    wanted, found = _quotes(gold), _quotes(pred)
    return {**_both(text, wanted, found, ""), **_tokens(text, wanted, found)}


def _quotes(claims: Sequence[Claim]) -> list[Quote]:
    return [claim for claim in claims if isinstance(claim, Quote)]


def _both(text: str, wanted: Sequence[Quote], found: Sequence[Quote], suffix: str) -> Counted:
    marked = [[quote for quote in side if _is_marked(text, quote)] for side in (wanted, found)]
    return {
        **_attributions(wanted, found, suffix),
        **_attributions(marked[0], marked[1], f"_marked{suffix}"),
    }


def outermost(quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes that do not lie wholly inside another one."""
    spans = [fragments(quote) for quote in quotes]
    return [quote for quote, span in zip(quotes, spans, strict=True) if not any(_holds(o, span) for o in spans)]


def _holds(outer: Pieces, inner: Pieces) -> bool:
    return outer != inner and all(any(a <= c and d <= b for a, b in outer) for c, d in inner)


def _is_marked(text: str, quote: Quote) -> bool:
    return any(_MARKED.search(text, start, end) for start, end in fragments(quote))


def _attributions(wanted: Sequence[Quote], found: Sequence[Quote], suffix: str) -> Counted:
    loose, close = (overlaps.pairs(wanted, found, least) for least in (LOOSE, CLOSE))
    sourced = [(one, other) for one, other in loose if one.source is not None]
    right = sum(_same_source(one, other) for one, other in sourced)
    with_source = [sum(quote.source is not None for quote in side) for side in (wanted, found)]
    return {
        f"content_{LOOSE}{suffix}": (len(loose), len(wanted), len(found)),
        f"content_{CLOSE}{suffix}": (len(close), len(wanted), len(found)),
        f"source_given_content{suffix}": (right, len(sourced), len(sourced)),
        f"source{suffix}": (right, with_source[0], with_source[1]),
    }


def _same_source(one: Quote, other: Quote) -> bool:
    if one.source is None or other.source is None:
        return False
    return one.source.start < other.source.end and other.source.start < one.source.end


def _tokens(text: str, wanted: Sequence[Quote], found: Sequence[Quote]) -> Counted:
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    counted = {}
    for role in ROLES:
        gold, pred = (_covered(tokens, [p for quote in side for p in _pieces(quote, role)]) for side in (wanted, found))
        counted[f"token_{role}"] = (len(gold & pred), len(gold), len(pred))
    return counted


def _pieces(quote: Quote, role: str) -> Iterator[tuple[int, int]]:
    if role == "content":
        yield from fragments(quote)
        return
    part = quote.source if role == "source" else quote.cue
    if part is not None:
        yield part.start, part.end


def _covered(tokens: Sequence[tuple[int, int]], pieces: Sequence[tuple[int, int]]) -> set[int]:
    """Return which tokens stand in one of the pieces, in one walk over both."""
    found, at = set(), 0
    for begun, ended in sorted(pieces):
        while at and tokens[at - 1][1] > begun:
            at -= 1
        while at < len(tokens) and tokens[at][0] < ended:
            if tokens[at][0] >= begun:
                found.add(at)
            at += 1
    return found


def count(gold: Article, doc: Doc) -> Counted:
    """Count the quotes of a document, as the pipeline makes them and by the guideline of the corpus."""
    text = gold.document.text
    own = _both(text, _quotes(gold.claims), outermost(QuoteFinder(attitudes=True).find(doc)), OWN)
    return {**compare(text, gold.claims, claims_in(gold.document, doc)), **own}


TASK = Task(
    name="polnear",
    title="PolNeAR: attributions in US political news",
    place="polnear/dev",
    part="development part",
    files="text/NAME.txt and attributions/NAME_ANNOTATOR.ann, with metadata.tsv in the folder or above it",
    get="https://github.com/networkdynamics/PolNeAR",
    measures=MEASURES,
    golds=polnear.read,
    count=count,
)
