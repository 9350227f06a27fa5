"""Whole journeys through the real window, with mouse and keys."""
