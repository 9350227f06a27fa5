"""The decision diagram: every admissible situation of an edition, once."""
