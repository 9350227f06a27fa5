"""The pages on which editions are read, certified and compared; nothing that puts them in force."""
