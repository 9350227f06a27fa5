"""The opened case: its lines, its interview, its own acts; no single question, no table of all acts (`window`)."""
