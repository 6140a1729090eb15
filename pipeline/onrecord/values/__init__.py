"""Values: what a string, with an anchor where it needs one, stands for. Strings in, values out; no spaCy."""
