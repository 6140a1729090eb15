"""The data set card: README.md with Hugging Face front matter, all of it written from the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from string import Template

from onrecord.export import accuracy
from onrecord.export.columns import TABLES, columns
from onrecord.export.facts import COPIES, CROISSANT, SPLITS, Facts
from onrecord.export.front_matter import front_matter
from onrecord.export.markdown import bullets, share, table
from onrecord.export.shingles import SHINGLE_WORDS
from onrecord.schema import KINDS

_TOGETHER = {
    "near-duplicates": "No article has a near-duplicate in another split.",
    "publisher": "All articles of a publisher are in one split, as are near-duplicates.",
    "day": "All articles of a day are in one split, as are near-duplicates.",
    "publisher-day": "All articles of a publisher on a day are in one split, as are near-duplicates.",
}


def render(facts: Facts) -> str:
    """Return the card of a data set."""
    template = Template(files("onrecord.export").joinpath("card.md").read_text(encoding="utf-8"))
    settings, parts = facts.settings, facts.parts
    return template.substitute(
        front=front_matter(facts),
        name=settings.name,
        documents=f"{sum(p.documents for p in parts.values()):,}",
        claims=f"{sum(sum(p.claims.values()) for p in parts.values()):,}",
        texts=_texts(facts),
        version=settings.version,
        records=f"claim records, version {facts.records}",
        onrecord=facts.onrecord,
        models=_models(facts),
        signature=facts.signature,
        splits=_splits(facts),
        together=f"{_TOGETHER[settings.keep_together]} A group goes where the hash of its name falls (seed "
        f"{settings.seed}): the more groups, the nearer the shares come to {'/'.join(map(str, settings.split))}, and "
        "articles that a later version adds do not move those that are here, unless they join two groups. "
        f"`{SPLITS}` says where each article is, and in which group.",
        labels="\n\n".join(_labels(facts)),
        copies=_copies(facts),
        sources=_sources(facts),
        evaluation=accuracy.evaluation(facts),
        agreement=accuracy.agreement(facts),
        weaknesses=_weaknesses(facts),
        files=f"`{CROISSANT}` describes the files for programs, with their hashes. `onrecord dataset verify` proves "
        "that every span, hash and link holds and that no article is in two splits.",
        columns="\n\n".join(_columns(facts)),
    )


def _texts(facts: Facts) -> str:
    if facts.settings.texts == "included":
        return "The articles are included. Their licences are those of their sources, below."
    names = (
        " Names of people and organisations are left out as well; headlines and addresses with them."
        if facts.settings.names == "dropped"
        else ""
    )
    return (
        "**The articles are not included.** Claims have offsets and SHA-256 hashes in the place of words. Whoever has "
        f"the texts puts them back: `onrecord dataset rejoin THIS_FOLDER TEXTS -o OUT`.{names} A hash does not hide a "
        "short span from somebody who guesses it."
    )


def _models(facts: Facts) -> str:
    named = sorted(
        {f"{r.model['name']} {r.model['version']}, fingerprint {r.model['fingerprint']}" for r in facts.runs if r.model}
    )
    if any(run.model is None for run in facts.runs):
        named.append("a run without a manifest, or gold: not known")
    return "; ".join(named)


def _splits(facts: Facts) -> str:
    whole = sum(part.documents for part in facts.parts.values())
    rows: list[Sequence[object]] = [
        (name, part.documents, share(part.documents, whole), part.groups, *(part.claims.get(k, 0) for k in KINDS))
        for name, part in facts.parts.items()
    ]
    return table(("split", "articles:", "share:", "groups:", *(f"{kind}:" for kind in KINDS)), rows)


def _labels(facts: Facts) -> Iterator[str]:
    for kind in KINDS:
        rows: list[Sequence[object]] = []
        for field, values in _merged(facts, kind):
            for value in values:
                counts = [part.labels.get(kind, {}).get(field, {}).get(value, 0) for part in facts.parts.values()]
                rows.append((field, value, *counts))
        if rows:
            yield f"### {kind}\n\n" + table(("field", "value", *(f"{name}:" for name in facts.parts)), rows)


def _merged(facts: Facts, kind: str) -> list[tuple[str, list[str]]]:
    """Return the fields of a kind, each with its values in all splits, the commonest first."""
    sums: dict[str, Counter[str]] = {}
    for part in facts.parts.values():
        for field, counts in part.labels.get(kind, {}).items():
            sums.setdefault(field, Counter()).update(counts)
    return [(field, [value for value, _ in own.most_common()]) for field, own in sums.items()]


def _copies(facts: Facts) -> str:
    found, settings = facts.duplicates, facts.settings
    alike = found.copies_of_the_same_words + found.near_copies
    what = (
        f"Of {found.documents_read:,} articles read, {alike:,} say what an earlier one says: "
        f"{found.copies_of_the_same_words:,} in the same words and {found.near_copies:,} nearly so (Jaccard similarity "
        f"of runs of {SHINGLE_WORDS} words at least {settings.threshold}). "
    )
    if not alike:
        return what.rstrip()
    if settings.keep_copies:
        return what + f"They were kept, beside the articles they copy; `{COPIES}` lists them."
    return what + (
        f"The earliest of each was kept, {found.documents_removed:,} articles with {found.claims_removed:,} claims "
        f"were not. `{COPIES}` lists them with the article that stands for each, their publisher and date."
    )


def _sources(facts: Facts) -> str:
    rows = [(s.source or "not named", s.version or "–", s.licence, s.documents) for s in facts.sources]
    shown = table(("source", "version", "licence of the text", "articles:"), rows)
    return f"{shown}\n\nArticles by {facts.publishers:,} publishers. A licence that nobody stated is unknown, not free."


def _weaknesses(facts: Facts) -> str:
    sums: dict[str, list[int]] = {}
    for part in facts.parts.values():
        for what, (found, total) in part.left_open.items():
            pair = sums.setdefault(what, [0, 0])
            pair[0] += found
            pair[1] += total
    lines = [
        f"{what}: {found:,} of {total:,} ({share(found, total)})" for what, (found, total) in sums.items() if found
    ]
    if aside := sum(run.quarantined or 0 for run in facts.runs):
        lines.append(f"inputs that could not be read or processed and are not here: {aside:,}")
    if facts.names_lost:
        lines.append(f"names that do not stand in their text as written and are lost: {facts.names_lost:,}")
    if any(run.model for run in facts.runs):
        lines.append("claims were made by a program and not checked by hand; it misses some and gets some wrong")
    if facts.evaluation is None:
        lines.append("how many claims are missed or wrong was not measured on these articles")
    if facts.duplicates.documents_removed:
        lines.append("copies were left out, so counts of articles do not say how widely a claim was printed")
    lines.append(
        f"a copy that was cut or rewritten until its similarity is below {facts.settings.threshold} counts as another "
        "article and may be in another split"
    )
    return bullets(lines)


def _columns(facts: Facts) -> Iterator[str]:
    texts = facts.settings.texts == "included"
    for name in TABLES:
        rows = [(f"{c.name}", c.type, "yes" if c.nullable else "no") for c in columns(name, texts=texts)]
        yield f"### {name}\n\n" + table(("column", "type", "may be null"), rows)
