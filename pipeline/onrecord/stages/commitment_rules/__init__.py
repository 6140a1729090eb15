"""Rules that find commitments in a parsed sentence and read their parts.

``lexicon`` holds the words. ``verbs``, ``nouns``, ``adjectives``, ``promissory`` (with ``modals``) and
``arranged`` find readings, with ``complements`` for the clauses and ``objects`` for the nouns a cue takes;
``implied`` reads what those in charge say will be done, ``reporting`` who says a clause. ``outlook`` drops what only
looks so; ``search`` runs them all over a document. ``extents`` and ``endings`` measure spans. Who is meant say
``actors`` (of words), ``names`` and ``nominals`` (of noun phrases), ``pronouns``, ``affiliation`` and ``voices`` (of
speakers) and, over all of them, ``cast``; which sums and dates, ``anchors``; the rest of the record that ``record``
builds, ``judgement``.
"""
