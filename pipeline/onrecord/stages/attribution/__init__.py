"""Rules that find who is said to have said what: cues, their sources and their contents."""
