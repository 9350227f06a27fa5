"""The procedure of a case after its determinations: what each step waits for, and what was given in it."""
