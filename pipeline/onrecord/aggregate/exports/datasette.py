"""What Datasette shows of an export: views, and queries with blanks to fill in."""

from __future__ import annotations

from typing import Any

from onrecord.aggregate.recipes.nested import NESTED

VIEWS = {
    "quotes_with_speakers": """
        SELECT q.id, p.name AS speaker, r.participant, q.speaker AS as_written, q.speaker_kind, q.quote_mode,
            q.polarity, q.text, d.published, d.publisher, d.title, d.url, q.doc_id, q.start, q."end"
        FROM quote q JOIN documents d ON d.doc_id = q.doc_id
        LEFT JOIN roles r ON r.claim = q.id AND r.role = 'speaker'
        LEFT JOIN participants p ON p.participant = r.participant
        WHERE q.doc_id NOT IN (SELECT doc_id FROM copies)
    """,
    "commitments_due": """
        SELECT due, actors, action, force, conditional, amount, deadline, articles, first_published, outlets, sources,
            entry
        FROM ledger WHERE state = 'open' AND due >= substr(coalesce(
            first_published, (SELECT min(first_published) FROM ledger), ''), 1, 10) ORDER BY due, entry
    """,
    "speakers_by_outlet": f"""
        SELECT p.name AS speaker, d.publisher, count(*) AS quotes, sum(q.quote_mode = 'direct') AS direct, r.participant
        FROM roles r JOIN quote q ON q.id = r.claim JOIN documents d ON d.doc_id = q.doc_id
        JOIN participants p ON p.participant = r.participant
        WHERE r.role = 'speaker' AND q.speaker_kind <> 'anonymous'
            AND q.doc_id NOT IN (SELECT doc_id FROM copies) AND q.id NOT IN ({NESTED})
        GROUP BY r.participant, d.publisher ORDER BY quotes DESC, speaker, publisher
    """,
    "sums_named": """
        SELECT m.id, m.currency, m.role, m.sign, m.text, m.amount_min, m.amount_max, m.amount_min_float,
            m.amount_max_float, m.bound, m.approx, s.left_out, d.published, d.published_month AS month,
            d.publisher, m.doc_id, m.start, m."end"
        FROM money m JOIN sums s ON s.claim = m.id JOIN documents d ON d.doc_id = m.doc_id
        WHERE m.doc_id NOT IN (SELECT doc_id FROM copies)
    """,
    "sums_by_month": """
        SELECT currency, sign, month, count(*) AS added, sum(amount_min_float) AS total_min,
            CASE WHEN count(amount_max_float) = count(*) THEN sum(amount_max_float) END AS total_max
        FROM sums_named WHERE left_out IS NULL GROUP BY currency, sign, month ORDER BY currency, sign, month
    """,
}

_QUERIES = {
    "search_quotes": (
        "Quotes with some words in them",
        """
        SELECT q.speaker, q.text, q.published, q.publisher, q.doc_id, q.id
        FROM claims_fts f JOIN claims c ON c.rowid = f.rowid JOIN quotes_with_speakers q ON q.id = c.id
        WHERE claims_fts MATCH :words ORDER BY f.rank LIMIT 200
        """,
    ),
    "quotes_of": (
        "What somebody said, the latest first",
        """
        SELECT published, publisher, text, quote_mode, polarity, doc_id, id FROM quotes_with_speakers
        WHERE speaker LIKE '%' || :name || '%' ORDER BY published DESC, doc_id, start LIMIT 500
        """,
    ),
    "due_between": (
        "Commitments that fall due from one day to another (2026-01-01)",
        "SELECT * FROM commitments_due WHERE due BETWEEN :first AND :last ORDER BY due",
    ),
    "history_of": (
        "All that was told of an undertaking of some actor",
        """
        SELECT h.published, h.event, h.before, h.after, h.text, h.publisher, h.doc_id, h.claim, l.actors, h.entry
        FROM history h JOIN ledger l ON l.entry = h.entry
        WHERE l.actors LIKE '%' || :actor || '%' ORDER BY h.entry, h.position LIMIT 500
        """,
    ),
    "wordings": (
        "Quotes that articles give in several wordings",
        """
        SELECT utterance, articles, published, publisher, speaker, text, differs_in, difference, claim FROM utterances
        WHERE articles > 1 ORDER BY articles DESC, utterance, published
        """,
    ),
}

_LABELS = {"documents": "title", "participants": "name", "claims": "text", "ledger": "action"}
_ABOUT = {
    "documents": "The articles.",
    "copies": "Articles that say what an earlier one says; what they say counts once.",
    "claims": "What is common to all claims; each kind has a table with the rest.",
    "links": "Links between claims of one article.",
    "parties": "Names of committers and beneficiaries as the articles have them.",
    "sums": "Why a sum is not to be added to others; empty for those that may be.",
    "participants": "Who is named, across articles.",
    "names": "The names of a participant, and what joined each to the others.",
    "identities": "Which participant across articles a participant of one article is.",
    "roles": "Who speaks, commits and benefits in which claim.",
    "ledger": "Every undertaking once.",
    "history": "What became of it, telling by telling.",
    "utterances": "Quotes and their wordings.",
}


def metadata(database: str) -> dict[str, Any]:
    """Return the description of a database by its name, as Datasette reads it."""
    tables: dict[str, dict[str, Any]] = {name: {"description": about} for name, about in _ABOUT.items()}
    for name, label in _LABELS.items():
        tables[name]["label_column"] = label
    queries = {name: {"title": title, "sql": _lines(sql)} for name, (title, sql) in _QUERIES.items()}
    return {
        "title": "Claims in the news",
        "databases": {database: {"tables": tables, "queries": queries}},
    }


def _lines(sql: str) -> str:
    return "\n".join(line.strip() for line in sql.strip().splitlines())
