"""What each screen says and does, one folder a feature; no widget, and no rule of the domain."""
