"""The query to an outside office as an official letter (照会文書): numbered, dated by the era, points below 記."""

from collections.abc import Iterator

from app.documents.document import Document, Heading, Item, Items, Paragraph, Part, Placed, Row, Table, filled
from app.documents.file_names import file_name
from app.documents.marks import training_mark
from app.domain.japan_time import beginning_of
from app.domain.law.rulebook import Rule
from app.domain.register.query import LetterHead, Query
from app.statements.facts import FactsOfSection
from app.wording.language import Language
from app.wording.phrases import Phrases


def letter(
    phrases: Phrases, query: Query, head: LetterHead, facts: tuple[FactsOfSection, ...], *, is_training: bool
) -> Document:
    """The letter about a line, in the phrases of letters; `facts` are those known of it, with what shows them."""
    words, number = phrases.words, query.particulars.number
    kind, line = words._("Query"), words._("Line {position}", position=query.line.position)
    return Document(
        template="letter",
        language=words.language,
        title=_Letter(phrases, query, head).subject(),
        dated=beginning_of(head.dated),
        head="",
        mark=training_mark(words) if is_training else "",
        parts=tuple(_Letter(phrases, query, head).parts(facts)),
        file_name=file_name(number, line, kind, words.language.value),
    )


class _Letter:
    """One letter being written."""

    def __init__(self, phrases: Phrases, query: Query, head: LetterHead) -> None:
        self._phrases = phrases
        self._words = phrases.words
        self._query = query
        self._head = head

    def subject(self) -> str:
        """What the letter is about."""
        _ = self._words._
        if self._query.rules:
            return _("Application of the rules on transfers of defense equipment (query)")
        return _("Facts of an overseas transfer of defense equipment (query)")

    def parts(self, facts: tuple[FactsOfSection, ...]) -> Iterator[Part]:
        """The letter from its number to its end."""
        _, head = self._words._, self._head
        yield Placed(filled(self._numbered(head.number), self._words.date(head.dated)), "right")
        yield Placed((self._addressed(head.addressee),), "left")
        yield Placed(tuple(head.sender.split("\n")), "right")
        yield Heading(self.subject())
        yield Paragraph(self._request())
        yield Placed((_("The particulars are these:"),), "middle")
        at = iter(range(1, 9))
        yield self._numbered_heading(next(at), _("The transfer"))
        yield self._transfer()
        if self._query.rules:
            yield self._numbered_heading(next(at), _("Points on which an answer is asked"))
            yield from self._points()
        if self._query.open_facts:
            yield self._numbered_heading(next(at), _("Facts that could not be established here"))
            yield Paragraph(_("Please let us know what you know of the following, and what it rests on."))
            yield self._open_facts()
        if facts:
            yield self._numbered_heading(next(at), _("Facts of the case, and what shows each"))
            for section in facts:
                rows = tuple(Row((fact.label, fact.value, "\n".join(fact.shown_by))) for fact in section.facts)
                yield Table((section.label, _("Fact as known here"), _("Evidence")), rows, (5, 4, 5))
        yield self._numbered_heading(next(at), _("Form of the answer"))
        if self._query.rules:
            yield Paragraph(_("Please name the text, paragraph and date on which your answer to each point rests."))
        yield Paragraph(_("Please answer in writing, with a date and a reference, so that it can be filed."))
        yield Placed((_("End of the letter"),), "right")
        if head.contact:
            yield Placed((self._named(_("Contact"), head.contact),), "right")

    def _request(self) -> str:
        _ = self._words._
        if self._head.reply_by is None:
            return _("On the matter named above we put the following query to you, and ask you for an answer.")
        return _(
            "On the matter named above we put the following query to you, and ask you for an answer by {day}.",
            day=self._words.date(self._head.reply_by),
        )

    def _transfer(self) -> Table:
        _, given, line = self._words._, self._query.particulars, self._query.line
        rows = (
            (_("Case"), f"{given.number}　{given.title}"),
            (_("Item"), line.particulars.item),
            (_("Quantity"), line.particulars.quantity),
            (_("Exporter"), given.exporter),
            (_("End user"), given.end_user),
            (_("Consignee"), given.consignee),
            (_("Intermediaries"), given.intermediaries),
            (_("Contract reference"), given.contract_reference),
            (_("Assessed as of"), self._words.date(given.assessed_on)),
            (_("Rules applied"), self._words.text(self._phrases.edition.heading.title)),
        )
        return Table((_("Entry"), _("Content")), tuple(Row(row) for row in rows if row[1]), (3, 8))

    def _points(self) -> Iterator[Part]:
        items = tuple(Item(self._words.text(rule.label), tuple(self._asked(rule))) for rule in self._query.rules)
        yield Items(items, tuple(f"({number})" for number in range(1, len(items) + 1)))

    def _asked(self, rule: Rule) -> Iterator[str]:
        """What is asked of a rule. The numbers of unpublished points mean nothing to another office: their words do."""
        _ = self._words._
        yield _("Does this point stand in the way of the transfer described here?")
        for point_id in rule.origin.unverified:
            point = self._phrases.edition.point(point_id)
            if point is not None:
                yield self._named(_("What has to be known"), self._words.text(point.says))
        yield self._named(_("What the published rules say of it"), self._words.text(rule.says))

    def _open_facts(self) -> Items:
        words = self._words
        facts = (self._phrases.edition.fact_by_id[fact] for fact in self._query.open_facts)
        items = tuple(
            Item(words.text(fact.label), (words.text(fact.question),) if fact.question else ()) for fact in facts
        )
        return Items(items, tuple(f"({number})" for number in range(1, len(items) + 1)))

    # -- how it is written

    @property
    def _is_japanese(self) -> bool:
        return self._words.language is Language.JA

    def _numbered(self, number: str) -> str:
        if self._is_japanese or not number:
            return number
        return self._named(self._words._("Reference number"), number)

    def _addressed(self, addressee: str) -> str:
        return f"{addressee}　殿" if self._is_japanese else self._named(self._words._("To"), addressee)

    def _named(self, name: str, value: str) -> str:
        return self._words._("{name}: {value}", name=name, value=value)

    def _numbered_heading(self, number: int, text: str) -> Heading:
        return Heading(f"{number}　{text}" if self._is_japanese else f"{number}. {text}", level=2)
