"""What leaves the program on paper or in a file: what a document says, how it is set, and the list of cases."""
