"""What each screen says, without a widget."""
