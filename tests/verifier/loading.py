"""The stand-alone verifier as a module: it is a file of its own, and no part of a package."""

import importlib.util
from pathlib import Path
from types import ModuleType

VERIFIER = Path(__file__).parents[2] / "resources" / "verifier" / "verify_ledger.py"


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location(VERIFIER.stem, VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verify_ledger = _loaded()
