"""What is said of a determination, live or recorded; nothing that asks."""
