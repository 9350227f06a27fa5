"""What must hold whatever ends the process, the power or the disk: beneath the SQLite that the program uses."""
