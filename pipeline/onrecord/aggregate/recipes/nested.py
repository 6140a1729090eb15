"""Quotes inside another quote of the same speaker (*she says she fears that …*), which are not counted again."""

NESTED = """
    SELECT b.id FROM quote a JOIN quote b ON b.doc_id = a.doc_id AND b.speaker = a.speaker
    WHERE a.start <= b.start AND b."end" <= a."end" AND b."end" - b.start < a."end" - a.start
"""
