"""What every screen works with: the register behind its thread, what is not saved, the language; no screen."""
