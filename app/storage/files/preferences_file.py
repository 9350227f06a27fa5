"""What the user chose for the window (language, theme, size of type), kept in a small file of their own."""

import json
from contextlib import suppress
from pathlib import Path


class PreferencesFile:
    """Names with a text each. A file that can't be read counts as empty, and one that can't be written is done without:
    nothing that matters depends on it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = self._read_file()

    def read(self, name: str) -> str | None:
        """What was kept under a name."""
        return self._kept.get(name)

    def keep(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        if self._kept.get(name) == value:
            return
        self._kept[name] = value
        partial = self._path.with_suffix(".partial")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps(self._kept), encoding="utf-8")
            partial.replace(self._path)

    def _read_file(self) -> dict[str, str]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(kept, dict):
            return {}
        return {name: value for name, value in kept.items() if isinstance(value, str)}
