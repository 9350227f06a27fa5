"""The query to the competent office as a letter: to whom, what is asked, and the facts with their evidence."""

from collections.abc import Iterator

from app.domain.decision.evaluation import known_facts
from app.domain.law.facts import Fact
from app.domain.law.outcomes import Result
from app.domain.register.cases import Answer
from app.domain.register.query import Query
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions.question_model import evidence_label
from app.wording.language import Language, Words

#: Said in both languages at once: a letter travels further than its reader.
_TRAINING = "【訓練 TRAINING】"
_BLANK = "＿" * 16, "_" * 32


def training_mark(words: Words) -> str:
    """What stands at the head and the foot of every page of a document of a training register."""
    return f"{_TRAINING} {words._('not an official record')}"


def query_letter(model: CaseModel, query: Query, *, is_training: bool) -> str:
    """The text of the letter; one of a training register begins and ends by saying so."""
    mark = [training_mark(model.session.words)] if is_training else []
    lines = [*mark, "", *_Letter(model, query).lines(), "", *mark] if mark else [*_Letter(model, query).lines()]
    return "\n".join(lines) + "\n"


class _Letter:
    """One letter being written."""

    def __init__(self, model: CaseModel, query: Query) -> None:
        self._model = model
        self._query = query
        self._words = model.session.words
        self._phrases = model.phrases

    def lines(self) -> Iterator[str]:
        """The letter from its date to what is asked for."""
        _ = self._words._
        yield self._named(_("Date"), self._words.date(self._model.session.today()))
        yield self._named(_("To (the office that is asked)"), self._blank())
        yield self._named(_("From"), self._query.particulars.case_officer or self._blank())
        yield ""
        yield _("Query on a rule that the published material does not decide")
        yield ""
        yield from self._subject()
        yield ""
        yield _("1. What is asked")
        yield from self._questions()
        yield ""
        yield _("2. The facts of the case, each with the document that shows it")
        yield from self._facts()
        yield ""
        yield _("3. What we ask of you")
        yield self._indented(
            _(
                "Please say of each point under 1 whether it stands in the way of this transfer or does not, and on "
                "what text, paragraph and date that rests."
            )
        )
        yield self._indented(_("Please answer in writing, with a date and a reference, so that it can be filed."))

    def _subject(self) -> Iterator[str]:
        _, particulars, line = self._words._, self._query.particulars, self._query.line
        shown = (
            (_("Case"), f"{particulars.number}　{particulars.title}" if self._is_japanese else self._case_in_english()),
            (_("Line"), str(line.position)),
            (_("Item"), line.particulars.item),
            (_("Quantity"), line.particulars.quantity),
            (_("Exporter"), particulars.exporter),
            (_("End user"), particulars.end_user),
            (_("Consignee"), particulars.consignee),
            (_("Contract reference"), particulars.contract_reference),
            (_("Assessed as of"), self._words.date(particulars.assessed_on)),
            (_("Edition of the rules"), self._query.edition_id),
        )
        for name, value in shown:
            if value:
                yield self._named(name, value)

    def _case_in_english(self) -> str:
        return f"{self._query.particulars.number}, {self._query.particulars.title}"

    def _questions(self) -> Iterator[str]:
        edition, words = self._phrases.edition, self._words
        for number, rule in enumerate(self._query.rules, 1):
            yield self._indented(f"({number}) {words.text(rule.label)}")
            yield self._indented(words._("Does this point stand in the way of the transfer described here?"), 2)
            for point_id in rule.origin.unverified:
                point = edition.point(point_id)
                if point is not None:
                    says = words.noted(words.text(point.says), point_id)
                    yield self._indented(self._named(words._("What has to be known"), says), 2)
            yield self._indented(self._named(words._("What the published rules say of it"), words.text(rule.says)), 2)

    def _facts(self) -> Iterator[str]:
        """The facts that apply, section by section as the edition has them: the destination stands early."""
        edition, line = self._phrases.edition, self._query.line
        on, reference = self._query.particulars.assessed_on, self._phrases.reference
        known = known_facts(edition, reference, on, line.known_answers)
        applies = self._model.interview.evaluation.is_applicable
        for section in edition.sections:
            facts = [fact for fact in edition.facts if fact.section == section.id and fact.answerable]
            told = [
                text
                for fact in facts
                if applies(fact.id) is not Result.FAILS
                for text in self._fact(fact, known.get(fact.id), line.answer(fact.id))
            ]
            if told:
                yield self._indented(self._words.text(section.label))
                yield from (self._indented(text, 2) for text in told)

    def _fact(self, fact: Fact, value: str | None, answer: Answer | None) -> Iterator[str]:
        _, name = self._words._, self._phrases.fact(fact.id)
        if value is None:
            if answer is not None:
                yield self._named(name, _("not yet known"))
            return
        said = self._named(name, self._phrases.value(fact.id, value))
        if answer is None:
            yield self._words.noted(said, _("from the reference tables"))
        elif answer.is_asserted:
            yield self._words.noted(said, _("Asserted without evidence"))
        else:
            yield said
            for evidence in answer.evidence:
                label = evidence_label(self._words, self._model.case, evidence)
                yield self._indented(self._named(_("Evidence"), label))

    # -- how it is written

    @property
    def _is_japanese(self) -> bool:
        return self._words.language is Language.JA

    def _blank(self) -> str:
        """A line to fill in by hand."""
        return _BLANK[0] if self._is_japanese else _BLANK[1]

    def _named(self, name: str, value: str) -> str:
        return self._words._("{name}: {value}", name=name, value=value)

    def _indented(self, text: str, by: int = 1) -> str:
        return ("　" if self._is_japanese else "   ") * by + text
