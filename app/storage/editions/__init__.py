"""Editions as folders of TOML: reading, checking and writing them; nothing of a register."""
