"""The stages: one spaCy component a file, each of which finds one kind of claim or completes it."""
