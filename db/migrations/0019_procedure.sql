-- What follows a determination: reviews, requests, entries, notices are entries of the ledger, and nothing else.

-- The states of a case are more, and its outcome stands while it is in procedure. What the rows hold stays as it is.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(sql,
    '''draft'', ''determined'', ''withdrawn'', ''closed''',
    '''draft'', ''determined'', ''reviewed'', ''in_procedure'', ''permit_recorded'', ''refused'', ''reopened'','
        || ' ''closed'', ''withdrawn'''),
    'CASE state WHEN ''draft'' THEN 1 WHEN ''determined'' THEN 2 WHEN ''closed'' THEN 3 ELSE 4 END',
    'CASE state WHEN ''draft'' THEN 1 WHEN ''reopened'' THEN 2 WHEN ''determined'' THEN 3 WHEN ''reviewed'' THEN 4'
        || ' WHEN ''in_procedure'' THEN 5 WHEN ''permit_recorded'' THEN 6 WHEN ''refused'' THEN 7 WHEN ''closed'' THEN 8'
        || ' ELSE 9 END'),
    'state NOT IN (''determined'', ''closed'')',
    'state IN (''draft'', ''reopened'', ''withdrawn'')')
WHERE type = 'table' AND name = 'cases';
PRAGMA writable_schema = RESET;
REINDEX cases_by_state;

-- A determination stands while its case is what it was recorded on, whatever the law has become: those that an earlier
-- version took for drafts on that account are worked out anew.
UPDATE cases SET worked_out_under = 0 WHERE state = 'draft' AND worked_out_under IS NOT NULL;

DROP TRIGGER answers_wait_for_an_open_case;
CREATE TRIGGER answers_wait_for_an_open_case BEFORE INSERT ON answers
WHEN (
    SELECT cases.state NOT IN ('draft', 'determined', 'reopened') OR lines.removed_at IS NOT NULL
    FROM lines JOIN cases ON cases.id = lines.case_id WHERE lines.id = new.line_id
)
BEGIN SELECT RAISE(ABORT, 'a line that has ended, or is in procedure, takes no answer'); END;

-- What makes up the procedure of a case is looked up by what was done.
CREATE INDEX entries_of_case_and_act ON entries (case_id, act) WHERE case_id IS NOT NULL;

-- The program's own connection asks the rules of app/domain/procedure once more. Whoever writes past it lacks the
-- function, and the ledger and its signatures show what they wrote.
CREATE TRIGGER entries_follow_the_procedure BEFORE INSERT ON entries
WHEN new.entry ->> '$.before_the_ledger' IS NULL AND new.entry ->> '$.act' IN (
    'case_reviewed', 'step_requested', 'finding_entered', 'decision_entered', 'permit_entered',
    'permit_refusal_entered', 'permit_extension_entered', 'permit_end_entered', 'entry_confirmed', 'entry_withdrawn',
    'notice_given'
)
BEGIN
    SELECT RAISE(ABORT, 'out_of_procedure: the procedure of the case does not allow this act')
    WHERE refusal_of_act(
        new.entry,
        (
            SELECT json_group_array(json(entry)) FROM (
                SELECT entry FROM entries WHERE case_id = new.entry ->> '$.case' AND act IN (
                    'determination_recorded', 'case_reopened', 'case_closed', 'case_withdrawn', 'determinations_kept',
                    'case_reviewed', 'step_requested', 'finding_entered', 'decision_entered', 'permit_entered',
                    'permit_refusal_entered', 'permit_extension_entered', 'permit_end_entered', 'entry_confirmed',
                    'entry_withdrawn', 'notice_given'
                ) ORDER BY number
            )
        )
    ) <> '';
END;

INSERT INTO role_acts (act, role) VALUES
    ('case_reviewed', 'reviewer'),
    ('determinations_kept', 'officer'),
    ('step_requested', 'officer'),
    ('finding_entered', 'officer'),
    ('finding_entered', 'recorder'),
    ('entry_confirmed', 'recorder'),
    ('entry_confirmed', 'reviewer'),
    ('entry_withdrawn', 'officer'),
    ('entry_withdrawn', 'recorder'),
    ('decision_entered', 'recorder'),
    ('permit_entered', 'recorder'),
    ('permit_refusal_entered', 'recorder'),
    ('permit_extension_entered', 'recorder'),
    ('permit_end_entered', 'recorder'),
    ('notice_given', 'recorder');
