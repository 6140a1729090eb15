"""From annotation files written by hand to gold records: notation, spans, periods, records, checks."""
