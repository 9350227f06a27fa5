"""A machine that lacks something is told what, and how to get it."""

import sys
from pathlib import Path

import pytest

import install
from app import system_libraries


@pytest.mark.parametrize(("platform", "expected"), [("linux", ["absent-package"]), ("win32", []), ("darwin", [])])
def test_only_a_library_that_cannot_be_loaded_is_missed(
    monkeypatch: pytest.MonkeyPatch, platform: str, expected: list[str]
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    libraries = {"libc.so.6": "libc6", "libabsent.so.0": "absent-package"}

    assert system_libraries.missing_packages(libraries) == expected


def test_the_advice_names_the_packages_and_the_command() -> None:
    advice = install.advice(["libxcb-cursor0", "libxcb-shape0"])

    assert "apt-get install --no-install-recommends libxcb-cursor0 libxcb-shape0" in advice


def test_no_package_is_installed_unasked_outside_a_test_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)

    assert not install.may_install_packages()


def test_an_old_python_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "OLDEST", (4, 0))
    with pytest.raises(install.Refusal, match=r"needs Python 3\.11 or newer"):
        install.refuse_unsuitable_python()


def test_a_python_that_cannot_make_environments_is_told_which_package_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "ensurepip" else name)
    with pytest.raises(install.Refusal, match=r"its module ensurepip is missing.*\n.*python3\.\d+-venv"):
        install.refuse_unsuitable_python()


def test_a_changed_lock_makes_the_environment_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lock, stamp = tmp_path / "lock", tmp_path / "stamp"
    monkeypatch.setattr(install, "LOCK", lock)
    monkeypatch.setattr(install, "STAMP", stamp)
    monkeypatch.setattr(install, "PYTHON", Path(sys.executable))
    lock.write_text("one", encoding="ascii")
    assert not install.is_up_to_date()
    stamp.write_text(install.fingerprint(), encoding="ascii")
    assert install.is_up_to_date()
    lock.write_text("another", encoding="ascii")
    assert not install.is_up_to_date()
