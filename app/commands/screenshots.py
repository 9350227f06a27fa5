"""`sekisho screenshots`: draw every screen with the worked cases."""

import argparse
from pathlib import Path

from app.commands.console import Console
from app.commands.parser import Parser
from app.wording.language import N_

EXAMPLE = N_("""\
examples:
  sekisho screenshots pictures --language ja
  sekisho screenshots pictures --language en --theme dark
""")


def add_arguments(parser: Parser) -> None:
    """The arguments of the command."""
    _ = parser.words._
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("where to put the pictures"))
    parser.add_argument(
        "--language", choices=("ja", "en"), help=_("the language of the window (default: the locale's)")
    )
    parser.add_argument(
        "--theme", choices=("light", "dark", "high-contrast"), default="light", help=_("the colors (default: light)")
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 0. Raises `Mendable` where the folder can't be written to."""
    language = console.words_for(arguments.language).language
    for picture in console.draw_screens(arguments.folder, language, arguments.theme):
        console.out.write(f"{picture}\n")
    return 0
