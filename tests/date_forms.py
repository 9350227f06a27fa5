"""Days written in every form that is met in Japan; shares nothing with the program's reader."""

import random
from collections.abc import Callable
from datetime import date, timedelta

#: (name, letter, first day, last day, the year before its first): of the orders that changed the era, and of Cabinet
#: Ordinance No. 337 of 1872, by which the present calendar began with 1873.
ERAS = (
    ("明治", "M", date(1873, 1, 1), date(1912, 7, 29), 1867),
    ("大正", "T", date(1912, 7, 30), date(1926, 12, 24), 1911),
    ("昭和", "S", date(1926, 12, 25), date(1989, 1, 7), 1925),
    ("平成", "H", date(1989, 1, 8), date(2019, 4, 30), 1988),
    ("令和", "R", date(2019, 5, 1), date(2199, 12, 31), 2018),
)
FIRST, LAST = date(1868, 1, 1), date(2199, 12, 31)
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMERALS = "〇一二三四五六七八九"


def _kanji(number: int) -> str:
    """In tens and hundreds: 二十五, 百八十一."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    said = ("" if hundreds == 1 else _NUMERALS[hundreds]) + "百" if hundreds else ""
    said += ("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else ""
    return said + (_NUMERALS[ones] if ones else "")


def _places(number: int) -> str:
    """Digit by digit: 二〇二六."""
    return "".join(_NUMERALS[int(digit)] for digit in str(number))


def western(day: date) -> list[str]:
    """Without an era."""
    forms = [day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y年%m月%d日}"]
    forms += [f"{day.year}{sign}{day.month}{sign}{day.day}" for sign in "-/. "]
    forms += [f"{day:%Y{sign}%m{sign}%d}" for sign in "/.‐‑–—−ー・。"]
    return [
        *forms,
        *in_english(day),
        f"{_places(day.year)}年{_kanji(day.month)}月{_kanji(day.day)}日",
        f"{_places(day.year)}年{_places(day.month)}月{_places(day.day)}日",
    ]


def in_english(day: date) -> list[str]:
    """With the name of the month, in full and cut short, the day before it or behind."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    full = _ENGLISH[day.month - 1]
    months = [full, full[:3], full.upper(), full[:3].lower(), *(["Sept", "Sept."] if full == "September" else [])]
    forms = [f"{day.day}{end} {month} {day.year}" for month in months for end in ("", ending)]
    forms += [f"{month} {day.day}{end}, {day.year}" for month in months for end in ("", ending)]
    return [
        *forms,
        f"{day.day}{ending} of {full} {day.year}",
        f"the {day.day}{ending} of {full}, {day.year}",
        f"{day.day:02} {full[:3]}. {day.year}",
        f"{day.day:02}-{full[:3]}-{day.year}",
        f"{full} {day.day} {day.year}",
        f"{day.day} {full}, {day.year}",
        f"{full[:3]}. {day.day},{day.year}",
    ]


def of_era(day: date) -> list[str]:
    """With its era, in full and short; none before 1873."""
    for name, letter, first, last, before in ERAS:
        if first <= day <= last:
            year = day.year - before
            years = [str(year), *(["元"] if year == 1 else [])]
            forms = [f"{name}{each}年{day.month}月{day.day}日" for each in years]
            forms += [f"{name[0]}{year}.{day.month}.{day.day}", f"{letter}{year}年{day.month}月{day.day}日"]
            forms += [f"{letter}{year}{sign}{day.month}{sign}{day.day}" for sign in "./-"]
            forms += [
                f"{letter.lower()}{year:02}.{day.month:02}.{day.day:02}",
                f"{letter}.{year}.{day.month}.{day.day}",
            ]
            return [*forms, f"{name}{_kanji(year)}年{_kanji(day.month)}月{_kanji(day.day)}日"]
    return []


def forms(day: date) -> list[str]:
    """Every form of a day, narrow and wide."""
    narrow = western(day) + of_era(day)
    wide = [form.translate(_WIDE).replace(" ", "　") for form in narrow]
    return list(dict.fromkeys(narrow + wide))


def scattered_days(count: int) -> list[date]:
    """Days over all years that can be entered, the same in each run; the edges of the eras are among them."""
    draw = random.Random(20260520)  # noqa: S311  no secret
    edges = [edge + timedelta(step) for era in ERAS for edge in era[2:4] for step in (-1, 0, 1)]
    span = (LAST - FIRST).days
    drawn = [FIRST + timedelta(draw.randint(0, span)) for _ in range(count)]
    return [day for day in (FIRST, LAST, *edges, *drawn) if FIRST <= day <= LAST]


#: What lies around a date where it was copied from.
FRAMES: tuple[Callable[[str], str], ...] = (
    str,
    lambda form: f" {form} ",
    lambda form: f"　{form}\n",
    lambda form: f"\t{form}",
    lambda form: f"\u2060{form}\u200b",
)

#: What is no day, or not surely one, and a word of the sentence that says so.
NO_DAYS = {
    "26/5/20": "which number is the year",
    "5/20/2026": "which number is the year",
    "20.5.2026": "which number is the year",
    "8.5.20": "which number is the year",
    "8年5月20日": "which number is the year",
    "5月20日": "no year",
    "5/20": "no year",
    "2026年5月": "no whole date",
    "2026-05": "no whole date",
    "令和8年": "no whole date",
    "2026-02-29": "no such day",
    "2026-13-01": "no such day",
    "令和8年2月30日": "no such day",
    "令和0年5月1日": "no such day",
    "0001-01-01": "years from 1868 to 2199",
    "2200-01-01": "years from 1868 to 2199",
    "平成40年1月1日": "2028-01-01 · 令和10年1月1日",
    "平成31年5月1日": "2019-05-01 · 令和元年5月1日",
    "令和元年4月30日": "2019-04-30 · 平成31年4月30日",
    "昭和64年1月8日": "1989-01-08 · 平成元年1月8日",
    "大正15年12月25日": "1926-12-25 · 昭和元年12月25日",
    "明治45年7月30日": "1912-07-30 · 大正元年7月30日",
    "明治5年10月1日": "old calendar",
    "": "No date is given",
    "　": "No date is given",
    "tomorrow": "can't be read",
    "11/2/2026": "which number is the year",
    "2.11.2026": "which number is the year",
    "29 February 2026": "no such day",
    "31 November 2026": "no such day",
    "May 0, 2026": "no such day",
    "2 Nov 1066": "years from 1868 to 2199",
    "2 Nov 26": "can't be read",
    "Nov 2": "can't be read",
    "May 2026": "can't be read",
    "May 202026": "can't be read",
    "2 Novem 2026": "can't be read",
    "2 1 Nov 2026": "can't be read",
    "2026-05-20T10:00": "can't be read",
    "2026-W21-3": "can't be read",
    "2026/05-20": "can't be read",
    "20 26-05-20": "can't be read",
    "2026-05-200": "can't be read",
    "12026-05-20": "can't be read",
    "十十年五月二日": "can't be read",
    "٢٠٢٦-٠٥-٢٠": "can't be read",
    "2026-05-20 2026-05-21": "can't be read",
}
