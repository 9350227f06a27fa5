"""Installing says in a sentence what is missing, and touches no system but one made for testing."""

import sys
from pathlib import Path

import pytest

import install
import system_libraries


def test_a_missing_library_is_named_by_its_package() -> None:
    libraries = {"libc.so.6": "libc6", "libsekisho-has-none.so.1": "libsekisho1"}
    expected = ["libsekisho1"] if sys.platform == "linux" else []
    assert system_libraries.missing_packages(libraries) == expected


def test_the_advice_holds_the_whole_command() -> None:
    advice = system_libraries.advice("The window", ["libxcb-cursor0", "libxcb-shape0"])
    assert advice.startswith("The window needs libraries that this system lacks.")
    assert advice.endswith("apt-get install --no-install-recommends libxcb-cursor0 libxcb-shape0")


def test_a_system_is_not_changed_without_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert not system_libraries.may_install()


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
