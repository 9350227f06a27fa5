"""Whether a window can be made on this machine at all, and what is settled before Qt is imported."""

from __future__ import annotations

import os
import sys

from app.domain.errors import Mendable

#: The name of the program, and the style of Qt that looks alike on every system; its palette and sheet are our own.
QT_ARGUMENTS = ["Sekisho", "-style", "fusion"]


def has_no_screen() -> bool:
    """Whether no window can be shown: on Linux, where neither a display nor another place to draw is named."""
    if sys.platform != "linux":
        return False
    return not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def ensure_libraries() -> None:
    """Raise `Mendable` naming the packages where Qt could not be loaded, or would end the process."""
    try:
        import PySide6.QtWidgets  # noqa: F401  only to see whether it can be loaded
    except ImportError as error:
        from app.system_libraries import DRAWING, missing_packages

        raise _lacking(missing_packages(DRAWING)) from error
    _leave_sources_unread()
    if os.environ.get("DISPLAY") and not os.environ.get("QT_QPA_PLATFORM"):
        # Without these Qt does not fail: it ends the process when the first window is made.
        from app.system_libraries import WINDOW, missing_packages

        missing = missing_packages(WINDOW)
        if missing:
            raise _lacking(missing)


def _leave_sources_unread() -> None:
    """Keep Qt's bindings from reading the source of each module that is imported: a seventh of the start.

    They look whether it may ask for other names of Qt's functions (`__feature__`), and none does. There is no setting
    for it; bindings that do it otherwise are left as they are.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = lambda _module: True


def _lacking(packages: list[str]) -> Mendable:
    return Mendable(
        "The window needs libraries that this system lacks. Install these packages (the names are Debian's), then "
        "try again: {packages}",
        packages=" ".join(packages),
    )
