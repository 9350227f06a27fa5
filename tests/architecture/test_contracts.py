"""The fence around the layers holds, and each of its contracts is proved to bite."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.api import read_configuration

ROOT = Path(__file__).parents[2]
OPTIONS = read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]
CONTRACTS: dict[str, str] = {contract["id"]: contract["name"] for contract in OPTIONS}
# Puts the copy before the program that the tests themselves run. Each line that it is sent names the contract to be
# looked after, or none for all of them.
LINT_THE_COPY = """
import sys
sys.path.insert(0, ".")
from importlinter.cli import lint_imports
for line in sys.stdin:
    lint_imports(no_logo=True, cache_dir=".cache", limit_to_contracts=tuple(line.split()))
    print("looked through", flush=True)
"""

# What may never be written: the contract it breaks, the module it stands in, the line.
VIOLATIONS = [
    ("layers", "stray.py", "NAME = 1"),
    ("layers", "domain/law/texts.py", "import app.services.ports"),
    ("layers", "services/ports.py", "import app.storage"),
    ("layers", "services/ports.py", "import app.wording"),
    ("layers", "wording/__init__.py", "import app.services.ports"),
    ("layers", "storage/__init__.py", "import app.viewmodels"),
    ("layers", "commands/__init__.py", "import app.storage"),
    ("layers", "commands/__init__.py", "import app.views"),
    ("layers", "viewmodels/__init__.py", "import app.storage"),
    ("layers", "viewmodels/__init__.py", "import app.views"),
    ("layers", "views/__init__.py", "import app.bootstrap"),
    ("views", "views/__init__.py", "import app.domain.law.texts"),
    ("views", "views/__init__.py", "import app.services.ports"),
    ("views", "views/__init__.py", "import app.storage"),
    ("views", "views/__init__.py", "import app.wording"),
    ("views", "views/__init__.py", "import app.documents"),
    ("views", "views/__init__.py", "import app.commands"),
    ("pure", "domain/law/texts.py", "import PySide6.QtCore"),
    ("pure", "domain/law/texts.py", "from pathlib import Path"),
    ("pure", "domain/law/texts.py", "import time"),
    ("pure", "services/ports.py", "import sqlite3"),
    ("pure", "services/ports.py", "import sqlcipher3.dbapi2"),
    ("pure", "domain/errors.py", "import cryptography.hazmat.primitives.hashes"),
    ("pure", "services/ports.py", "from sqlite_utils import Database"),
    ("pure", "services/ports.py", "import os.path"),
    ("pure", "services/ports.py", "def now():\n    import random"),
    ("wording", "wording/__init__.py", "import PySide6.QtCore"),
    ("wording", "wording/__init__.py", "import sqlite3"),
    ("layers", "statements/steps.py", "import app.documents"),
    ("layers", "statements/steps.py", "import app.viewmodels"),
    ("layers", "documents/__init__.py", "import app.storage"),
    ("layers", "wording/__init__.py", "import app.statements"),
    ("documents", "documents/__init__.py", "import PySide6.QtCore"),
    ("documents", "documents/__init__.py", "import app.services.ports"),
    ("documents", "statements/steps.py", "import sqlite3"),
    ("documents", "statements/steps.py", "import sqlcipher3"),
    ("storage", "storage/__init__.py", "from PySide6 import QtCore"),
    ("ports", "storage/__init__.py", "import app.services.receiving"),
    ("domain", "domain/stray.py", "NAME = 1"),
    ("domain", "domain/law/facts.py", "import app.domain.decision.evaluation"),
    ("domain", "domain/law/facts.py", "import app.domain.register.cases"),
    ("domain", "domain/decision/evaluation.py", "import app.domain.register.cases"),
    ("domain", "domain/errors.py", "import app.domain.law.texts"),
    ("domain", "domain/search.py", "import app.domain.law.texts"),
    ("domain", "domain/canonical.py", "import app.domain.plain_data"),
    ("domain", "domain/plain_data.py", "import app.domain.register.events"),
    ("law", "domain/law/stray.py", "NAME = 1"),
    ("law", "domain/law/facts.py", "import app.domain.law.rulebook"),
    ("decision", "domain/decision/stray.py", "NAME = 1"),
    ("decision", "domain/decision/record.py", "import app.domain.decision.effect"),
    ("decision", "domain/decision/evaluation.py", "import app.domain.decision.diagram"),
    ("decision", "domain/decision/diagram/__init__.py", "import app.domain.decision.evaluation"),
    ("register", "domain/register/stray.py", "NAME = 1"),
    ("register", "domain/register/cases.py", "import app.domain.register.case_status"),
    ("register", "domain/register/particulars.py", "import app.domain.register.refusals"),
    ("register", "domain/register/refusals.py", "import app.domain.register.recording"),
    ("register", "domain/register/enactment.py", "import app.domain.register.refusals"),
    ("register", "domain/register/cases.py", "import app.domain.register.events"),
    ("domain", "domain/ledger/entry.py", "import app.domain.register.cases"),
    ("domain", "domain/decision/record.py", "import app.domain.ledger.entry"),
    ("keys", "domain/keys/stray.py", "NAME = 1"),
    ("keys", "domain/keys/pauses.py", "import app.domain.keys.passphrase"),
    ("domain", "domain/keys/passphrase.py", "import app.domain.register.cases"),
    ("ledger", "domain/ledger/entry.py", "import app.domain.plain_data"),
    ("ledger_parts", "domain/ledger/stray.py", "NAME = 1"),
    ("ledger_parts", "domain/ledger/entry.py", "import app.domain.ledger.checkpoint"),
    ("ledger_parts", "domain/ledger/tree.py", "import app.domain.ledger.entry"),
    ("stores", "storage/stray.py", "NAME = 1"),
    ("stores", "storage/register/database.py", "import app.storage.keys"),
    ("stores", "storage/register/database.py", "import app.storage.law.law_in_force"),
    ("stores", "storage/law/law_in_force.py", "import app.storage.register.database"),
    ("stores", "storage/files/preferences_file.py", "import app.storage.register.database"),
    ("stores", "storage/editions/parsing.py", "import app.storage.law.law_in_force"),
    ("screens", "viewmodels/stray.py", "NAME = 1"),
    ("screens", "viewmodels/session/session.py", "import app.viewmodels.requests.requests_model"),
    ("screens", "viewmodels/requests/requests_model.py", "import app.viewmodels.case.case_model"),
    ("screens", "viewmodels/case/case_model.py", "import app.viewmodels.determination.live_model"),
    ("screens", "viewmodels/determination/live_model.py", "import app.viewmodels.questions.particulars_model"),
    ("screens", "viewmodels/questions/particulars_model.py", "import app.viewmodels.editions.day_model"),
    ("screens", "viewmodels/editions/day_model.py", "import app.viewmodels.questions.particulars_model"),
    ("screens", "viewmodels/rulebook/rulebook_model.py", "import app.viewmodels.enactment.renewing_model"),
    ("screens", "viewmodels/enactment/renewing_model.py", "import app.viewmodels.window.window_model"),
    ("widgets", "views/stray.py", "NAME = 1"),
    ("widgets", "views/kit/theme.py", "import app.views.determination.trace_view"),
    ("widgets", "views/determination/trace_view.py", "import app.views.questions.fact_row"),
    ("widgets", "views/questions/fact_row.py", "import app.views.rulebook.rows_table"),
    ("widgets", "views/rulebook/rows_table.py", "import app.views.enactment.act_panel"),
    ("widgets", "views/requests/requests_view.py", "import app.views.case.line_tabs"),
    ("widgets", "views/case/case_view.py", "import app.views.window.main_window"),
    ("kit", "views/kit/theme.py", "import app.viewmodels.case.panels"),
    ("kit", "views/kit/theme.py", "def late():\n    import app.viewmodels.window.window_model"),
    ("use_cases", "services/stray.py", "NAME = 1"),
    ("use_cases", "services/receiving.py", "import app.services.answering"),
    ("use_cases", "services/ports.py", "import app.services.receiving"),
    ("tables", "storage/register/database.py", "import app.storage.register.case_table"),
    ("tables", "bootstrap/composition.py", "import app.storage.register.case_table"),
    ("tables", "bootstrap/composition.py", "import app.storage.register.case_list"),
    ("paths", "commands/__init__.py", "import app.paths"),
    ("paths", "storage/__init__.py", "from app import paths"),
    ("cycles", "views/kit/theme.py", "import app.views.kit.drawing"),
]


class Copy:
    """A copy of the program and of its contracts, to do wrong in."""

    def __init__(self, folder: Path, linter: "subprocess.Popen[str]") -> None:
        self.folder = folder
        self._linter = linter

    def broken_contracts(self, only: str = "") -> set[str]:
        """The ids of the contracts that it breaks: of all of them, or of the one that is named."""
        assert self._linter.stdin is not None
        assert self._linter.stdout is not None
        self._linter.stdin.write(f"{only}\n")
        self._linter.stdin.flush()
        told = list(iter(self._linter.stdout.readline, "looked through\n"))
        said = " ".join("".join(told).split())  # long names are broken over two lines
        assert "Contracts: " in said, said
        return {contract for contract, name in CONTRACTS.items() if f"{name} BROKEN" in said}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """A copy; import-linter runs apart, so that it reads that."""
    copy = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "app", copy / "app", ignore=shutil.ignore_patterns("__pycache__", ".*"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    command = [sys.executable, "-c", LINT_THE_COPY]
    with subprocess.Popen(
        command, cwd=copy, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as linter:
        yield Copy(copy, linter)
        assert linter.stdin is not None
        linter.stdin.close()


def test_the_program_keeps_every_contract(copied: Copy) -> None:
    assert copied.broken_contracts() == set()


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS)
def test_the_contract_bites(copied: Copy, contract: str, module: str, line: str) -> None:
    file = copied.folder / "app" / module
    assert file.exists() is (file.name != "stray.py"), "a line is added to a module that there is"
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    try:
        assert copied.broken_contracts(contract) == {contract}
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before, encoding="utf-8")


def test_the_program_keeps_every_contract_again_without_those_lines(copied: Copy) -> None:
    assert copied.broken_contracts() == set()


def test_every_contract_has_a_violation_that_proves_it() -> None:
    assert {contract for contract, _module, _line in VIOLATIONS} == set(CONTRACTS)


def test_the_contract_on_tables_names_every_table() -> None:
    (tables,) = (contract["protected_modules"] for contract in OPTIONS if contract["id"] == "tables")
    assert sorted(tables) == sorted(
        f"app.storage.register.{file.stem}"
        for pattern in ("*_table.py", "*_list.py")
        for file in (ROOT / "app/storage/register").glob(pattern)
    )


def test_the_contract_on_the_ledger_names_all_else_in_the_domain() -> None:
    (forbidden,) = (contract["forbidden_modules"] for contract in OPTIONS if contract["id"] == "ledger")
    modules = {file.stem for file in (ROOT / "app/domain").iterdir() if file.stem.isidentifier()}
    allowed = {"__init__", "__pycache__", "canonical", "ledger"}
    assert sorted(forbidden) == sorted(f"app.domain.{module}" for module in modules - allowed)


# All that the domain and the use cases need of the standard library: nothing here reads, waits or draws lots.
PURE = {
    "__future__", "abc", "array", "base64", "bisect", "collections", "contextlib", "dataclasses", "datetime", "enum",
    "fractions", "functools", "hashlib", "heapq", "itertools", "json", "math", "operator", "re", "string", "types",
    "typing", "unicodedata",
}  # fmt: skip


def impure_imports(folder: Path) -> set[str]:
    """The modules that a folder's code imports from neither the program nor the pure part of the standard library."""
    nodes = [node for file in folder.rglob("*.py") for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    selective = {node.module or "." for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name for name in plain | selective if name.split(".")[0] not in PURE | {"app"}}


@pytest.mark.parametrize("layer", ["domain", "services"])
def test_the_centre_needs_only_the_pure_part_of_the_standard_library(layer: str) -> None:
    assert impure_imports(ROOT / "app" / layer) == set()


def test_a_library_nobody_thought_of_would_be_found(tmp_path: Path) -> None:
    source = "import json\nfrom babel.core import Locale\n\ndef f():\n    import dbm\n"
    (tmp_path / "stray.py").write_text(source, encoding="utf-8")
    assert impure_imports(tmp_path) == {"babel.core", "dbm"}
