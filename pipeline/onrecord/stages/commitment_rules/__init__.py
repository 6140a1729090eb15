"""Rules that find commitments in a parsed sentence and read their parts.

``lexicon`` holds the words. ``verbs``, ``nouns``, ``adjectives``, ``promissory`` and ``arranged`` find
readings, with ``complements`` for the clauses and ``objects`` for the nouns a cue takes; ``outlook`` drops
what only looks so; ``search`` runs them all over a document. ``extents`` measures spans; ``actors``,
``anchors`` and ``judgement`` fill the record that ``record`` builds.
"""
