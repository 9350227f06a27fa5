"""The text form of a determination, written for people."""

from collections.abc import Iterator

from app.domain.assessment import CompiledEdition
from app.domain.changes import best_of_each
from app.domain.determination import Determination
from app.domain.outcomes import OPEN_OUTCOMES, Outcome, Result
from app.domain.reference import Reference
from app.domain.rulebook import Ground, Rule
from app.wording.language import Words
from app.wording.phrases import Phrases


def determination_sheet(
    words: Words,
    compiled: CompiledEdition,
    reference: Reference,
    determination: Determination,
    title: str,
) -> str:
    """Outcome, rule with clause and confidence, procedure, commitments, what is unknown, what would change it."""
    return "\n".join(_Sheet(words, compiled, reference, determination).lines(title)) + "\n"


class _Sheet:
    def __init__(
        self,
        words: Words,
        compiled: CompiledEdition,
        reference: Reference,
        determination: Determination,
    ) -> None:
        self.words = words
        self.edition = compiled.edition
        self.phrases = Phrases(words, compiled.edition, reference)
        self.determination = determination

    def lines(self, title: str) -> Iterator[str]:
        determination, words = self.determination, self.words
        if title:
            yield title
        yield words._(
            "{date} · edition {edition} · reference data {reference}",
            date=determination.on.isoformat(),
            edition=determination.edition_id,
            reference=determination.reference_version,
        )
        yield f"SHA-256 {determination.edition_sha256}"
        yield ""
        yield f"■ {self.phrases.outcome(determination.outcome)}"
        yield from self._standing()
        yield from self._section(words._("Still unknown, and able to change the result"), self._unknown())
        yield from self._section(words._("Applicable rule"), self._rules())
        if not determination.settled and determination.approvals:
            yield ""
            yield words._("Whatever the missing facts turn out to be, a transfer that may be permitted needs:")
        yield from self._section(words._("Examination and decisions"), self._steps())
        yield from self._section(words._("Publication and notices"), self._notices())
        yield from self._section(words._("Recipient's commitments"), self._commitments(binding=True))
        yield from self._section(
            words._("Recommended to be agreed (no public clause)"), self._commitments(binding=False)
        )
        yield from self._section(words._("What would change it"), self._changes())
        yield from self._section(words._("To be noted"), self._flags())
        yield from self._section(words._("Unpublished or contested points that touch this"), self._points())
        yield ""
        yield words._("This says which published rule applies and who decides. It is not a permit.")

    def _standing(self) -> Iterator[str]:
        determination, words = self.determination, self.words
        if len(determination.possible) > 1:
            outcomes = [self.phrases.outcome(outcome) for outcome in determination.possible]
            yield "  " + words._("Possible: {outcomes}", outcomes=" / ".join(outcomes))
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
        entries = {entry.id: entry for entry in self.edition.rules_and_grounds}
        for finding in self.determination.findings:
            if finding.decisive:
                yield from self._rule(entries[finding.id])
        if self.determination.outcome is Outcome.EXCEPTIONAL:
            for finding in self.determination.findings:
                if finding.kind == "ground" and finding.result is Result.HOLDS:
                    yield from self._rule(entries[finding.id])

    def _rule(self, entry: Rule | Ground) -> Iterator[str]:
        label = self.words.text(entry.label)
        clause = (
            self.words._("paragraph {paragraph}", paragraph=entry.paragraph)
            if entry.paragraph
            else self.words._("paragraph not at hand")
        )
        notes = [clause, self.phrases.confidence(entry.confidence), *entry.unverified]
        yield f"● {self.words.noted(label, self.words.listed(notes))}"
        yield f"  {self.words.text(entry.says)}"
        for source in self.phrases.sources(entry.sources):
            yield "  " + self.words._("Source: {source}", source=source)

    def _steps(self) -> Iterator[str]:
        approvals = {approval.id: approval for approval in self.edition.approvals}
        for step in self.determination.approvals:
            label = self.words.text(approvals[step.id].label)
            yield f"{step.order}. {label} — {self.phrases.bodies(step.bodies)} — {self.phrases.sign_off(step.sign_off)}"
            if step.signatories:
                names = self.words.listed([self.phrases.body(body) for body in step.signatories])
                yield "   " + self.words._("Each signs off: {names}", names=names)

    def _notices(self) -> Iterator[str]:
        for notice in self.determination.notices:
            yield f"・{self.phrases.named(notice)}"

    def _commitments(self, *, binding: bool) -> Iterator[str]:
        for item in self.determination.commitments:
            if item.binding is binding:
                yield f"・{self.phrases.named(item.id)}"

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
        """Whether nothing but another transfer would do; not said while facts are missing."""
        determination = self.determination
        closed = determination.outcome not in (*OPEN_OUTCOMES, Outcome.UNDETERMINED, Outcome.OUTSIDE_SCOPE)
        return closed and not determination.changes and not determination.not_known

    def _points(self) -> Iterator[str]:
        for point_id in self.determination.unverified:
            point = self.edition.point(point_id)
            if point is not None:
                yield f"・{point_id} {self.words.text(point.says)}"
                yield f"  {self.words.text(point.default)}"
