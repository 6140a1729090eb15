"""Participants across documents: who is meant by the names of many articles, and why two of them are one.

Every participant of a document (an ``entity_id``) gets the id of a participant across documents. Most names are
enough for that; where one is not (a bare surname, "the company"), the participant is of its document alone. ``basis``
says what joined a name to the others: ``same_name`` (but for titles, accents, corporate endings), ``fuller_name`` (a
given name and surname with fewer names between), ``short_form`` (a document that gives the full name also calls the
participant so), ``initials`` (an acronym that only one full name of the run fits), ``alias_file``; ``alone`` means
nothing was joined. An acronym of three letters, and a short form that may be another's name, is joined only in
documents that have enough in common with those of the full name (:mod:`onrecord.aggregate.context`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from onrecord.aggregate import aliases, identity
from onrecord.aggregate.context import Context
from onrecord.aggregate.identity import Form
from onrecord.aggregate.joining_names import Names

if TYPE_CHECKING:
    from onrecord.aggregate.run import Run

# What an entity_id of a document is called there, its label where it is first named, and the other names it has. A gold
# document may have an inventory of its participants in the place of entity claims.
_BY_DOCUMENT = """
    SELECT doc_id, entity_id, any_value(name) AS name, bool_or(mention = 'name') AS named,
        coalesce(arg_min(label, start) FILTER (mention = 'name'), arg_min(label, start)) AS label,
        list(DISTINCT text) FILTER (mention = 'name') AS texts
    FROM entity GROUP BY doc_id, entity_id
    UNION ALL
    SELECT doc_id, i.id, i.name, regexp_matches(i.name, '^(the |The )?\\p{Lu}'), i.label, i.aliases
    FROM (SELECT doc_id, unnest(entities) AS i FROM inventories) AS held
    WHERE (doc_id, i.id) NOT IN (SELECT doc_id, entity_id FROM entity)
"""
# Who plays a part in a claim: by its links, and by its names where there is no link.
_ROLES = """
    WITH linked AS (
        SELECT l.doc_id, l.claim, l.role, e.entity_id FROM links l JOIN entity e ON e.id = l.target
        WHERE l.role IN ('speaker', 'committer', 'beneficiary')
        UNION ALL
        SELECT doc_id, claim, role, target[8:] FROM links WHERE starts_with(target, 'entity:')
    ), named AS (
        SELECT doc_id, claim, role, name FROM parties
        UNION ALL SELECT doc_id, id, 'speaker', speaker FROM quote WHERE speaker IS NOT NULL
    ), unlinked AS (
        SELECT n.doc_id, n.claim, n.role, b.entity_id
        FROM named n JOIN by_document b ON b.doc_id = n.doc_id AND b.name = n.name
        WHERE (n.claim, n.role) NOT IN (SELECT claim, role FROM linked)
    )
    SELECT DISTINCT doc_id, claim, role, participant
    FROM (FROM linked UNION ALL FROM unlinked) JOIN identities USING (doc_id, entity_id)
