"""The list of requests, and the form of a new one; nothing of an opened case."""
