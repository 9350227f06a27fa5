"""The window around the screens: rail, palette, help, pictures of every screen; nothing of what a screen shows."""
