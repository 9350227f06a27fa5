"""Cut the bundled fonts down to the characters the program can show, from Debian's font packages."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
DESTINATION = ROOT / "resources" / "fonts"
BIZ = Path("/usr/share/fonts/truetype/bizud-gothic")
INTER = Path("/usr/share/fonts/opentype/inter")
PACKAGES = "fonts-morisawa-bizud-gothic fonts-inter"

LATIN = [
    range(0x0020, 0x007F),  # basic Latin
    range(0x00A0, 0x0180),  # Latin-1 and Latin Extended-A: Côte d'Ivoire, Türkiye
    range(0x0180, 0x0250),  # Latin Extended-B: Romanian commas below
    range(0x1E00, 0x1F00),  # Latin Extended Additional: Việt Nam
]
SIGNS = [
    range(0x2000, 0x2070),  # general punctuation
    range(0x2070, 0x20D0),  # raised and lowered figures, currencies
    range(0x2100, 0x2200),  # letter-like signs, number forms, arrows
    range(0x2200, 0x2300),  # mathematics: ≤ ≥ ≠
    range(0x2460, 0x2600),  # circled figures, box drawing, geometric shapes
    range(0x2700, 0x27C0),  # ticks and crosses, where a font has them
]
KANA = [range(0x3000, 0x3100)]  # with the wave dash that CP932 writes differently
# CP932 lacks four of the Jōyō kanji (塡 剝 頰 𠮟). Beyond it every kanji that the font draws, because names of persons
# and places are written with them (𡈽), and the signs of the eras (㋿).
KANJI = [range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32000)]
ERAS = [range(0x32FF, 0x3300), range(0x337B, 0x337F)]
# fontTools keeps kerning, ligatures and vertical forms by itself; these are wanted besides.
FEATURES = ["tnum", "case", "zero"]


def cp932() -> set[int]:
    """Every character of Microsoft's Shift_JIS: offices type 髙, 﨑, ① and ㈱, which JIS X 0208 alone lacks."""
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0x100) for trail in range(0x40, 0x100))
    singles = (bytes((code,)) for code in range(0x20, 0x100))
    return {ord(char) for code in (*singles, *pairs) if len(char := code.decode("cp932", errors="ignore")) == 1}


def subset(source: Path, destination: Path, characters: Iterable[int]) -> None:
    """Write the part of a font that draws the given characters; line heights stay those of the whole font."""
    options = Options()
    options.layout_features += FEATURES
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False  # the same bytes each time
    options.drop_tables += ["DSIG", "meta"]  # a signature over the whole font, and notes no renderer reads
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(characters))
    subsetter.subset(font)
    save_font(font, str(destination), options)
    print(f"{destination.name}: {destination.stat().st_size / 1e6:.2f} MB")


def drawn(font: Path) -> set[int]:
    """The characters that a font draws."""
    with TTFont(font) as opened:
        return set(opened.getBestCmap())


def as_ranges(codes: Iterable[int]) -> str:
    """Code points as ranges, one a line: 0020-007E."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{first:04X}-{last:04X}\n" for first, last in ranges)


def write_down(folder: Path) -> None:
    """Say beside the fonts what both families draw in either weight: documents name the characters they lack."""
    weights = (
        drawn(folder / f"BIZUDPGothic-{weight}.ttf") | drawn(folder / f"Inter-{weight}.otf")
        for weight in ("Regular", "Bold")
    )
    (folder / "characters.txt").write_text(as_ranges(set.intersection(*weights)), encoding="ascii", newline="\n")


def main() -> int:
    """Make the four font files, or say which package holds what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("destination", nargs="?", type=Path, default=DESTINATION)
    destination: Path = parser.parse_args().destination
    latin = {code for block in (*LATIN, *SIGNS) for code in block}
    japanese = latin | cp932() | {code for block in (*KANA, *KANJI, *ERAS) for code in block}
    wanted = {
        BIZ / "BIZUDPGothic-Regular.ttf": japanese,
        BIZ / "BIZUDPGothic-Bold.ttf": japanese,
        INTER / "Inter-Regular.otf": latin,
        INTER / "Inter-Bold.otf": latin,
    }
    if not all(source.exists() for source in wanted):
        print(f"The fonts come from Debian's packages. Install them first: apt-get install {PACKAGES}", file=sys.stderr)
        return 1
    destination.mkdir(parents=True, exist_ok=True)
    for source, characters in wanted.items():
        subset(source, destination / source.name, characters)
    write_down(destination)
    return 0


if __name__ == "__main__":
    sys.exit(main())
