"""A determination on the screen, live or recorded; nothing that asks."""
