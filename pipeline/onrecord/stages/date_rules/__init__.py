"""Rules that resolve the dates of a document by its words, its parse and each other.

``reading`` goes through the expressions in order. Where the tense of the sentence points say ``context``, and under it
``tense`` (by the parse), ``verbs`` and ``words`` (without one); which date another is counted from, ``anchors``,
``comparisons`` and ``story``. ``claims`` makes the records.
"""
