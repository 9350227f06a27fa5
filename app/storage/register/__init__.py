"""The register, a file of SQLite: its tables, how it is opened, locked and changed; nothing that reads the law."""
