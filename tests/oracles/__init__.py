"""The decision written a second and a third time, by other ways, to hold the program's own to."""
