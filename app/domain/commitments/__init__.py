"""The recipient's commitments and what becomes of the equipment: pure, and a function of what was recorded."""
