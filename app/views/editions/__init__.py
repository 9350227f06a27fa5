"""One line under every edition, side by side."""