"""
PARTICIPANTS = ("participant VARCHAR", "name VARCHAR", "kind VARCHAR", "external_id VARCHAR", "documents BIGINT")
NAMES = ("participant VARCHAR", "name VARCHAR", "documents BIGINT", "basis VARCHAR")
IDENTITIES = ("doc_id VARCHAR", "entity_id VARCHAR", "participant VARCHAR")


class Participant(NamedTuple):
    """Someone or something across documents.

    Attributes:
        id: ``person:ana-levy``; of one document alone, ``person:levy@DOC_ID``.
        name: The fullest name.
        kind: ``person``, ``org``, ``place`` …
        external_id: The id of the alias file.
    """

    id: str
    name: str
    kind: str
    external_id: str | None


class Participants:
    """What :func:`make` found: participants by id, and the one that each participant of a document is."""

    def __init__(self, run: Run) -> None:
        """Read the tables of a run that has them."""
        self._run = run

    @cached_property
    def by_id(self) -> dict[str, Participant]:
        """All participants."""
        rows = self._run.rows("SELECT participant, name, kind, external_id FROM participants")
        return {row[0]: Participant(*row) for row in rows}


def make(run: Run) -> Participants:
    """Make the tables ``participants``, their ``names``, ``identities`` (by document) and ``roles`` (by claim)."""
    table = aliases.Table(aliases.read(run.aliases) if run.aliases is not None else [])
    run.execute(f"CREATE OR REPLACE TABLE by_document AS {_BY_DOCUMENT}")
    counts, known_as = _forms(run)
    joined = Names(counts, known_as, table)
    pinned = _pinned(run, table)
    _write(run, joined, pinned)
    run.execute(f"CREATE OR REPLACE TABLE roles AS {_ROLES} ORDER BY doc_id, claim, role, participant")
    return Participants(run)


def _forms(run: Run) -> tuple[Counter[Form], dict[Form, set[str]]]:
    """Return in how many documents each name that tells its bearer stands, and what else it is called there."""
    counts: Counter[Form] = Counter()
    known_as: dict[Form, set[str]] = defaultdict(set)
    query = (
        "SELECT name, label, count(*), flatten(list(texts)) FROM by_document WHERE named GROUP BY 1, 2 ORDER BY 1, 2"
    )
    for name, label, documents, texts in run.rows(query):
        form = identity.form(name, label)
        counts[form] += documents
        known_as[form].update(texts)
    return counts, known_as


def _pinned(run: Run, table: aliases.Table) -> dict[tuple[str, str], str]:
    """Return the ids that the alias file gives to participants of single documents."""
    found = {}
    for doc_id in table.documents:
        query = "SELECT entity_id, name, texts FROM by_document WHERE doc_id = ?"
        for entity_id, name, texts in run.rows(query, [doc_id]):
            ids = {external for text in (name, *(texts or ())) if (external := table.here(doc_id, text))}
            if len(ids) == 1:
                found[doc_id, entity_id] = ids.pop()
    return found


_NAMED = "SELECT doc_id, entity_id, name, label, named FROM by_document ORDER BY doc_id, entity_id"


def _write(run: Run, joined: Names, pinned: dict[tuple[str, str], str]) -> None:
    identities: list[tuple[str, str, str]] = []
    people: dict[str, Participant] = {}
    documents: Counter[str] = Counter()
    called: Counter[tuple[str, str]] = Counter()
    why: dict[tuple[str, str], str] = {}
    last: set[tuple[str, str]] = set()
    context = _context(run, joined)
    for doc_id, entity_id, name, label, named in run.rows(_NAMED):
        form = identity.form(name, label)
        external, basis = pinned.get((doc_id, entity_id)), None
        if external is not None:
            found, basis = joined.external(external, form), "alias_file"
        elif named and joined.known(form):
            group, basis = joined.group(form), joined.basis(form)
            likely = joined.likely.get(group)
            if likely is not None and context.shared(doc_id, group, likely.group) >= likely.least:
                group, basis = likely.group, likely.basis
            found = joined.participant(group)
        else:
            found = Participant(f"{form.kind}:{identity.slug(form)}@{doc_id}", name, form.kind, None)
        people.setdefault(found.id, found)
        documents[found.id] += (found.id, doc_id) not in last
        last.add((found.id, doc_id))
        identities.append((doc_id, entity_id, found.id))
        if basis is not None:
            called[found.id, name] += 1
            why.setdefault((found.id, name), basis)
    run.make("identities", IDENTITIES, identities)
    run.make("participants", PARTICIPANTS, [(*person, documents[id_]) for id_, person in sorted(people.items())])
    several = Counter(id_ for id_, _ in called)
    first = {pair: "same_name" if basis == "alone" and several[pair[0]] > 1 else basis for pair, basis in why.items()}
    run.make("names", NAMES, [(*pair, times, first[pair]) for pair, times in sorted(called.items())])


def _context(run: Run, joined: Names) -> Context:
    """Return the company of all whose name may be short for another's, and of those others."""

    def named() -> Iterator[tuple[str, int]]:
        for doc_id, _, name, label, is_name in run.rows(_NAMED):
            form = identity.form(name, label)
            if is_name and joined.known(form):
                yield doc_id, joined.group(form)

    wanted = set(joined.likely) | {likely.group for likely in joined.likely.values()}
    return Context(named if wanted else lambda: (), wanted)
