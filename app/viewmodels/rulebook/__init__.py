"""The Rulebook: editions read, certified and compared; nothing that puts them in force."""
