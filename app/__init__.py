"""Sekisho, the examiner's desk for Japan's defense equipment transfers."""

__version__ = "0.1.0"
