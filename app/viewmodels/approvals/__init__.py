"""What waits: for who acts, for others, what was voided, what runs out; no case itself."""
