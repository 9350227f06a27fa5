"""What opens a live register as a person types it: passphrase, recovery code, the pause between; nothing is kept."""
