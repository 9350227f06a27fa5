"""Puts the program together: the only package that knows every part. What a call doesn't need is not imported."""
