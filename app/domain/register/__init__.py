"""What a register holds of cases and how they stand; nothing that decides one."""
