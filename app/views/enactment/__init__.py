"""The pages on which an edition or a pack of reference tables is put in force."""
