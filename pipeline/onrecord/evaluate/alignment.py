"""Which documents and which kinds of claim two or three annotations are compared on."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onrecord.errors import InputError
from onrecord.evaluate.sources import Side
from onrecord.schema import KINDS, Claim, Document


def kinds(asked: Collection[str] | None, left: Side, right: Side, agreement: bool, warnings: list[str]) -> list[str]:
    """Return the kinds to score: those asked for, or else those that gold has (either annotator, for agreement).

    Raises:
        InputError: if there is no such kind.
    """
    if asked is not None:
        unknown = sorted(set(asked) - set(KINDS))
        if unknown or not asked:
            reason = f"unknown kind {unknown[0]!r}" if unknown else "no kind named"
            raise InputError(reason, f"the kinds are {', '.join(KINDS)}")
        return [kind for kind in KINDS if kind in asked]
    present = set(left.kinds) | (set(right.kinds) if agreement else set())
    for kind in KINDS:
        if present and kind not in present and right.kinds[kind]:
            warnings.append(f"{left.name} has no {kind} claims, so the {right.kinds[kind]:,} predicted are not scored")
    return [kind for kind in KINDS if kind in present] or list(KINDS)


def documents(left: Side, others: list[Side], agreement: bool, warnings: list[str]) -> list[Document]:
    """Return the documents to compare: those of gold, or for agreement those of both.

    Raises:
        InputError: if gold has none, no document is on both sides, or two by one name have different texts.
    """
    if not left.documents:
        raise InputError(f"{left.name}: no document there", "give a folder with annotated documents")
    compared = left.documents
    for side in others:
        shared = [name for name in left.documents if name in side.documents]
        if not shared:
            names = [", ".join(list(s.documents)[:3]) or "none" for s in (left, side)]
            reason = f"{side.name}: no document of {left.name} is in it (there: {names[1]}; wanted: {names[0]})"
            raise InputError(reason, "both must name the same texts by the same doc_id")
        for name in shared:
            one, two = left.documents[name].sha256, side.documents[name].sha256
            if one != two:
                reason = (
                    f"{side.name}: document {name!r} has another text than in {left.name} ({two[:12]}…, {one[:12]}…)"
                )
                raise InputError(reason, "extract again from the texts of gold; offsets mean nothing in another text")
        absent = len(left.documents) - len(shared)
        extra = len(side.documents) - len(shared)
        if absent and agreement:
            warnings.append(f"{side.name} lacks {absent:,} of {len(left.documents):,} documents, which are left out")
            compared = {name: compared[name] for name in shared}
        elif absent:
            warnings.append(
                f"{side.name} lacks {absent:,} of {len(left.documents):,} documents, whose claims count as missed"
            )
        if extra:
            warnings.append(f"{side.name} has {extra:,} documents that {left.name} lacks; they are ignored")
    return list(compared.values())


def walk(documents: list[Document], *sides: Side | None) -> Iterator[tuple[Document, list[list[Claim]]]]:
    """Yield each document with its claims on every side."""
    wanted = {document.doc_id for document in documents}
    for side in sides:
        if side is not None:
            side.only(wanted)
    for document in documents:
        yield document, [[] if side is None else side.claims(document.doc_id) for side in sides]
    for side in sides:
        if side is not None:
            side.finish()
