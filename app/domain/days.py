"""Days as they are written in Japan: read from every form that an official writes, and written with their era."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from app.domain.characters import is_invisible, one_hyphen
from app.domain.errors import Mendable, Quoted


class Era(NamedTuple):
    """An era, the year that it counts as its first, and its days. A new one is proclaimed by Cabinet Order."""

    name: str
    latin: str
    year_one: int
    first: date
    last: date


#: Eras are facts of the calendar, as the names of months are (Act No. 43 of 1979 and the orders under it). The present
#: calendar has been in use since the first day of 1873; before it, a Meiji date names another day.
ERAS = (
    Era("明治", "meiji", 1868, date(1873, 1, 1), date(1912, 7, 29)),
    Era("大正", "taisho", 1912, date(1912, 7, 30), date(1926, 12, 24)),
    Era("昭和", "showa", 1926, date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "heisei", 1989, date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "reiwa", 2019, date(2019, 5, 1), date.max),
)
#: The years that can be entered. No paper of a request is older than the first, and no day of it later than the last.
FIRST_YEAR, LAST_YEAR = 1868, 2199

_SLASHES = dict.fromkeys(map(ord, "⁄∕・"), "/")
_DOTS = dict.fromkeys(map(ord, "。·․"), ".")
_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○◯", "0")
_ONES = "".join(_DIGITS)
# Patterns as texts: `re` keeps each once it was used, and most starts of the program use none of them.
_KANJI_NUMERALS = f"[{_ONES}十百千]+"
_IN_PLACES = f"(?:([{_ONES}]?)千)?(?:([{_ONES}]?)百)?(?:([{_ONES}]?)十)?([{_ONES}]?)"

_BETWEEN = r"([-/. ])"
_MONTH_AND_DAY = rf"(?:年([0-9]{{1,2}})月([0-9]{{1,2}})日|{_BETWEEN}([0-9]{{1,2}})\N([0-9]{{1,2}}))"
_ERA_NAMES = {written: era for era in ERAS for written in (era.name, era.name[0], era.latin, era.latin[0])}
_ERA = "|".join(sorted(_ERA_NAMES, key=len, reverse=True))
_WESTERN = r"([0-9]{4})" + _MONTH_AND_DAY.replace(r"\N", r"\4")
_TOGETHER = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_OF_ERA = rf"({_ERA})[. ]?([0-9]{{1,3}}|元)" + _MONTH_AND_DAY.replace(r"\N", r"\5")
_WRITTEN = r"(?<![0-9])([0-9]{4})年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join((*_MONTHS, "sept", *(month[:3] for month in _MONTHS)))
_NUMBER_OF_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = rf"(?:the )?{_NUMBER_OF_DAY}[- ]?(?:of )?(?P<month>{_MONTH})\.?[-,]? ?(?P<year>[0-9]{{4}})"
_MONTH_FIRST = rf"(?P<month>{_MONTH})\.?[- ]?(?:the )?{_NUMBER_OF_DAY}(?:, ?|[- ])(?P<year>[0-9]{{4}})"
_WITHOUT_YEAR = r"[0-9]{1,2}(?:月[0-9]{1,2}日|[-/.][0-9]{1,2})"
_WITHOUT_DAY = rf"(?:[0-9]{{4}}|(?:{_ERA})[. ]?(?:[0-9]{{1,3}}|元))(?:年(?:[0-9]{{1,2}}月)?|[-/.][0-9]{{1,2}})?"
_YEAR_UNCLEAR = (
    rf"[0-9]{{1,2}}{_BETWEEN}[0-9]{{1,2}}\1(?:[0-9]{{1,2}}|[0-9]{{4}})|[0-9]{{1,2}}年[0-9]{{1,2}}月[0-9]{{1,2}}日"
)


def read_day(typed: str) -> date:
    """The day that was typed, pasted or read: 2026-05-20, 2026/5/20, 2026.5.20, 20260520, 2026年5月20日,
    令和8年5月20日, R8.5.20, in any width, with kanji numerals, with blanks around and between; and with the month in
    English, before or after the day: 20 May 2026, May 20, 2026, the 20th of May 2026.

    Raises `Mendable`, which says why it is none: it can't be read, the calendar or the era has no such day, or nobody
    can tell which of its numbers is the year.
    """
    plain = _plain(typed)
    if not plain:
        raise Mendable("No date is given. Write it like 2026-05-20 or 令和8年5月20日.")
    if found := re.fullmatch(_WESTERN, plain):
        year, *numbers = (int(number) for number in found.groups() if number and number not in "-/. ")
        return _western(typed, year, *numbers)
    if found := re.fullmatch(_TOGETHER, plain):
        return _western(typed, *map(int, found.groups()))
    if found := re.fullmatch(_OF_ERA, plain):
        name, year_of_era, *rest = (part for part in found.groups() if part and part not in "-/. ")
        return _of_era(typed, _ERA_NAMES[name], 1 if year_of_era == "元" else int(year_of_era), *map(int, rest))
    # Blanks tell these parts from one another.
    apart = " ".join(_signs(typed).split())
    if found := re.fullmatch(_DAY_FIRST, apart) or re.fullmatch(_MONTH_FIRST, apart):
        return _western(typed, int(found["year"]), _month(found["month"]), int(found["day"]))
    raise _refusal(typed, plain)


def in_era(day: date) -> str:
    """令和8年6月1日; the first year of an era is 元年. Empty before 1873, when the calendar was another one."""
    era = next((era for era in ERAS if era.first <= day <= era.last), None)
    if era is None:
        return ""
    year = day.year - era.year_one + 1
    return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def with_eras(text: str) -> str:
    """A text in Japanese with the era of each western date, month and year that is written with 年 in it.

    A year in which an era ended, or of which none is known, stays as it is: nobody can tell which of the two is meant.
    """
    return re.sub(_WRITTEN, lambda found: _with_era(found[0], *map(int, filter(None, found.groups()))), text)


def _with_era(written: str, year: int, *rest: int) -> str:
    first, last = (*rest, 1, 1)[:2], (*rest, *(12, 28)[len(rest) :])
    try:
        begins, ends = in_era(date(year, *first)), in_era(date(year, *last))
    except ValueError:
        return written
    if not begins or begins.split("年")[0] != ends.split("年")[0]:
        return written
    return "".join(f"{part}{unit}" for part, unit in zip((begins.split("年")[0], *rest), "年月日", strict=False))


def both_ways(day: date) -> str:
    """2026-06-01 · 令和8年6月1日."""
    return " · ".join(filter(None, (day.isoformat(), in_era(day))))


def _month(named: str) -> int:
    """The month of an English name, in full or cut short."""
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(named[:3]))


def _signs(typed: str) -> str:
    """One way to write each sign: narrow digits, one hyphen, slash and dot, small letters."""
    signs = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign.isspace() or not is_invisible(sign))
    return one_hyphen(signs).translate(_SLASHES).translate(_DOTS).casefold()


def _plain(typed: str) -> str:
    """As little as tells the parts of a date apart: digits for numerals in kanji, and blanks only between digits."""
    plain = _signs(typed)
    plain = re.sub(_KANJI_NUMERALS, lambda found: _arabic(found[0]), plain)
    return re.sub(r"(?<![0-9]) | (?![0-9])", "", " ".join(plain.split()))


def _arabic(numeral: str) -> str:
    """A numeral in kanji as digits, sign by sign or in tens and hundreds; as it is where it is no numeral."""
    if not set(numeral) & set("十百千"):
        return "".join(_DIGITS[sign] for sign in numeral)
    found = re.fullmatch(_IN_PLACES, numeral)
    if found is None:
        return numeral
    value = 0
    for place, (sign, worth) in enumerate(zip(found.groups(), (1000, 100, 10, 1), strict=True), 1):
        has_unit = place < len(found.groups()) and sign is not None
        value += worth * (int(_DIGITS[sign]) if sign else int(has_unit))
    return str(value)


def _western(typed: str, year: int, month: int, day: int) -> date:
    made = _day(typed, year, month, day)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Mendable(
            "{typed}: only the years from {first} to {last} can be meant. Write the year in full.",
            typed=Quoted(typed),
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    return made


def _of_era(typed: str, era: Era, year: int, month: int, day: int) -> date:
    counted = _western(typed, era.year_one + year - 1 if year else 0, month, day)
    if era.first <= counted <= era.last:
        return counted
    if era is ERAS[0] and counted < era.first:
        raise Mendable(
            "{typed} is a day of the old calendar. Write the day of the present calendar, like 1870-05-20.",
            typed=Quoted(typed),
        )
    if era is ERAS[-1]:
        raise Mendable(
            "{typed}: {era} has no such day. It began on {first}. If {counted} is meant, write that.",
            typed=Quoted(typed),
            era=era.name,
            first=era.first.isoformat(),
            counted=both_ways(counted),
        )
    raise Mendable(
        "{typed}: {era} has no such day. It began on {first} and ended on {last}. If {counted} is meant, write that.",
        typed=Quoted(typed),
        era=era.name,
        first=era.first.isoformat(),
        last=era.last.isoformat(),
        counted=both_ways(counted),
    )


def _day(typed: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Mendable("{typed}: the calendar has no such day.", typed=Quoted(typed)) from None


def _refusal(typed: str, plain: str) -> Mendable:
    quoted = Quoted(typed)
    if re.fullmatch(_WITHOUT_YEAR, plain):
        return Mendable("{typed} has no year. Write it like 2026-05-20 or 令和8年5月20日.", typed=quoted)
    if re.fullmatch(_WITHOUT_DAY, plain):
        return Mendable("{typed} is no whole date. Write it like 2026-05-20 or 令和8年5月20日.", typed=quoted)
    if re.fullmatch(_YEAR_UNCLEAR, plain):
        return Mendable(
            "{typed}: which number is the year, which the month? Write it like 2026-05-20, R8.5.20 or 20 May 2026.",
            typed=quoted,
        )
    return Mendable(
        "{typed} can't be read as a date. Write it like 2026-05-20, 2026年5月20日, 令和8年5月20日 or R8.5.20.",
        typed=quoted,
    )
