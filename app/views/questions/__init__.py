"""The screens on which a case is asked and entered; nothing of what comes out."""
