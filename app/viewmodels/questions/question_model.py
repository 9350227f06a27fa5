"""What one question says: the question, why it is asked, its choices, its evidence and its source."""

from typing import NamedTuple

from app.domain.law.facts import DESTINATION, Fact
from app.domain.register.cases import Evidence
from app.domain.register.refusals import refusal_of_detaching, refusal_of_setting_aside
from app.statements.steps import no_longer_counting
from app.viewmodels.case.interview_model import Interview, QuestionState
from app.viewmodels.questions.at_odds import at_odds_says
from app.viewmodels.questions.place_model import passed_over_says, place_says
from app.viewmodels.session.picker_model import Pick
from app.viewmodels.session.value_picks import value_picks
from app.wording.evidence_words import evidence_label
from app.wording.language import Words
from app.wording.origin_words import confidence_token, points_says, sources_line
from app.wording.phrases import Phrases

#: More values than this are searched in a list instead of being read as cards.
_MOST_CARDS = 10

#: What stands for "as the reference tables say" among the choices of a derived fact.
AS_DERIVED = "="


class ChoiceSays(NamedTuple):
    """One possible answer."""

    value: str
    label: str
    note: str


class EvidenceSays(NamedTuple):
    """A document and page that show the answer.

    `remove` is the full name of what takes it off, if it may go, `open` that of what opens its file, if it has one.
    """

    id: int
    document: int
    label: str
    remove: str
    open: str


class QuestionSays(NamedTuple):
    """One question as it stands on the screen. `kind` is "choices", "list" or "derived".

    `place` tells where in the list one is, `passed_over` what was left out on the way to it. `matters` says so where
    the answer cannot change anything, or an earlier one is no choice any more; `not_known` is the choice "not yet
    known", where it may be chosen.
    """

    fact: str
    kind: str
    place: str
    passed_over: str
    question: str
    why: str
    help: str
    matters: str
    choices: tuple[ChoiceSays, ...]
    picks: tuple[Pick, ...]
    not_known: ChoiceSays | None
    value: str | None
    is_answered: bool
    may_change: bool
    may_link: bool
    has_history: bool
    history: str
    evidence: tuple[EvidenceSays, ...]
    evidence_state: str
    confidence: str
    confidence_says: str
    confidence_token: str
    points: tuple[str, ...]
    sources: str


def question_says(interview: Interview, phrases: Phrases, fact: Fact, *, may_change: bool) -> QuestionSays:
    """One question in words."""
    words = phrases.words
    is_answered = fact.id in interview.given
    kind = (
        "derived" if not fact.is_asked else "list" if fact.is_country or len(fact.values) > _MOST_CARDS else "choices"
    )
    saved = interview.saved_answer(fact.id)
    evidence = saved.evidence if saved else ()
    value = interview.given.get(fact.id)
    return QuestionSays(
        fact=fact.id,
        kind=kind,
        place=place_says(interview, phrases, fact),
        passed_over=passed_over_says(interview, phrases, fact),
        question=words.text(fact.question or fact.label),
        why=_derivation(interview, phrases, fact) if kind == "derived" else words.text(fact.why) if fact.why else "",
        help=words.text(fact.help) if fact.help else "",
        matters=_matters(interview, phrases, fact),
        choices=_choices(interview, phrases, fact) if kind != "list" else (),
        picks=value_picks(phrases, fact) if kind == "list" else (),
        not_known=_not_known(words) if fact.is_asked else None,
        value=AS_DERIVED if kind == "derived" and not is_answered else value,
        is_answered=is_answered or kind == "derived",
        may_change=may_change,
        may_link=may_link(interview, fact, may_change=may_change),
        has_history=fact.id in interview.line.revised,
        history=words._("{name}: {value}", name=words._("History"), value=words.text(fact.question or fact.label)),
        evidence=_evidence_says(interview, words, evidence, fact, may_change=may_change),
        evidence_state=evidence_state(
            words, has_value=value is not None, count=len(evidence), is_saved=saved is not None
        ),
        confidence=phrases.confidence(fact.origin.confidence),
        confidence_says=phrases.confidence_note(fact.origin.confidence),
        confidence_token=confidence_token(fact.origin.confidence),
        points=points_says(phrases, fact.origin.unverified),
        sources=sources_line(phrases, fact.origin.sources),
    )


def may_link(interview: Interview, fact: Fact, *, may_change: bool) -> bool:
    """Whether a document can be linked to the answer: it is on the register, and says more than "not yet known"."""
    is_known = interview.given.get(fact.id) is not None
    return may_change and is_known and interview.saved_answer(fact.id) is not None


