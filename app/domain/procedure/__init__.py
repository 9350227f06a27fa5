"""What follows a determination: who examines and decides, what each did, on which content, and what is missing."""
