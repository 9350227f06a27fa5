"""The parser of the command line: argparse, with help in the words of the user, and each slip as a mistake to mend."""

import argparse
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import takewhile
from typing import Any, NoReturn

from app.domain.errors import Mendable, Quoted
from app.wording.language import Words

_ANY_WIDTH = 80


class Parser(argparse.ArgumentParser):
    """One command. Commands below it are parsers of this kind, too."""

    def __init__(self, words: Words, **options: Any) -> None:
        super().__init__(
            # argparse lays out each argument that is added; how wide the screen is matters only for the help.
            formatter_class=partial(_Layout, words._("usage: "), width=_ANY_WIDTH),
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
            **options,
        )
        self.words = words
        self._positionals.title = words._("arguments")
        self._optionals.title = words._("options")
        self.add_argument("-h", "--help", action="help", help=words._("explain the command"))

    def format_help(self) -> str:
        """The help; argparse closes each heading with a colon of its own."""
        self.formatter_class = partial(_Layout, self.words._("usage: "))
        text = super().format_help()
        for group in self._action_groups:
            heading = self.words._("{heading}:", heading=group.title)
            text = text.replace(f"\n{group.title}:\n", f"\n{heading}\n")
        return text

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """The arguments; those that the command does not know are refused by itself, which knows what it takes."""
        for word in args or ():
            # What follows a misspelt option would be taken for a command, and refused in its place.
            if word in ("-", "--") or not word.startswith("-"):
                break
            if word.partition("=")[0] not in self._option_string_actions:
                self._refuse_word(word)
        self._refuse_repeated(args or ())
        try:
            parsed, left = super().parse_known_args(args, namespace)
        except argparse.ArgumentError as slip:
            self._refuse(slip)
        if left:
            self._refuse_word(left[0])
        return parsed, left

    def error(self, message: str) -> NoReturn:
        """Refuses a call from which something is missing: argparse complains here of nothing else."""
        del message  # it is in English
        needed = [action for action in self._actions if action.required]
        choices = [choice for action in needed for choice in action.choices or ()]
        if choices:
            raise Mendable(
                "“{command}” needs one of these words after it: {allowed}. “{command} --help” explains them.",
                command=self.prog,
                allowed=tuple(choices),
            )
        raise Mendable(
            "“{command}” needs {needed}, and not all of that is given. “{command} --help” explains it.",
            command=self.prog,
            needed=tuple(" ".join((*action.option_strings, str(action.metavar))) for action in needed),
        )

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        raise Mendable(
            "{value} is not allowed after “{before}”. Allowed: {allowed}. “{command} --help” explains them.",
            value=Quoted(str(value)),
            before=action.option_strings[-1] if action.option_strings else self.prog,
            allowed=tuple(action.choices),
            command=self.prog,
        )

    def _refuse_repeated(self, words: Sequence[str]) -> None:
        """Refuses an option that is given twice, of whose values the first would be passed over."""
        options = [word.partition("=")[0] for word in takewhile(lambda word: word != "--", words)]
        for option, times in Counter(options).items():
            action = self._option_string_actions.get(option)
            if times > 1 and action is not None and action.nargs is None:
                raise Mendable("{option} is given more than once. Give it once.", option=option)

    def _refuse_word(self, word: str) -> NoReturn:
        raise Mendable(
            "{word} means nothing to “{command}”. Its options are: {options}. “{command} --help” explains them.",
            word=Quoted(word),
            command=self.prog,
            options=tuple(action.option_strings[-1] for action in self._actions if action.option_strings),
        )

    def _refuse(self, slip: argparse.ArgumentError) -> NoReturn:
        """Refuses an option that stands without its value, or one with a value that takes none."""
        option = slip.argument_name
        if option is None:  # from later versions of Python, where something is missing
            self.error(slip.message)
        takes_none = any("/".join(action.option_strings) == option and action.nargs == 0 for action in self._actions)
        if takes_none:
            raise Mendable(
                "{option} takes no value. Leave the value out. “{command} --help” explains the options.",
                option=option,
                command=self.prog,
            )
        raise Mendable(
            "{option} needs a value behind it. “{command} --help” says which.", option=option, command=self.prog
        )


def add_passphrase(parser: Parser, *, is_below: bool = False) -> None:
    """How a live register is opened: by which account, and where its passphrase comes from.

    `is_below`: the same may stand before the command, and then counts.
    """
    _, default = parser.words._, argparse.SUPPRESS if is_below else None
    parser.add_argument(
        "--account",
        metavar="ACCOUNT",
        default=default,
        help=_("your account in a live register (default: it is asked for)"),
    )
    parser.add_argument(
        "--passphrase-fd",
        metavar="N",
        default=default,
        help=_("read the passphrase of a live register from this file descriptor (default: it is asked for)"),
    )


class Actions:
    """The actions of a command on registers; the examples of the command stand below the help of each."""

    def __init__(self, parser: Parser, example: str) -> None:
        self._words, self._example = parser.words, parser.words._(example)
        title = parser.words._("actions")
        self._made = parser.add_subparsers(dest="action", metavar="ACTION", required=True, title=title)

    def add(self, name: str, short: str, does: str = "") -> Parser:
        """An action with what it does, in short and at length; that is the same where only one is given."""
        made: Parser = self._made.add_parser(
            name, words=self._words, help=short, description=does or short, epilog=self._example
        )
        return made


def add_way_in(parser: Parser, language: str = "") -> None:
    """How the register of an action is opened, and in which language it answers; `language` says of what."""
    add_passphrase(parser, is_below=True)
    said = language or parser.words._("the language of the text (default: the locale's)")
    parser.add_argument("--language", choices=("ja", "en"), help=said)


class _Layout(argparse.RawTextHelpFormatter):
    """Lines of help as they are written, under a heading in the language of the user."""

    def __init__(self, usage: str, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._usage_prefix = usage

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The line that shows how the command is called."""
        super().add_usage(usage, actions, groups, self._usage_prefix if prefix is None else prefix)
