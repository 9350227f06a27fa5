"""The window around the screens: which is shown, how it looks, the palette, help; nothing of what a screen shows."""
