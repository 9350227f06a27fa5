"""Names of properties of the window, through which it tells parts of dialogs what all of them say alike."""

#: What is said of something typed that is no date; what was typed stands in braces.
NO_SUCH_DAY = "noSuchDay"
