"""What an edition decides of given facts, and why; nothing that is kept in a register."""
