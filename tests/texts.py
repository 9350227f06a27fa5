"""Texts that a program is tempted to replace: names in rare letters, numbers that look alike."""

#: Kanji that Unicode calls compatible, gaiji, letters with their marks apart, a variant of a kanji.
NAMES = ("\ufa19\ufa1b\ufa10", "\ue000\U00031350", "ぱ\u3000か\u3099", "葛\U000e0100飾", "Cafe\u0301", "\u212b")

#: A number, and others that are the same to the eye.
NUMBER = "2026-0100"
TWINS = (
    "２０２６－０１００",
    "2026\u20110100",
    "2026–0100",
    "2026—0100",
    "2026−0100",
    "２０２６ー０１００",
    "2026ｰ0100",
    "2026-\u200b0100",
    "2026\u2060-0100",
    "2026-0100\ufe0f",
    " 2026 - 0100　",
    "2026-01\u00ad00",
    "2026-01\u316400",
)
