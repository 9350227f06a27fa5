"""The list of requests; nothing of an opened case."""
