"""`sekisho screenshots`: draw every screen with the worked cases."""

import argparse
from pathlib import Path

from app.commands.desk import Desk

EXAMPLE = """\
examples:
  sekisho screenshots pictures --language ja
  sekisho screenshots pictures --language en --theme dark
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--language", choices=("ja", "en"), help="the language of the window (default: the locale's)")
    parser.add_argument("--theme", choices=("light", "dark", "high-contrast"), default="light")


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Exit status 0. Raises `Mendable` where the folder can't be written to."""
    language = desk.words_for(arguments.language).language
    for picture in desk.draw_screens(arguments.folder, language, arguments.theme):
        desk.out.write(f"{picture}\n")
    return 0
