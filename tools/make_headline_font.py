"""Makes the font of share pictures: one weight, few scripts, under a name of its own.

Run in an environment that has `fonttools`, with the file of Source Serif 4 SemiBold
from the npm package `@expo-google-fonts/source-serif-4`:

    python tools/make_headline_font.py SourceSerif4_600SemiBold.ttf

Writes `learningcircles_wagtail/data/headline.ttf`. The licence (SIL OFL 1.1) reserves
the name "Source" for the original, so what is changed must be called something else.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "learningcircles_wagtail" / "data" / "headline.ttf"
RANGES = (
    (0x20, 0x17F),  # Latin of western and central Europe
    (0x1CD, 0x21B),
    (0x386, 0x3CE),  # Greek
    (0x401, 0x491),  # Cyrillic
    (0x1E80, 0x1EF9),  # Welsh, German capitals, Vietnamese
    (0x2010, 0x2044),  # dashes, quotation marks, ellipsis
    (0x20AC, 0x20AC),
    (0x2116, 0x2122),
    (0x2212, 0x2212),
)
NAMES = {
    1: "Learning Circles Headline",
    2: "Regular",
    3: "LearningCirclesHeadline-Regular",
    4: "Learning Circles Headline",
    6: "LearningCirclesHeadline-Regular",
}


def main(source: str) -> None:
    """Write the subset of one font file."""
    font = TTFont(source)
    options = Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["DSIG", "STAT", "meta"]
    subsetter = Subsetter(options)
    kept = [
        code
        for code in font.getBestCmap()
        if any(first <= code <= last for first, last in RANGES)
    ]
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)
    for record in list(font["name"].names):
        if record.nameID in NAMES:
            font["name"].setName(
                NAMES[record.nameID],
                record.nameID,
                record.platformID,
                record.platEncID,
                record.langID,
            )
    font.save(TARGET)


if __name__ == "__main__":
    main(sys.argv[1])
