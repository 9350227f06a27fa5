"""The command line, as a user would call it, and the rehearsals of the repository."""

from tests.builders import ROOT
from tests.commands.conftest import _plain_locale, sekisho  # noqa: F401  # fixtures

REHEARSALS = sorted((ROOT / "resources" / "rehearsals").glob("*.toml"))
PARTS = ROOT / "resources" / "rehearsals" / "ordinary_parts.toml"
