"""The ledger: the bytes of an entry and of a checkpoint, and the tree over the entries; not what entries say."""
