"""Changes to spaCy's English lemma tables: auxiliaries, and verbs that differ by a silent e.

The rules try a stem with and without an e and keep what the index knows, the shorter one first: "hopes", "hoped"
and "hoping" become "hop", "rated" becomes "rat". English doubles the consonant of "hop" ("hopped", which the
table of exceptions holds), so a form with a single one belongs to the verb with the e.
"""

from __future__ import annotations

import re

from spacy.lookups import Lookups

AUXILIARIES = {
    "be": "am are is was were been being 's 'm 're",
    "have": "has had having 've",
    "do": "does did done doing",
    "will": "'ll wo",
    "can": "ca",
    "shall": "sha",
    "would": "'d",
    "get": "gets got gotten getting",
}
DOUBLED = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxy]$")
# Verbs that end in two consonants do not show which is meant; the far more common one stays.
RARE = frozenset({"singe", "swinge", "dinge", "bath"})


def complete(lookups: Lookups) -> None:
    """Take the verbs that hide a more common one out of the index, and add the forms of auxiliaries."""
    index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    verbs = set(index["verb"])
    hiding = {v for v in verbs if f"{v}e" in verbs and DOUBLED.search(v)}
    index["verb"] = sorted(verbs - hiding - RARE)
    auxiliaries = {form: [lemma] for lemma, forms in AUXILIARIES.items() for form in forms.split()}
    exceptions["aux"] = auxiliaries | {k.replace("'", "’"): v for k, v in auxiliaries.items()}
