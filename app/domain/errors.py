"""The mistake that the user can mend; every other exception is a fault of the program."""

#: As many flaws are listed; who mends them and tries again is told the next.
_MOST_FLAWS = 200
#: As many letters of what the user wrote are repeated in a message.
_LONGEST = 80


def printable(text: str) -> str:
    """A text, such as the path of a file, whole, and without what would break a line or a terminal."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def on_one_line(text: str) -> str:
    """A text without what would break a line or a terminal, and cut where it is long."""
    plain = printable(text[: _LONGEST + 1])
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"


class Quoted:
    """What the user wrote, repeated in a sentence: each language has quotation marks of its own."""

    def __init__(self, text: str) -> None:
        self.text = on_one_line(text)

    def __str__(self) -> str:
        return f"“{self.text}”"


class Account(str):
    """Somebody by their account, whom each language calls by their name."""

    __slots__ = ()


class Mendable(Exception):
    """Something the user can put right: the sentence says what happened, why, and what to do.

    `template` is an English sentence with `{names}`; it is also the key under which a translation is found. What stands
    for a name may be a list, which each language writes with its own commas, another mistake, or words of the user.
    """

    def __init__(self, template: str, /, **params: object) -> None:
        super().__init__(template, params)
        self.template = template
        self.params = params

    def __str__(self) -> str:
        listed = {name: ", ".join(map(str, said)) for name, said in self.params.items() if type(said) is tuple}
        return self.template.format(**{**self.params, **listed})


class Damaged(Mendable):
    """What was stored is not what the program stores. It is told to the user, and logged with its cause."""


class GivenUp(Mendable):
    """The file of a register is not what was opened any more: nothing is written into it."""


class Flaw(Mendable):
    """One thing that is wrong with a rulebook or a reference table, and where: file, line (0 = unknown) and entry."""

    def __init__(self, file: str, line: int, entry: str, template: str, /, **params: object) -> None:
        super().__init__(template, **params)
        self.file = file
        self.line = line
        self.entry = entry

    def place(self) -> str:
        """File, line and entry, for a list of flaws."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where} [{self.entry}]" if self.entry else where


class RefusedData(Mendable):
    """A rulebook edition or a reference pack that the program refuses, with the flaws found: the first of very many."""

    def __init__(self, folder: str, flaws: tuple[Flaw, ...]) -> None:
        folder, count = printable(folder), len(flaws)
        if count <= _MOST_FLAWS:
            super().__init__(
                "{folder} is refused. Mistakes found: {count}. Mend them and try again.", folder=folder, count=count
            )
        else:
            super().__init__(
                "{folder} is refused. Mistakes found: {count}; the first {told} are listed. Mend them and try again.",
                folder=folder,
                count=count,
                told=_MOST_FLAWS,
            )
        self.flaws = flaws[:_MOST_FLAWS]
