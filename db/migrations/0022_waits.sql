-- What each case waits for, as `app/domain/procedure/waits.py` has it: lists filter and sort by it. It is worked out
-- anew in every unit of work that changes the case.

CREATE TABLE waits (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    place INTEGER NOT NULL CHECK (place > 0),
    kind TEXT NOT NULL CHECK (
        kind IN ('draft', 'reopened', 'review', 'request', 'answer', 'confirm', 'void', 'notice', 'permit', 'end')
    ),
    since TEXT NOT NULL CHECK (since = date(since, '+0 days')),
    step TEXT NOT NULL,
    office TEXT NOT NULL,
    entry_number INTEGER NOT NULL CHECK (entry_number >= 0),
    subject TEXT NOT NULL,
    until TEXT CHECK (until = date(until, '+0 days')),
    -- Who entered or requested it; accounts of those in the case who may not do it, one a line; why nobody may.
    person TEXT NOT NULL,
    not_for TEXT NOT NULL,
    refusal TEXT NOT NULL,
    PRIMARY KEY (case_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX waits_by_day ON waits (since);
CREATE INDEX waits_by_kind ON waits (kind, until);

-- So far no case is further than determined.
INSERT INTO waits (case_id, place, kind, since, step, office, entry_number, subject, until, person, not_for, refusal)
SELECT
    id, 1, iif(state = 'draft', 'draft', 'review'),
    iif(
        state = 'draft',
        coalesce(
            (SELECT max(day) FROM entries WHERE case_id = cases.id AND act = 'case_reopened'),
            date(opened_at, '+9 hours')
        ),
        (
            SELECT date(max(recorded_at), '+9 hours') FROM determinations JOIN lines ON lines.id = line_id
            WHERE lines.case_id = cases.id AND removed_at IS NULL
        )
    ),
    '', '', 0, '', NULL, '',
    iif(
        state = 'draft', '',
        (
            -- Who prepared it may not review it.
            SELECT group_concat(account, char(10)) FROM (
                SELECT given_by AS account FROM answers JOIN lines ON lines.id = line_id
                WHERE lines.case_id = cases.id AND removed_at IS NULL AND answers.act = 'given' AND answers.id = (
                    SELECT max(id) FROM answers AS later
                    WHERE later.line_id = answers.line_id AND later.fact = answers.fact
                )
                UNION
                SELECT recorded_by FROM determinations JOIN lines ON lines.id = line_id
                WHERE lines.case_id = cases.id AND removed_at IS NULL AND determinations.number = (
                    SELECT max(number) FROM determinations AS later WHERE later.line_id = lines.id
                )
                UNION
                SELECT recorded_by FROM official_answers
                WHERE official_answers.case_id = cases.id
                    AND id NOT IN (SELECT official_answer_id FROM official_answer_withdrawals)
                ORDER BY 1
            )
        )
    ),
    ''
FROM cases WHERE state IN ('draft', 'determined');
