"""Tells commitments from what only looks like them: a small network over the candidates of the rules and proposals."""
