"""Rehearsals: runs of acts in a file, played through the same use cases as the window."""
