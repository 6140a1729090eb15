"""The errors onrecord raises: one root, few children.

Every message names what was wrong, where (file and line when there is one) and what to try next.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Root of all errors raised on purpose by onrecord.

    Attributes:
        reason: What was wrong, and where.
        hint: What to try next; the message is both, divided by a semicolon.
    """

    def __init__(self, reason: str, hint: str = "") -> None:
        """Say what was wrong and, apart from it where a caller may show it apart, what to try."""
        super().__init__(reason, hint)
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        """Return reason and hint in one line."""
        return f"{self.reason}; {self.hint}" if self.hint else self.reason


class InputError(OnrecordError):
    """An input file, line or document cannot be read as what it claims to be."""


class SchemaError(OnrecordError):
    """A record does not follow the claim schema."""


class PipelineError(OnrecordError):
    """A pipeline cannot be built, loaded or run as configured."""


class MissingAnnotationError(PipelineError):
    """A stage needs an annotation (sentences, tags, a parse) that no earlier component has set."""
