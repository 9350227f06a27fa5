"""The parts of others that come with the program, each with its licence, as their own metadata say."""

import re
from importlib import metadata
from pathlib import Path

from app.services.ports import ShippedPart

_PROGRAM = "sekisho"
_LICENCE = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE)[^/]*$", re.IGNORECASE)
#: What stands between the name of a required part and the conditions under which it is.
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def shipped_parts(fonts: Path) -> tuple[ShippedPart, ...]:
    """The libraries that the program needs, those that these need, and the fonts; by name."""
    parts = [*_libraries(), *_fonts(fonts)]
    return tuple(sorted(parts, key=lambda part: part.name.casefold()))


def _libraries() -> list[ShippedPart]:
    waiting, found = _needed_by(_PROGRAM), dict[str, ShippedPart]()
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[._-]+", "-", name).lower()
        if key in found:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # needed on other systems only
            continue
        found[key] = _part(distribution)
        waiting += _needed_by(name)
    return list(found.values())


def _needed_by(name: str) -> list[str]:
    """What a part needs in any case: what it needs for an extra is not shipped."""
    try:
        needed = metadata.requires(name) or ()
    except metadata.PackageNotFoundError:  # the program, where it runs from its folder alone
        return []
    names = (_NAME.match(each) for each in needed if "extra ==" not in each)
    return [name[0] for name in names if name]


def _part(distribution: metadata.Distribution) -> ShippedPart:
    told = distribution.metadata
    licence = next((told[key] for key in ("License-Expression", "License") if told[key]), "")
    files = [file for file in distribution.files or () if _LICENCE.search(file.as_posix())]
    texts = [file.read_text(encoding="utf-8") for file in files]
    return ShippedPart(told["Name"], distribution.version, licence.partition("\n")[0], "\n\n".join(texts))


def _fonts(folder: Path) -> list[ShippedPart]:
    """The fonts, by the licences that lie beside them."""
    return [
        ShippedPart(path.stem.removesuffix("-OFL"), "", "OFL-1.1", path.read_text(encoding="utf-8"))
        for path in folder.glob("*-OFL.txt")
    ]
