"""Texts as code points: spans, paragraphs, quotation marks."""
