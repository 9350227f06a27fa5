"""The text form of a determination, written for people."""

from collections.abc import Iterable, Iterator

from app.domain.decision.changes import best_of_each
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination, points_touching
from app.domain.law.facts import Answers
from app.domain.law.outcomes import OPEN_OUTCOMES, Outcome
from app.domain.law.reference import Reference
from app.domain.law.rulebook import EditionHeading, Entry
from app.wording.agreement_words import agreements_in_words
from app.wording.footnotes import Footnotes
from app.wording.language import Language, Words
from app.wording.phrases import Phrases


def determination_sheet(
    words: Words,
    compiled: CompiledEdition,
    reference: Reference,
    answers: Answers,
    determination: Determination,
    title: str,
) -> str:
    """Outcome, rules, procedure, commitments, each with its basis; what is unknown, what would change it."""
    return "\n".join(_Sheet(words, compiled, reference, answers, determination).lines(title)) + "\n"


class _Sheet:
    def __init__(
        self,
        words: Words,
        compiled: CompiledEdition,
        reference: Reference,
        answers: Answers,
        determination: Determination,
    ) -> None:
        self.words = words
        self.edition = compiled.edition
        self.phrases = Phrases(words, compiled.edition, reference)
        self.determination = determination
        self.footnotes = Footnotes(words)
        self.agreements = agreements_in_words(self.phrases, compiled, answers, determination)

    def lines(self, title: str) -> Iterator[str]:
        determination, words = self.determination, self.words
        if title:
            yield title
        yield words._(
            "{date} · edition {edition} · reference data {reference}",
            date=words.date(determination.on),
            edition=self._with_basis(determination.edition_id, self.edition.heading),
            reference=determination.reference_version,
        )
        yield f"SHA-256 {determination.edition_sha256}"
        yield ""
        yield f"■ {self.phrases.outcome(determination.outcome)}"
        yield from self._standing()
        yield from self._section(words._("Still unknown, and able to change the result"), self._unknown())
        yield from self._section(words._("Applicable rule"), self._rules())
        yield from self._section(words._("Transfer agreement"), self._agreements())
        if not determination.settled and determination.approvals:
            yield ""
            yield words._("Whatever the missing facts turn out to be, a transfer that may be permitted needs:")
        yield from self._section(words._("Examination and decisions"), self._steps())
        yield from self._section(words._("Publication and notices"), self._duties(determination.notices))
        yield from self._section(words._("Recipient's commitments"), self._commitments(binding=True))
        yield from self._section(
            words._("Recommended to be agreed (no public clause)"), self._commitments(binding=False)
        )
        yield from self._section(words._("What would change it"), self._changes())
        yield from self._section(words._("To be noted"), self._flags())
        yield from self._section(words._("Unpublished or contested points that touch this"), self._points())
        yield from self._section(words._("Sources"), iter(self.footnotes.listed()))
        yield ""
        yield words._("This says which published rule applies and who decides. It is not a permit.")

    def _standing(self) -> Iterator[str]:
        determination, words = self.determination, self.words
        if len(determination.possible) > 1:
            outcomes = [self.phrases.outcome(outcome) for outcome in determination.possible]
            separator = "／" if words.language is Language.JA else " / "
            yield "  " + words._("Possible: {outcomes}", outcomes=separator.join(outcomes))
        if determination.settled and determination.not_known:
            yield "  " + words._("This holds whatever the facts not given turn out to be.")
        elif not determination.settled:
            count = len(determination.unknown)
            yield "  " + words.ngettext(
                "{n} question can still change the result.", "{n} questions can still change the result.", count
            )

    def _section(self, heading: str, lines: Iterator[str]) -> Iterator[str]:
        body = list(lines)
        if body:
            yield ""
            yield heading
            for line in body:
                yield f"  {line}"

    def _rules(self) -> Iterator[str]:
        told = self.determination.decisive(self.edition)
        if self.determination.outcome is Outcome.EXCEPTIONAL:
            told += self.determination.grounds(self.edition)
        for entry in told:
            yield f"● {self._with_basis(self.words.text(entry.label), entry)}"
            yield f"  {self.words.text(entry.says)}"

    def _with_basis(self, text: str, entry: Entry | EditionHeading) -> str:
        """A text with how well the entry behind it is established, and the numbers of its sources."""
        return self._noted(text, self.phrases.basis(entry), self.phrases.sources(entry.origin.sources))

    def _noted(self, text: str, basis: Iterable[str], sources: Iterable[str]) -> str:
        notes = [note for note in (*basis, self.footnotes.refer(sources)) if note]
        return self.words.noted(text, self.words.listed(notes)) if notes else text

    def _agreements(self) -> Iterator[str]:
        for agreement in self.agreements:
            yield f"・{self._noted(agreement.says, agreement.basis, agreement.sources)}"

    def _steps(self) -> Iterator[str]:
        for step in self.determination.approvals:
            way = self.phrases.sign_off(step.sign_off, step.bodies)
            label = self._with_basis(self.phrases.named(step.id), self.edition.entry_by_id[step.id])
            yield f"{step.order}. {label} — {self.phrases.bodies(step.bodies)} — {way}"
            if step.signatories:
                names = self.words.listed(list(self.phrases.signatories(step.signatories)))
                yield "   " + self.words._("Each signs off: {names}", names=names)

    def _commitments(self, *, binding: bool) -> Iterator[str]:
        return self._duties(item.id for item in self.determination.commitments if item.binding is binding)

    def _duties(self, entry_ids: Iterable[str]) -> Iterator[str]:
        for entry_id in entry_ids:
            yield f"・{self._with_basis(self.phrases.named(entry_id), self.edition.entry_by_id[entry_id])}"

    def _unknown(self) -> Iterator[str]:
        for fact in self.determination.unknown:
            mark = self.words._(" ← ask this next") if fact == self.determination.next_question else ""
            yield f"・{self.words.noted(self.phrases.fact(fact), fact)}{mark}"

    def _changes(self) -> Iterator[str]:
        for curable, heading in (
            (True, self.words._("What officials can bring about:")),
            (False, self.words._("What would need the world to be otherwise:")),
        ):
            changes = [change for change in best_of_each(self.determination.changes) if change.curable is curable]
            if changes:
                yield heading
            for change in changes:
                yield f"・{self.phrases.change(dict(change.facts))} ⇒ {self.phrases.outcome(change.outcome)}"

    def _flags(self) -> Iterator[str]:
        for flag in self.determination.flags:
            yield f"・{self.phrases.flag(flag)}"
        if self._is_final():
            yield self.words._("No change of the facts of this transfer would lead to a better result.")

    def _is_final(self) -> bool:
        """Whether no change of the facts would lead to a better outcome; false while facts are missing."""
        determination = self.determination
        closed = determination.outcome not in (*OPEN_OUTCOMES, Outcome.UNDETERMINED, Outcome.OUTSIDE_SCOPE)
        return closed and not determination.changes and not determination.not_known

    def _points(self) -> Iterator[str]:
        determination = self.determination
        commitments = [item.id for item in determination.commitments]
        of_tables = [point for agreement in self.agreements for point in agreement.points]
        for point_id in points_touching(self.edition, determination.unverified, commitments, of_tables):
            point = self.edition.point(point_id)
            if point is not None:
                yield f"・{point_id} {self.words.text(point.says)}"
                yield f"  {self.words.text(point.default)}"
