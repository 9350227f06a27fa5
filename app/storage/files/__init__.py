"""Single files beside the register: preferences, and the digests of documents; nothing that a case is decided by."""
