"""The subject matter: pure values and functions, standard library only."""
