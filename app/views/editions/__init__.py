"""One line under every edition, side by side; nothing of the rulebook's own text."""
