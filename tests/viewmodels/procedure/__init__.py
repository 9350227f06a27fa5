"""Tests of what the screens of a procedure say."""
