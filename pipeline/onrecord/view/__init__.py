"""A run as one page to look at: articles with their claims, a ledger of commitments, a timeline."""

from onrecord.view.page import write

__all__ = ["write"]
