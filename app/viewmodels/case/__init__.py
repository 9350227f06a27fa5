"""The opened case: its lines, its interview, what can be done with it; no form of a single question."""
