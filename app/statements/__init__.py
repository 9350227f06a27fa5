"""What is said of a determination, in words: shown by the screens, set by the documents, printed; knows no Qt."""
