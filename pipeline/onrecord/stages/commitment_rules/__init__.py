"""Rules that find commitments in a parsed sentence and read their parts.

``lexicon`` holds the words. ``verbs``, ``nouns``, ``adjectives``, ``promissory`` (with ``modals``) and
``arranged`` find readings, with ``complements`` for the clauses and ``objects`` for the nouns a cue takes;
``outlook`` drops what only looks so; ``search`` runs them all over a document. ``extents`` measures spans;
``actors``, ``names`` and ``cast`` say who is meant, ``anchors`` which sums and dates, ``judgement`` the rest of
the record that ``record`` builds.
"""
