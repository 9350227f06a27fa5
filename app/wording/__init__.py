"""What the domain says, put into words of a language; nothing that knows a screen."""
