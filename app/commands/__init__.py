"""The command line, one file a command; nothing of the window."""
