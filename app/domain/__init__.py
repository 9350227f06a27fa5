"""The subject matter, in pure values and functions; nothing that reads, waits, stores or speaks a language."""
