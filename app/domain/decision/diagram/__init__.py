"""The decision diagram: from every admissible situation of an edition to its result."""
