"""``%load_ext onrecord`` in a notebook: a spaCy ``Doc`` is shown with its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord import rendered

if TYPE_CHECKING:
    from spacy.tokens import Doc


def register(shell: Any) -> None:
    """Show every Doc as HTML in an IPython shell. Results of onrecord show themselves so without this."""
    formatter = shell.display_formatter.formatters["text/html"]
    formatter.for_type_by_name("spacy.tokens.doc", "Doc", doc_html)


def doc_html(doc: Doc) -> str:
    """Return a Doc with the claims the stages have found in it, none if they have not run."""
    from onrecord import collect
    from onrecord.schema import make_document
    from onrecord.stages import store

    known = store.context(doc)
    document = make_document(
        doc.text, doc_id=known.doc_id, published=known.published, publisher=known.publisher, title=known.title
    )
    return rendered.article(document, collect.claims(doc))
