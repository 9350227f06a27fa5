"""The pages on which an edition or a pack is put in force; nothing that only reads or compares them."""
