"""The list of requests, and the dialog of a new one."""
