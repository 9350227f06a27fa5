"""Find out which of the system's libraries Qt lacks on this machine, and name the Debian packages that hold them."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

# What drawing into memory needs, and what a window on a screen needs besides: library → package.
DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """The packages whose library cannot be loaded; none on systems that bring their own, such as Windows and macOS."""
    if sys.platform != "linux":
        return []
    return [package for library, package in libraries.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def may_install() -> bool:
    """Only a machine made for testing is changed without asking: CI=true, the superuser, Debian's package tool."""
    return os.environ.get("CI") == "true" and hasattr(os, "geteuid") and os.geteuid() == 0 and _has_apt()


def _has_apt() -> bool:
    return shutil.which("apt-get") is not None


def install(packages: list[str]) -> None:
    """Install Debian packages, without questions."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def advice(purpose: str, packages: list[str]) -> str:
    """The sentence that names what is missing and the command that puts it right."""
    sudo = "sudo " if hasattr(os, "geteuid") and os.geteuid() != 0 else ""
    command = f"{sudo}apt-get install --no-install-recommends {' '.join(packages)}"
    elsewhere = "" if _has_apt() else " (the names are Debian's; other systems call them alike)"
    return f"{purpose} needs libraries that this system lacks. Install them{elsewhere}, then try again:\n    {command}"


def main() -> int:
    """Say what the window needs and this machine lacks."""
    packages = missing_packages({**DRAWING, **WINDOW})
    if packages:
        print(advice("The window", packages), file=sys.stderr)
    return 1 if packages else 0


if __name__ == "__main__":
    sys.exit(main())
