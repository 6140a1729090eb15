"""The records onrecord writes and reads."""

from onrecord.schema.claims import (
    KINDS,
    Claim,
    Commitment,
    Date,
    Entity,
    Extent,
    Link,
    Money,
    Quote,
    SubSpan,
)
from onrecord.schema.document import Document, Participant, check_published, make_document, sha256_of
from onrecord.schema.ids import claim_id
from onrecord.schema.reading import IngestManifest, Provenance, Reading
from onrecord.schema.run import SCHEMA_VERSION, Counts, Manifest, Model, Options, Quarantined

__all__ = [
    "KINDS",
    "SCHEMA_VERSION",
    "Claim",
    "Commitment",
    "Counts",
    "Date",
    "Document",
    "Entity",
    "Extent",
    "IngestManifest",
    "Link",
    "Manifest",
    "Model",
    "Money",
    "Options",
    "Participant",
    "Provenance",
    "Quarantined",
    "Quote",
    "Reading",
    "SubSpan",
    "check_published",
    "claim_id",
    "make_document",
    "sha256_of",
]
