"""The name proposed for a file: what it is of, in words that every file system takes."""

_LONGEST = 120
#: What no file may be called on some system.
_REFUSED = set('\\/:*?"<>|')


def file_name(*parts: str) -> str:
    """The parts in a row, without an ending; a sign that can't stand in a name is a low line."""
    named = "_".join(" ".join(part.split()) for part in parts if part.strip())
    clean = "".join("_" if sign in _REFUSED or not sign.isprintable() else sign for sign in named)
    return clean[:_LONGEST].strip(" .") or "_"
