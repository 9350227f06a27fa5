"""What the user sees, one screen a file, one folder a feature; no words but the captions of widgets."""
