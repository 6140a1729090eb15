"""Whom pronouns and descriptions mean, wherever they stand."""

from onrecord.stages.coreference.resolver import Coreference, Meant

__all__ = ["Coreference", "Meant"]
