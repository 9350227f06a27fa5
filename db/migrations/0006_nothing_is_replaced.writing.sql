-- REPLACE deletes the rows in its way without asking their triggers, unless a connection has recursive triggers on, which
-- only this program's own have. So a row that is in the way is refused before anything is deleted, to every hand.

CREATE TRIGGER register_is_not_replaced BEFORE INSERT ON register
WHEN EXISTS (SELECT 1 FROM register WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'the register row is never replaced'); END;

CREATE TRIGGER cases_are_not_replaced BEFORE INSERT ON cases
WHEN EXISTS (SELECT 1 FROM cases WHERE id = new.id OR number = new.number)
BEGIN SELECT RAISE(ABORT, 'a case is never replaced; its number is taken'); END;
CREATE TRIGGER cases_take_no_number_of_another BEFORE UPDATE OF number ON cases
WHEN EXISTS (SELECT 1 FROM cases WHERE number = new.number AND id <> old.id)
BEGIN SELECT RAISE(ABORT, 'a case is never replaced; its number is taken'); END;

CREATE TRIGGER lines_are_not_replaced BEFORE INSERT ON lines
WHEN EXISTS (SELECT 1 FROM lines WHERE id = new.id)
    OR EXISTS (SELECT 1 FROM lines WHERE case_id = new.case_id AND position = new.position)
BEGIN SELECT RAISE(ABORT, 'a line is never replaced; another one is added'); END;

CREATE TRIGGER documents_are_not_replaced BEFORE INSERT ON documents
WHEN EXISTS (SELECT 1 FROM documents WHERE id = new.id)
    OR EXISTS (SELECT 1 FROM documents WHERE case_id = new.case_id AND sha256 = new.sha256 AND sha256 <> '')
BEGIN SELECT RAISE(ABORT, 'a document is never replaced; another one is added'); END;

CREATE TRIGGER answers_are_not_replaced BEFORE INSERT ON answers
WHEN EXISTS (SELECT 1 FROM answers WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'an answer is never replaced; another one follows it'); END;

CREATE TRIGGER evidence_is_not_replaced BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM evidence WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'evidence is never replaced'); END;

CREATE TRIGGER evidence_removals_are_not_replaced BEFORE INSERT ON evidence_removals
WHEN EXISTS (SELECT 1 FROM evidence_removals WHERE evidence_id = new.evidence_id)
BEGIN SELECT RAISE(ABORT, 'evidence that was removed stays removed, and is not replaced'); END;

CREATE TRIGGER official_answers_are_not_replaced BEFORE INSERT ON official_answers
WHEN EXISTS (SELECT 1 FROM official_answers WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'an official answer is never replaced'); END;

CREATE TRIGGER official_answer_withdrawals_are_not_replaced BEFORE INSERT ON official_answer_withdrawals
WHEN EXISTS (SELECT 1 FROM official_answer_withdrawals WHERE official_answer_id = new.official_answer_id)
BEGIN SELECT RAISE(ABORT, 'an official answer that was withdrawn stays withdrawn, and is not replaced'); END;

CREATE TRIGGER determinations_are_not_replaced BEFORE INSERT ON determinations
WHEN EXISTS (SELECT 1 FROM determinations WHERE id = new.id OR supersedes = new.supersedes)
    OR EXISTS (SELECT 1 FROM determinations WHERE line_id = new.line_id AND number = new.number)
BEGIN SELECT RAISE(ABORT, 'a determination is never replaced; another one supersedes it'); END;

CREATE TRIGGER events_are_not_replaced BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE seq = new.seq)
BEGIN SELECT RAISE(ABORT, 'an event is never replaced'); END;

CREATE TRIGGER editions_are_not_replaced BEFORE INSERT ON editions
WHEN EXISTS (SELECT 1 FROM editions WHERE rowid = new.rowid OR id = new.id OR sha256 = new.sha256)
BEGIN SELECT RAISE(ABORT, 'an edition is never replaced; another one is put in force'); END;

CREATE TRIGGER entries_into_force_are_not_replaced BEFORE INSERT ON entries_into_force
WHEN EXISTS (SELECT 1 FROM entries_into_force WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'an entry into force is never replaced; another one follows it'); END;

CREATE TRIGGER reference_packs_are_not_replaced BEFORE INSERT ON reference_packs
WHEN EXISTS (SELECT 1 FROM reference_packs WHERE rowid = new.rowid OR sha256 = new.sha256)
BEGIN SELECT RAISE(ABORT, 'a pack is never replaced; a later one is taken'); END;

CREATE TRIGGER reference_uses_are_not_replaced BEFORE INSERT ON reference_uses
WHEN EXISTS (SELECT 1 FROM reference_uses WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'the use of a pack is never replaced; another one follows it'); END;