def _evidence_says(
    interview: Interview, words: Words, evidence: tuple[Evidence, ...], fact: Fact, *, may_change: bool
) -> tuple[EvidenceSays, ...]:
    # Most answers have none; then no other edition is looked at.
    derived = interview.derived_fact(fact.id) if evidence else None
    says = []
    for shown in evidence:
        label = evidence_label(words, interview.case, shown)
        may_remove = may_change and refusal_of_detaching(shown.id, interview.line, derived) is None
        remove = words._("{name}: {value}", name=words._("Remove the link"), value=label) if may_remove else ""
        has_file = bool(interview.case.document(shown.document_id).particulars.sha256)
        to_open = words._("{name}: {value}", name=words._("Open the file"), value=label) if has_file else ""
        says.append(EvidenceSays(shown.id, shown.document_id, label, remove, to_open))
    return tuple(says)


def evidence_state(words: Words, *, has_value: bool, count: int, is_saved: bool) -> str:
    """Whether anything shows the answer, in words."""
    if not has_value:
        return ""
    if not is_saved:
        return words._("The answer is being saved.")
    if not count:
        return words._("Asserted without evidence")
    return words.ngettext("{n} document", "{n} documents", count)


def earlier_answer(interview: Interview, phrases: Phrases, fact: Fact) -> str:
    """That what was answered is none of the choices of the edition; empty where that is not so."""
    value = interview.unlisted.get(fact.id)
    if value is None:
        return ""
    return phrases.words._(
        "The earlier answer (“{value}”) is not one of the choices of edition {edition}. Answer anew.",
        value=value_says(interview, phrases, fact, value),
        edition=interview.edition.id,
    )


def value_says(interview: Interview, phrases: Phrases, fact: Fact, value: str) -> str:
    """A value that was answered, in words; one that the edition does not have in those of the latest that has it."""
    is_listed = fact.is_country or value in fact.values
    edition = None if is_listed else interview.edition_listing(fact.id, value)
    worded = phrases if edition is None else Phrases(phrases.words, edition, phrases.reference)
    return worded.value(fact.id, value)


def _matters(interview: Interview, phrases: Phrases, fact: Fact) -> str:
    lapsed = no_longer_counting(interview, phrases).get(fact.id, "")
    at_odds = at_odds_says(interview, phrases.words) if fact.id == DESTINATION else ""
    told = (earlier_answer(interview, phrases, fact), lapsed, _standing_says(interview, phrases, fact), at_odds)
    return "\n".join(sentence for sentence in told if sentence)


def _standing_says(interview: Interview, phrases: Phrases, fact: Fact) -> str:
    _ = phrases.words._
    state = interview.state_of(fact)
    if state is QuestionState.OUT:
        if fact.id in interview.given:
            return _(
                "As things stand this question does not apply. The answer is kept, and counts if it applies again."
            )
        return _("As things stand this question does not apply.")
    if state is QuestionState.NEEDLESS and fact.is_asked:
        return _("The result no longer depends on this question. You may still answer it.")
    return ""


def _derivation(interview: Interview, phrases: Phrases, fact: Fact) -> str:
    _ = phrases.words._
    refusal = refusal_of_setting_aside(fact, interview.known, interview.edition)
    if refusal is not None:
        return phrases.words.error(refusal)
    value = _derived_value(interview, fact) or ""
    return _(
        "This follows from the reference tables of {version} on {day}: {value}. An answer may set it aside, "
        "only together with a document that shows it.",
        version=interview.reference.version,
        day=phrases.words.date(interview.on),
        value=phrases.value(fact.id, value),
    )


def _derived_value(interview: Interview, fact: Fact) -> str | None:
    derived = fact.derived
    state = interview.known.get(getattr(derived, "of", ""))
    if state is None:
        return None
    return interview.reference.lookup(getattr(derived, "table", ""), state, interview.on)


def _choices(interview: Interview, phrases: Phrases, fact: Fact) -> tuple[ChoiceSays, ...]:
    words = phrases.words
    choices = []
    if not fact.is_asked:
        value = _derived_value(interview, fact)
        label = words._("As the reference tables say")
        choices.append(ChoiceSays(AS_DERIVED, label, phrases.value(fact.id, value) if value else ""))
        if refusal_of_setting_aside(fact, interview.known, interview.edition) is not None:
            return tuple(choices)
    for value in fact.values:
        choice = fact.choice(value)
        note = words.text(choice.note) if choice and choice.note else ""
        choices.append(ChoiceSays(value, phrases.value(fact.id, value), note))
    return tuple(choices)


def _not_known(words: Words) -> ChoiceSays:
    return ChoiceSays("", words._("Not yet known"), words._("It stays open and can be answered at any time."))
