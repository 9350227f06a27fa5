"""The seals of a live register: who opens it, and how its file key is exchanged; nothing of what stands in it."""
