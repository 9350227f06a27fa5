"""Widgets that know no feature; what they show is handed to them, and what they do, too."""
