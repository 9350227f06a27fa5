"""The law as it is written: editions, facts, reference tables, entries into force; nothing that decides a case."""
