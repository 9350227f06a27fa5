"""What a call names with --language is the language of its refusals, too, whatever the locale."""

import os
import subprocess
import sys

import pytest

from tests.builders import ROOT


@pytest.mark.parametrize(
    "arguments",
    [
        ("assess", "no-such-file.toml", "--language", "ja"),
        ("rulebook", "show", "1999-01-01", "--language=ja"),
        ("assess", "--no-such-option", "--language", "ja"),
    ],
)
def test_a_refusal_is_told_in_the_language_that_the_call_names(arguments: tuple[str, ...]) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
    said = subprocess.run(
        [sys.executable, "-m", "app", *arguments], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert said.returncode == 2
    assert any("ぁ" <= letter <= "ヿ" for letter in said.stderr), said.stderr
