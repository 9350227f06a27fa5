"""The law that decides here: editions and tables at hand, and what a register has put in force; no tables of it."""
