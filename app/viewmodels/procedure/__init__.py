"""What follows a determination: its steps, and what is done in them up to the permit and the notices after it."""
