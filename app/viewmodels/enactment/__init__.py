"""How an edition or a pack of reference tables is put in force; nothing that only reads or compares them."""
