"""Make the program's own environment, .venv, from the hashed lock; where nothing has changed, nothing is done.

Runs under any Python 3, so that an old one can be told what is wanted. On Windows: py packaging/install.py
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
ENVIRONMENT = ROOT / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
STAMP = ENVIRONMENT / "installed"
TRANSLATIONS = ROOT / "resources" / "i18n"
OLDEST = (3, 11)


class Refusal(Exception):
    """A reason why nothing can be installed, and what to do about it."""


def refuse_unsuitable_python() -> None:
    """A Python that is too old, or that cannot make environments, is told so before anything is touched."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST:
        raise Refusal(
            f"Sekisho needs Python 3.11 or newer; {sys.executable} is {version}. "
            "Install a newer one and name it: make install PYTHON=python3.12"
        )
    # Debian ships venv in parts; the second name is the part that may be missing.
    absent = [module for module in ("venv", "ensurepip") if importlib.util.find_spec(module) is None]
    if absent:
        raise Refusal(
            f"This Python ({sys.executable}) cannot make an environment: its module {absent[0]} is missing. "
            f"Install it, then try again:\n    apt-get install python3.{sys.version_info.minor}-venv"
        )


def fingerprint() -> str:
    """What the environment was made from: the lock, the project, the interpreter and the place."""
    made_from = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), Path(__file__).read_bytes()]
    made_from += [sys.version.encode(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(made_from)).hexdigest()


def is_up_to_date() -> bool:
    """Whether the environment is the one that would be made now."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="ascii") == fingerprint()


def make_environment() -> None:
    """Install the locked parts and then the program, which needs nothing that the lock does not hold."""
    print("Making .venv from packaging/requirements.lock: about 700 MB, a minute or two the first time ...", flush=True)
    STAMP.unlink(missing_ok=True)
    if not _runs():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
    _pip("install", "--require-hashes", "--no-deps", "-r", str(LOCK))
    # Older Pythons put setuptools into each environment; it runs code at every start of the interpreter.
    _pip("uninstall", "--yes", "setuptools")
    _pip("install", "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def _runs() -> bool:
    """Whether .venv holds a working Python of the version that is asked for."""
    ask = [str(PYTHON), "-c", "import sys, pip; print(sys.version)"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version


def _pip(*arguments: str) -> None:
    options = ["--quiet", "--quiet", "--no-input", "--disable-pip-version-check"]
    if subprocess.run([str(PYTHON), "-m", "pip", *options, *arguments], check=False, cwd=ROOT).returncode != 0:
        raise Refusal(
            "pip could not finish; its own words stand above. Without a network, point it at a folder of wheels "
            "(PIP_NO_INDEX=1 PIP_FIND_LINKS=folder), then try again."
        )


def see_that_qt_can_draw() -> None:
    """Load the widgets once; name the system's packages if they cannot be loaded, or install them on a test machine."""
    sys.path.insert(0, str(ROOT))
    from app.system_libraries import DRAWING, missing_packages

    missing = missing_packages(DRAWING)
    if missing and may_install_packages():
        print("Installing what Qt needs of the system:", " ".join(missing), flush=True)
        install_packages(missing)
        missing = missing_packages(DRAWING)
    if missing:
        raise Refusal(advice(missing))
    attempt = subprocess.run(
        [str(PYTHON), "-c", "import PySide6.QtWidgets"], capture_output=True, text=True, check=False
    )
    if attempt.returncode != 0:
        raise Refusal("Qt was installed but cannot be loaded on this system:\n" + attempt.stderr)


def may_install_packages() -> bool:
    """Only a machine made for testing is changed without asking: CI=true, the superuser, Debian's package tool."""
    return os.environ.get("CI") == "true" and hasattr(os, "geteuid") and os.geteuid() == 0 and _has_apt()


def _has_apt() -> bool:
    return shutil.which("apt-get") is not None


def install_packages(packages: list[str]) -> None:
    """Install Debian packages, without questions."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def advice(packages: list[str]) -> str:
    """The sentence that names what is missing and the command that puts it right."""
    sudo = "sudo " if hasattr(os, "geteuid") and os.geteuid() != 0 else ""
    command = f"{sudo}apt-get install --no-install-recommends {' '.join(packages)}"
    elsewhere = "" if _has_apt() else " (the names are Debian's; other systems call them alike)"
    return f"Qt needs libraries that this system lacks. Install them{elsewhere}, then try again:\n    {command}"


def build_translations() -> None:
    """Compile the Japanese wording where it is newer than what was compiled."""
    stale = [
        source
        for source in TRANSLATIONS.rglob("*.po")
        if not source.with_suffix(".mo").exists() or source.stat().st_mtime > source.with_suffix(".mo").stat().st_mtime
    ]
    if stale:
        subprocess.run([str(PYTHON), str(ROOT / "packaging" / "translations.py"), "build"], check=True)


def compile_program() -> None:
    """Keep the byte code beside the program, for a quicker start, even where the environment forbids to write it."""
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "app")], check=True)


def main() -> int:
    """Install, or say in a sentence why not."""
    try:
        refuse_unsuitable_python()
        if not is_up_to_date():
            make_environment()
            see_that_qt_can_draw()
            STAMP.write_text(fingerprint(), encoding="ascii")
        build_translations()
        compile_program()
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
