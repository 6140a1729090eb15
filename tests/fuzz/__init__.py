"""Damaged inputs through reading and extraction: ``python -m tests.fuzz`` for many, a test for some."""
