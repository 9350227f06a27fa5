-- What follows the permit: commitments, deliveries, duties, consents are entries of the ledger, and nothing else. Before one
-- is written, the program's own connection asks the rules of app/domain/commitments, as it asks those of the procedure.

DROP TRIGGER entries_follow_the_procedure;
CREATE TRIGGER entries_follow_the_procedure BEFORE INSERT ON entries
WHEN new.entry ->> '$.before_the_ledger' IS NULL AND new.entry ->> '$.act' IN (
    'case_reviewed', 'step_requested', 'finding_entered', 'decision_entered', 'permit_entered',
    'permit_refusal_entered', 'permit_extension_entered', 'permit_end_entered', 'entry_confirmed', 'entry_withdrawn',
    'notice_given', 'commitment_entered', 'lot_delivered', 'dates_added', 'duty_laid_down', 'duty_fulfilled',
    'waiver_entered', 'event_taken_back', 'lot_inspected', 'serial_accounted_for', 'breach_suspected',
    'breach_answered', 'measure_taken', 'breach_end_entered', 'life_ended', 'consent_asked',
    'consent_answer_entered', 'transfer_recorded', 'revocation_entered'
)
BEGIN
    SELECT RAISE(ABORT, 'out_of_procedure: the procedure of the case does not allow this act')
    WHERE refusal_of_act(
        new.entry,
        (
            SELECT json_group_array(json(entry)) FROM (
                SELECT entry FROM entries WHERE case_id = new.entry ->> '$.case' AND act IN (
                    'determination_recorded', 'case_reopened', 'case_closed', 'case_withdrawn',
                    'determinations_kept', 'case_reviewed', 'step_requested', 'finding_entered', 'decision_entered',
                    'permit_entered', 'permit_refusal_entered', 'permit_extension_entered', 'permit_end_entered',
                    'entry_confirmed', 'entry_withdrawn', 'notice_given', 'commitment_entered', 'lot_delivered',
                    'dates_added', 'duty_laid_down', 'duty_fulfilled', 'waiver_entered', 'event_taken_back',
                    'lot_inspected', 'serial_accounted_for', 'breach_suspected', 'breach_answered', 'measure_taken',
                    'breach_end_entered', 'life_ended', 'consent_asked', 'consent_answer_entered',
                    'transfer_recorded', 'revocation_entered'
                ) ORDER BY number
            )
        )
    ) <> '';
END;

INSERT INTO role_acts (act, role) VALUES
    ('commitment_entered', 'recorder'),
    ('lot_delivered', 'recorder'),
    ('dates_added', 'recorder'),
    ('duty_laid_down', 'recorder'),
    ('duty_fulfilled', 'recorder'),
    ('waiver_entered', 'recorder'),
    ('event_taken_back', 'recorder'),
    ('lot_inspected', 'recorder'),
    ('serial_accounted_for', 'recorder'),
    ('breach_suspected', 'recorder'),
    ('breach_answered', 'recorder'),
    ('measure_taken', 'recorder'),
    ('breach_end_entered', 'recorder'),
    ('life_ended', 'recorder'),
    ('consent_asked', 'recorder'),
    ('consent_answer_entered', 'recorder'),
    ('transfer_recorded', 'recorder'),
    ('revocation_entered', 'recorder');
