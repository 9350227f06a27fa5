"""A determination as it stands on record: what the command line prints and the register keeps for ever.

The names of the fields are the keys of the stored data, and their order is the order of what is printed. They may be
added to, with a default; none is renamed or taken away, or what was recorded could no longer be read.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from app.domain.decision.assessment import explainer
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination, Finding
from app.domain.decision.evaluation import known_facts
from app.domain.decision.requirements import Step, Undertaking
from app.domain.decision.trace import TraceNode, trace_record
from app.domain.law.decision_digest import decision_digest
from app.domain.law.facts import Answers
from app.domain.law.outcomes import Outcome, Result
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition, Ground, Rule
from app.domain.plain_data import Unreadable, plain, read

#: What the command line prints.
SCHEMA = "sekisho.determination/1"
#: What a register keeps for ever: that and the particulars, the evidence, what decides in the edition. Before, it kept
#: records of the former schema, without these.
LASTING_SCHEMA = "sekisho.determination/2"


class NoticeOnRecord(NamedTuple):
    """A notice that is required."""

    id: str


class ResultOnRecord(NamedTuple):
    """What a line comes to: outcome, procedure, and what is still open. `edition` is the id of the edition."""

    schema: str
    title: str | None
    on: date
    edition: str
    edition_sha256: str
    outcome: Outcome
    possible: tuple[Outcome, ...]
    settled: bool
    approvals: tuple[Step, ...]
    notices: tuple[NoticeOnRecord, ...]
    commitments: tuple[Undertaking, ...]
    flags: tuple[str, ...]
    unverified: tuple[str, ...]
    unknown: tuple[str, ...]
    next_question: str | None


class SaysOnRecord(NamedTuple):
    """What a rule or ground says, in the two languages that a record holds."""

    en: str
    ja: str


class RuleOnRecord(NamedTuple):
    """What came of a rule or ground; `facts` are those that it looked at, known and applicable, with their values."""

    id: str
    kind: str
    result: Result
    decisive: bool
    says: SaysOnRecord
    paragraph: str | None
    confidence: str
    unverified: tuple[str, ...]
    sources: tuple[str, ...]
    facts: Mapping[str, str]


class ChangeOnRecord(NamedTuple):
    """New values of facts, the outcome they would lead to, and whether officials can bring all of them about."""

    change: Mapping[str, str]
    outcome: Outcome
    curable: bool


class ReasonsOnRecord(NamedTuple):
    """Every rule and ground, and what would change the result."""

    rules: tuple[RuleOnRecord, ...]
    changes: tuple[ChangeOnRecord, ...]


class DocumentOnRecord(NamedTuple):
    """The document that shows an official answer; `sha256` is that of its file, empty where there is only paper."""

    title: str = ""
    sha256: str = ""


class OtherFactOnRecord(NamedTuple):
    """A fact that was another when an official answer was given; without an id it is the day of assessment.

    None stands for a fact that is not known; `was_kept` is false where the register does not tell what it was.
    """

    fact: str
    then: str | None
    now: str | None
    was_kept: bool = True


class OfficialAnswerOnRecord(NamedTuple):
    """An official answer that was given for the line, and whether it sets its rule aside.

    `edition` is the id of the edition under which it was given, empty where that was not noted; `clears` says that, by
    the answer, the point does not stand in the way. It does not count where there are `other_facts`.
    """

    rule: str
    body: str
    dated: date
    reference: str
    note: str
    document: DocumentOnRecord | None
    edition: str
    edition_sha256: str
    sets_aside: bool
    clears: bool = True
    other_facts: tuple[OtherFactOnRecord, ...] = ()


class EvidenceOnRecord(NamedTuple):
    """A page of a document that shows the answer to a fact; `sha256` is empty where there is only paper."""

    fact: str
    title: str
    kind: str
    sha256: str
    page: str


class BasisOnRecord(NamedTuple):
    """What a recorded determination rests on, and why each rule, ground and step held or not, by its id.

    `derived` are the facts that followed from the answers; `not_known` those that were applicable and not given;
    `reference` is the version of the reference tables. `particulars` are those of the case and of the line, as texts,
    and `decision_digest` is that of the edition. What a record does not note, because the program did not yet when it
    was made, is None.
    """

    answers: Mapping[str, str]
    derived: Mapping[str, str]
    not_known: tuple[str, ...]
    set_aside: tuple[str, ...]
    reference: str
    trace: Mapping[str, TraceNode]
    official_answers: tuple[OfficialAnswerOnRecord, ...] | None = None
    decision_digest: str | None = None
    particulars: Mapping[str, str] | None = None
    evidence: tuple[EvidenceOnRecord, ...] | None = None


class DeterminationOnRecord(NamedTuple):
    """The whole of a recorded determination. On record the fields of all three parts stand side by side."""

    result: ResultOnRecord
    reasons: ReasonsOnRecord
    basis: BasisOnRecord

    def data(self) -> dict[str, Any]:
        """The record as plain data, of which `determination_of_record` makes it again."""
        data = {name: value for part in self for name, value in plain(part).items()}
        return data | {"trace": {entry: trace_record(node) for entry, node in self.basis.trace.items()}}


def determination_of_record(text: str, where: str) -> DeterminationOnRecord:
    """The determination that was stored as this JSON. Raises `Unreadable`, calling it `where`, if it is none."""
    data = _data(text, where)
    return DeterminationOnRecord(
        read(ResultOnRecord, data, where), read(ReasonsOnRecord, data, where), read(BasisOnRecord, data, where)
    )


class WhatIsRecorded(NamedTuple):
    """Of a record what can be told without its trace: what it came to, for what, and under which law."""

    on: date
    edition: str
    edition_sha256: str
    outcome: Outcome
    answers: Mapping[str, str]
    not_known: tuple[str, ...]
    set_aside: tuple[str, ...]
    reference: str
    derived: Mapping[str, str]
    decision_digest: str | None = None
    particulars: Mapping[str, str] | None = None
    evidence: tuple[EvidenceOnRecord, ...] | None = None


def what_is_recorded(text: str, where: str) -> WhatIsRecorded:
    """The same of what was stored."""
    return read(WhatIsRecorded, _data(text, where), where)


def result_of_record(text: str, where: str) -> ResultOnRecord:
    """Of what was stored only the result, which is read several times as fast."""
    return read(ResultOnRecord, _data(text, where), where)


def _data(text: str, where: str) -> object:
    try:
        data = json.loads(text)
    except ValueError:
        raise Unreadable(where, "JSON", text) from None
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema not in (SCHEMA, LASTING_SCHEMA):
        raise Unreadable((where, "schema"), LASTING_SCHEMA, schema)
    return data


def brief_record(determination: Determination, title: str | None) -> dict[str, Any]:
    """The determination without rules and changes, as plain data."""
    return dict(plain(result_on_record(determination, title)))


def full_record(edition: Edition, determination: Determination, title: str | None) -> dict[str, Any]:
    """The determination with every rule and ground, and what would change it, as plain data."""
    return {**brief_record(determination, title), **plain(reasons_on_record(edition, determination))}


def lasting_record(
    compiled: CompiledEdition,
    reference: Reference,
    answers: Answers,
    determination: Determination,
    *,
    particulars: Mapping[str, str],
    evidence: tuple[EvidenceOnRecord, ...] = (),
    official_answers: tuple[OfficialAnswerOnRecord, ...] = (),
) -> DeterminationOnRecord:
    """What a register keeps for ever of a determination that was made of these answers.

    `particulars` are those of the case and of the line, the title among them; `evidence` shows the answers, and
    `official_answers` are those given on the case.
    """
    edition = compiled.edition
    known = known_facts(edition, reference, determination.on, answers)
    why = explainer(compiled, reference, determination.on, answers, determination.evaluation)
    basis = BasisOnRecord(
        answers=answers,
        derived={fact.id: known[fact.id] for fact in edition.derived if fact.id in known},
        not_known=determination.not_known,
        set_aside=determination.set_aside,
        reference=determination.reference_version,
        trace={entry_id: why.explain(entry.when) for entry_id, entry in edition.entry_by_id.items()},
        official_answers=official_answers,
        decision_digest=decision_digest(edition),
        particulars=particulars,
        evidence=evidence,
    )
    result = result_on_record(determination, particulars["title"])._replace(schema=LASTING_SCHEMA)
    return DeterminationOnRecord(result, reasons_on_record(edition, determination), basis)


def result_on_record(determination: Determination, title: str | None) -> ResultOnRecord:
    """The result of a determination; `title` is that of its case."""
    return ResultOnRecord(
        schema=SCHEMA,
        title=title,
        on=determination.on,
        edition=determination.edition_id,
        edition_sha256=determination.edition_sha256,
        outcome=determination.outcome,
        possible=determination.possible,
        settled=determination.settled,
        approvals=determination.approvals,
        notices=tuple([NoticeOnRecord(notice) for notice in determination.notices]),
        commitments=determination.commitments,
        flags=determination.flags,
        unverified=determination.unverified,
        unknown=determination.unknown,
        next_question=determination.next_question,
    )


def reasons_on_record(edition: Edition, determination: Determination) -> ReasonsOnRecord:
    """The rules and grounds of the edition with what came of them, and the changes that were looked for."""
    entries = {entry.id: entry for entry in edition.rules_and_grounds}
    return ReasonsOnRecord(
        tuple([_rule(entries[finding.id], finding) for finding in determination.findings]),
        tuple([ChangeOnRecord(*change) for change in determination.changes]),
    )


def _rule(entry: Rule | Ground, finding: Finding) -> RuleOnRecord:
    return RuleOnRecord(
        id=finding.id,
        kind=finding.kind,
        result=finding.result,
        decisive=finding.decisive,
        says=SaysOnRecord(entry.says.en, entry.says.ja),
        paragraph=entry.paragraph,
        confidence=entry.origin.confidence,
        unverified=entry.origin.unverified,
        sources=entry.origin.sources,
        facts=finding.facts,
    )
