"""Codes of the domain put into words of the user's language."""
