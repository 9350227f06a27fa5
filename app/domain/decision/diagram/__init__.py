"""The decision diagram: from every admissible situation of an edition to its result; nothing that evaluates a case."""
