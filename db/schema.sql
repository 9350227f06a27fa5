-- Generated from migrations/ by write_schema.py; a test compares them.

CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    title TEXT NOT NULL CHECK (title <> ''),
    received_on TEXT NOT NULL CHECK (received_on = date(received_on, '+0 days')),
    assessed_on TEXT NOT NULL CHECK (assessed_on = date(assessed_on, '+0 days')),
    exporter TEXT NOT NULL,
    end_user TEXT NOT NULL,
    consignee TEXT NOT NULL,
    intermediaries TEXT NOT NULL,
    contract_reference TEXT NOT NULL,
    case_officer TEXT NOT NULL,
    marking TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'determined', 'reviewed', 'in_procedure', 'permit_recorded', 'refused', 'reopened', 'closed', 'withdrawn')),
    reason TEXT NOT NULL,
    opened_at TEXT NOT NULL CHECK (opened_at GLOB '????-??-??T??:??:??.??????Z'),
    opened_by TEXT NOT NULL CHECK (opened_by <> ''),
    changed_at TEXT NOT NULL CHECK (changed_at GLOB '????-??-??T??:??:??.??????Z'),
    -- What the list of cases shows, worked out anew in every unit of work that changes the case.
    outcome TEXT CHECK (
        outcome IN ('barred', 'not_eligible', 'refer', 'exceptional', 'eligible', 'outside_scope')
    ),
    edition_id TEXT,
    destinations TEXT NOT NULL,
    line_count INTEGER NOT NULL CHECK (line_count >= 0),
    open_line_count INTEGER NOT NULL CHECK (open_line_count BETWEEN 0 AND line_count),
    search_text TEXT NOT NULL,
    state_order INTEGER NOT NULL GENERATED ALWAYS AS (
        CASE state WHEN 'draft' THEN 1 WHEN 'reopened' THEN 2 WHEN 'determined' THEN 3 WHEN 'reviewed' THEN 4 WHEN 'in_procedure' THEN 5 WHEN 'permit_recorded' THEN 6 WHEN 'refused' THEN 7 WHEN 'closed' THEN 8 ELSE 9 END
    ) VIRTUAL,
    outcome_order INTEGER NOT NULL GENERATED ALWAYS AS (
        CASE outcome
            WHEN 'barred' THEN 1 WHEN 'not_eligible' THEN 2 WHEN 'refer' THEN 3
            WHEN 'exceptional' THEN 4 WHEN 'eligible' THEN 5 WHEN 'outside_scope' THEN 6 ELSE 7
        END
    ) VIRTUAL, number_key TEXT NOT NULL DEFAULT '', differing_line_count INTEGER NOT NULL DEFAULT 0 CHECK (differing_line_count >= 0), worked_out_under INTEGER, number_order TEXT NOT NULL DEFAULT '', title_order TEXT NOT NULL DEFAULT '',
    CHECK (state <> 'withdrawn' OR reason <> ''),
    CHECK (state IN ('draft', 'reopened', 'withdrawn') OR (outcome IS NOT NULL AND open_line_count = 0)),
    CHECK ((outcome IS NULL) = (edition_id IS NULL))
) STRICT;

CREATE INDEX cases_by_received_on ON cases (received_on);

CREATE INDEX cases_by_assessed_on ON cases (assessed_on);

CREATE INDEX cases_by_changed_at ON cases (changed_at);

CREATE INDEX cases_by_state ON cases (state_order);

CREATE INDEX cases_by_outcome ON cases (outcome_order);

CREATE INDEX cases_of_state ON cases (state, changed_at);

CREATE INDEX cases_of_outcome ON cases (outcome, changed_at);

CREATE TRIGGER cases_keep_their_opening BEFORE UPDATE OF id, opened_at, opened_by ON cases
BEGIN SELECT RAISE(ABORT, 'who opened a case, and when, is never changed'); END;

CREATE TRIGGER cases_are_not_deleted BEFORE DELETE ON cases
BEGIN SELECT RAISE(ABORT, 'a case is never deleted; it is withdrawn'); END;

CREATE TABLE lines (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    item TEXT NOT NULL,
    quantity TEXT NOT NULL,
    value TEXT NOT NULL,
    remarks TEXT NOT NULL,
    added_at TEXT NOT NULL CHECK (added_at GLOB '????-??-??T??:??:??.??????Z'),
    added_by TEXT NOT NULL CHECK (added_by <> ''),
    removed_at TEXT CHECK (removed_at GLOB '????-??-??T??:??:??.??????Z'),
    removed_by TEXT CHECK (removed_by <> ''),
    UNIQUE (case_id, position),
    CHECK ((removed_at IS NULL) = (removed_by IS NULL))
) STRICT;

CREATE TRIGGER lines_keep_their_place BEFORE UPDATE OF id, case_id, position, added_at, added_by ON lines
BEGIN SELECT RAISE(ABORT, 'a line stays where it was added'); END;

CREATE TRIGGER lines_removed_stay_removed BEFORE UPDATE ON lines WHEN old.removed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a removed line is never changed'); END;

CREATE TRIGGER lines_determined_stay BEFORE UPDATE OF removed_at ON lines
WHEN EXISTS (SELECT 1 FROM determinations WHERE line_id = old.id)
BEGIN SELECT RAISE(ABORT, 'a line with a determination is never removed'); END;

CREATE TRIGGER lines_are_not_deleted BEFORE DELETE ON lines
BEGIN SELECT RAISE(ABORT, 'a line is never deleted; it is marked as removed'); END;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL CHECK (kind <> ''),
    title TEXT NOT NULL CHECK (title <> ''),
    from_whom TEXT NOT NULL,
    dated TEXT CHECK (dated = date(dated, '+0 days')),
    reference TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (sha256 = '' OR (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*')),
    marking TEXT NOT NULL,
    added_at TEXT NOT NULL CHECK (added_at GLOB '????-??-??T??:??:??.??????Z'),
    added_by TEXT NOT NULL CHECK (added_by <> '')
, file_name TEXT NOT NULL DEFAULT ''
    CHECK (instr(file_name, '/') = 0 AND (file_name = '' OR sha256 <> ''))) STRICT;

CREATE INDEX documents_of_case ON documents (case_id);

CREATE UNIQUE INDEX documents_by_file ON documents (case_id, sha256) WHERE sha256 <> '';

CREATE TRIGGER documents_are_not_deleted BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'a document is never deleted'); END;

CREATE TABLE answers (
    id INTEGER PRIMARY KEY,
    line_id INTEGER NOT NULL REFERENCES lines (id),
    fact TEXT NOT NULL CHECK (fact <> ''),
    act TEXT NOT NULL CHECK (act IN ('given', 'taken_back')),
    -- NULL of a given answer is "not yet known", a real answer.
    value TEXT CHECK (value <> ''),
    given_at TEXT NOT NULL CHECK (given_at GLOB '????-??-??T??:??:??.??????Z'),
    given_by TEXT NOT NULL CHECK (given_by <> ''),
    copied_from INTEGER REFERENCES answers (id),
    CHECK (act = 'given' OR (value IS NULL AND copied_from IS NULL))
) STRICT;

CREATE INDEX answers_copied ON answers (copied_from) WHERE copied_from IS NOT NULL;

CREATE TRIGGER answers_are_not_changed BEFORE UPDATE ON answers
BEGIN SELECT RAISE(ABORT, 'an answer is never changed; another one follows it'); END;

CREATE TRIGGER answers_are_not_deleted BEFORE DELETE ON answers
BEGIN SELECT RAISE(ABORT, 'an answer is never deleted; it is taken back'); END;

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    answer_id INTEGER NOT NULL REFERENCES answers (id),
    document_id INTEGER NOT NULL REFERENCES documents (id),
    page TEXT NOT NULL,
    added_at TEXT NOT NULL CHECK (added_at GLOB '????-??-??T??:??:??.??????Z'),
    added_by TEXT NOT NULL CHECK (added_by <> '')
) STRICT;

CREATE INDEX evidence_of_answer ON evidence (answer_id);

CREATE INDEX evidence_of_document ON evidence (document_id);

CREATE TRIGGER evidence_belongs_to_its_case BEFORE INSERT ON evidence
WHEN (SELECT case_id FROM documents WHERE id = new.document_id) IS NOT (
    SELECT lines.case_id FROM answers JOIN lines ON lines.id = answers.line_id WHERE answers.id = new.answer_id
)
BEGIN SELECT RAISE(ABORT, 'evidence is a document of the same case'); END;

CREATE TRIGGER evidence_is_not_changed BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END;

CREATE TRIGGER evidence_is_not_deleted BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is never deleted; it is marked as removed'); END;

CREATE TABLE evidence_removals (
    evidence_id INTEGER PRIMARY KEY REFERENCES evidence (id),
    removed_at TEXT NOT NULL CHECK (removed_at GLOB '????-??-??T??:??:??.??????Z'),
    removed_by TEXT NOT NULL CHECK (removed_by <> '')
) STRICT;

CREATE TRIGGER evidence_removals_are_not_changed BEFORE UPDATE ON evidence_removals
BEGIN SELECT RAISE(ABORT, 'evidence that was removed stays removed'); END;

CREATE TRIGGER evidence_removals_are_not_deleted BEFORE DELETE ON evidence_removals
BEGIN SELECT RAISE(ABORT, 'evidence that was removed stays removed'); END;

CREATE TABLE official_answers (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    rule TEXT NOT NULL CHECK (rule <> ''),
    body TEXT NOT NULL CHECK (body <> ''),
    dated TEXT NOT NULL CHECK (dated = date(dated, '+0 days')),
    reference TEXT NOT NULL,
    document_id INTEGER REFERENCES documents (id),
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??.??????Z'),
    recorded_by TEXT NOT NULL CHECK (recorded_by <> '')
, edition_id TEXT NOT NULL DEFAULT '', edition_sha256 TEXT NOT NULL DEFAULT ''
    CHECK (edition_sha256 = '' OR length(edition_sha256) = 64), substance TEXT NOT NULL DEFAULT ''
    CHECK (substance = '' OR (length(substance) = 64 AND substance NOT GLOB '*[^0-9a-f]*')), clears INTEGER NOT NULL DEFAULT 1 CHECK (clears IN (0, 1))) STRICT;

CREATE INDEX official_answers_of_case ON official_answers (case_id);

CREATE INDEX official_answers_of_document ON official_answers (document_id) WHERE document_id IS NOT NULL;

CREATE TRIGGER official_answers_belong_to_their_case BEFORE INSERT ON official_answers
WHEN new.document_id IS NOT NULL
    AND (SELECT case_id FROM documents WHERE id = new.document_id) IS NOT new.case_id
BEGIN SELECT RAISE(ABORT, 'an official answer is shown by a document of the same case'); END;

CREATE TRIGGER official_answers_are_not_changed BEFORE UPDATE ON official_answers
BEGIN SELECT RAISE(ABORT, 'an official answer is never changed'); END;

CREATE TRIGGER official_answers_are_not_deleted BEFORE DELETE ON official_answers
BEGIN SELECT RAISE(ABORT, 'an official answer is never deleted; it is withdrawn'); END;

CREATE TABLE official_answer_withdrawals (
    official_answer_id INTEGER PRIMARY KEY REFERENCES official_answers (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    withdrawn_at TEXT NOT NULL CHECK (withdrawn_at GLOB '????-??-??T??:??:??.??????Z'),
    withdrawn_by TEXT NOT NULL CHECK (withdrawn_by <> '')
) STRICT;

CREATE TRIGGER official_answer_withdrawals_are_not_changed BEFORE UPDATE ON official_answer_withdrawals
BEGIN SELECT RAISE(ABORT, 'an official answer that was withdrawn stays withdrawn'); END;

CREATE TRIGGER official_answer_withdrawals_are_not_deleted BEFORE DELETE ON official_answer_withdrawals
BEGIN SELECT RAISE(ABORT, 'an official answer that was withdrawn stays withdrawn'); END;

CREATE TABLE determinations (
    id INTEGER PRIMARY KEY,
    line_id INTEGER NOT NULL REFERENCES lines (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    assessed_on TEXT NOT NULL CHECK (assessed_on = date(assessed_on, '+0 days')),
    edition_id TEXT NOT NULL CHECK (edition_id <> ''),
    edition_sha256 TEXT NOT NULL CHECK (length(edition_sha256) = 64),
    reference_version TEXT NOT NULL CHECK (reference_version <> ''),
    outcome TEXT NOT NULL CHECK (
        outcome IN ('barred', 'not_eligible', 'refer', 'exceptional', 'eligible', 'outside_scope')
    ),
    answers TEXT NOT NULL CHECK (json_type(answers) = 'object'),
    not_known TEXT NOT NULL CHECK (json_type(not_known) = 'array'),
    set_aside TEXT NOT NULL CHECK (json_type(set_aside) = 'array'),
    record TEXT NOT NULL CHECK (json_type(record) = 'object'),
    recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??.??????Z'),
    recorded_by TEXT NOT NULL CHECK (recorded_by <> ''),
    supersedes INTEGER UNIQUE REFERENCES determinations (id), official_answers TEXT CHECK (json_type(official_answers) = 'array'), rests_on TEXT CHECK (json_type(rests_on) = 'object'),
    UNIQUE (line_id, number),
    CHECK ((number = 1) = (supersedes IS NULL))
) STRICT;

CREATE TRIGGER determinations_supersede_the_last BEFORE INSERT ON determinations
WHEN new.supersedes IS NOT (SELECT max(id) FROM determinations WHERE line_id = new.line_id)
    OR new.number <> (SELECT count(*) + 1 FROM determinations WHERE line_id = new.line_id)
BEGIN SELECT RAISE(ABORT, 'a determination supersedes the last one of its line'); END;

CREATE TRIGGER determinations_are_not_changed BEFORE UPDATE ON determinations
BEGIN SELECT RAISE(ABORT, 'a determination is never changed; another one supersedes it'); END;

CREATE TRIGGER determinations_are_not_deleted BEFORE DELETE ON determinations
BEGIN SELECT RAISE(ABORT, 'a determination is never deleted'); END;

CREATE TABLE editions (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    -- The whole edition in the one form that is hashed.
    content TEXT NOT NULL CHECK (json_type(content) = 'array'),
    kept_at TEXT NOT NULL CHECK (kept_at GLOB '????-??-??T??:??:??.??????Z'),
    kept_by TEXT NOT NULL CHECK (kept_by <> '')
) STRICT;

CREATE TRIGGER editions_are_not_changed BEFORE UPDATE ON editions
BEGIN SELECT RAISE(ABORT, 'an edition is never changed; a correction is another edition'); END;

CREATE TRIGGER editions_are_not_deleted BEFORE DELETE ON editions
BEGIN SELECT RAISE(ABORT, 'an edition is never deleted; another one is put in force'); END;

CREATE TABLE entries_into_force (
    id INTEGER PRIMARY KEY,
    -- One of the editions above, or one that comes with the program.
    edition_id TEXT NOT NULL CHECK (edition_id <> ''),
    edition_sha256 TEXT NOT NULL CHECK (length(edition_sha256) = 64),
    since TEXT NOT NULL CHECK (since = date(since, '+0 days')),
    put_in_force_by TEXT NOT NULL CHECK (put_in_force_by <> ''),
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??.??????Z'),
    recorded_by TEXT NOT NULL CHECK (recorded_by <> '')
) STRICT;

CREATE TRIGGER entries_into_force_name_what_is_kept BEFORE INSERT ON entries_into_force
WHEN EXISTS (SELECT 1 FROM editions WHERE id = new.edition_id AND sha256 <> new.edition_sha256)
BEGIN SELECT RAISE(ABORT, 'an edition is put in force with the content that is kept'); END;

CREATE TRIGGER entries_into_force_are_not_changed BEFORE UPDATE ON entries_into_force
BEGIN SELECT RAISE(ABORT, 'an entry into force is never changed; another one follows it'); END;

CREATE TRIGGER entries_into_force_are_not_deleted BEFORE DELETE ON entries_into_force
BEGIN SELECT RAISE(ABORT, 'an entry into force is never deleted; another one follows it'); END;

CREATE TABLE reference_packs (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    version TEXT NOT NULL CHECK (version <> ''),
    -- The text of every file by its name.
    files TEXT NOT NULL CHECK (json_type(files) = 'object'),
    kept_at TEXT NOT NULL CHECK (kept_at GLOB '????-??-??T??:??:??.??????Z'),
    kept_by TEXT NOT NULL CHECK (kept_by <> '')
) STRICT;

CREATE TRIGGER reference_packs_are_not_changed BEFORE UPDATE ON reference_packs
BEGIN SELECT RAISE(ABORT, 'a pack is never changed; a later one is taken'); END;

CREATE TRIGGER reference_packs_are_not_deleted BEFORE DELETE ON reference_packs
BEGIN SELECT RAISE(ABORT, 'a pack is never deleted; one goes back to the former one'); END;

CREATE TABLE reference_uses (
    id INTEGER PRIMARY KEY,
    act TEXT NOT NULL CHECK (act IN ('taken', 'gone_back')),
    -- What is in force from now on; NULL are the tables that come with the program.
    sha256 TEXT REFERENCES reference_packs (sha256),
    version TEXT NOT NULL CHECK (version <> ''),
    named_person TEXT NOT NULL CHECK (named_person <> ''),
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??.??????Z'),
    recorded_by TEXT NOT NULL CHECK (recorded_by <> ''),
    CHECK (act = 'gone_back' OR sha256 IS NOT NULL)
) STRICT;

CREATE TRIGGER reference_uses_are_not_changed BEFORE UPDATE ON reference_uses
BEGIN SELECT RAISE(ABORT, 'the use of a pack is never changed; another one follows it'); END;

CREATE TRIGGER reference_uses_are_not_deleted BEFORE DELETE ON reference_uses
BEGIN SELECT RAISE(ABORT, 'the use of a pack is never deleted; another one follows it'); END;

CREATE INDEX answers_of_fact ON answers (line_id, fact, id, value);

CREATE TRIGGER official_answers_say_what_they_answered BEFORE INSERT ON official_answers
WHEN new.edition_id = '' OR new.edition_sha256 = '' OR new.substance = ''
BEGIN SELECT RAISE(ABORT, 'an official answer is kept with the edition and the rule that it answered'); END;

CREATE INDEX cases_by_number_key ON cases (number_key);

CREATE TRIGGER cases_have_a_number_each BEFORE INSERT ON cases
WHEN new.number_key = '' OR EXISTS (SELECT 1 FROM cases WHERE number_key = new.number_key)
BEGIN SELECT RAISE(ABORT, 'another case has this number'); END;

CREATE TRIGGER cases_keep_a_number_each BEFORE UPDATE OF number, number_key ON cases
WHEN new.number_key <> old.number_key
    AND (new.number_key = '' OR EXISTS (SELECT 1 FROM cases WHERE number_key = new.number_key))
BEGIN SELECT RAISE(ABORT, 'another case has this number'); END;

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

CREATE TABLE answers_given_for (
    answer_id INTEGER PRIMARY KEY REFERENCES answers (id),
    line_id INTEGER NOT NULL REFERENCES lines (id),
    assessed_on TEXT NOT NULL CHECK (assessed_on = date(assessed_on, '+0 days')),
    facts TEXT NOT NULL CHECK (json_type(facts) = 'object')
) STRICT;

CREATE INDEX answers_given_for_of_line ON answers_given_for (line_id);

CREATE TRIGGER answers_given_for_are_kept_once BEFORE INSERT ON answers_given_for
WHEN EXISTS (SELECT 1 FROM answers_given_for WHERE answer_id = new.answer_id)
BEGIN SELECT RAISE(ABORT, 'what an answer was given for is never changed; another answer is given'); END;

CREATE TRIGGER answers_given_for_are_not_changed BEFORE UPDATE ON answers_given_for
BEGIN SELECT RAISE(ABORT, 'what an answer was given for is never changed; another answer is given'); END;

CREATE TRIGGER answers_given_for_are_not_deleted BEFORE DELETE ON answers_given_for
BEGIN SELECT RAISE(ABORT, 'what an answer was given for is never deleted'); END;

CREATE TABLE official_answers_given_for (
    id INTEGER PRIMARY KEY,
    official_answer_id INTEGER NOT NULL REFERENCES official_answers (id),
    line_id INTEGER NOT NULL REFERENCES lines (id),
    assessed_on TEXT NOT NULL CHECK (assessed_on = date(assessed_on, '+0 days')),
    facts TEXT NOT NULL CHECK (json_type(facts) = 'object'),
    UNIQUE (official_answer_id, line_id)
) STRICT;

CREATE TRIGGER official_answers_given_for_are_kept_once BEFORE INSERT ON official_answers_given_for
WHEN EXISTS (
    SELECT 1 FROM official_answers_given_for
    WHERE id = new.id OR (official_answer_id = new.official_answer_id AND line_id = new.line_id)
)
BEGIN SELECT RAISE(ABORT, 'what an official answer was given for is never changed; another one is recorded'); END;

CREATE TRIGGER official_answers_given_for_are_not_changed BEFORE UPDATE ON official_answers_given_for
BEGIN SELECT RAISE(ABORT, 'what an official answer was given for is never changed; another one is recorded'); END;

CREATE TRIGGER official_answers_given_for_are_not_deleted BEFORE DELETE ON official_answers_given_for
BEGIN SELECT RAISE(ABORT, 'what an official answer was given for is never deleted'); END;

CREATE TABLE recorded_editions (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    id TEXT NOT NULL CHECK (id <> ''),
    -- NULL until a version of the program that has the edition at hand has filled them in.
    decision_digest TEXT CHECK (length(decision_digest) = 64),
    content TEXT CHECK (json_type(content) = 'array'),
    CHECK (content IS NULL OR decision_digest IS NOT NULL)
) STRICT;

CREATE TRIGGER recorded_editions_are_not_changed BEFORE UPDATE ON recorded_editions
WHEN new.sha256 <> old.sha256 OR new.id <> old.id OR old.content IS NOT NULL
    OR (old.decision_digest IS NOT NULL AND new.decision_digest IS NOT old.decision_digest)
BEGIN SELECT RAISE(ABORT, 'what an edition says is never changed; what was not at hand is filled in'); END;

CREATE TRIGGER recorded_editions_are_not_deleted BEFORE DELETE ON recorded_editions
BEGIN SELECT RAISE(ABORT, 'an edition that a record names is never deleted'); END;

CREATE TRIGGER recorded_editions_are_not_replaced BEFORE INSERT ON recorded_editions
WHEN EXISTS (SELECT 1 FROM recorded_editions WHERE rowid = new.rowid OR sha256 = new.sha256)
BEGIN SELECT RAISE(ABORT, 'an edition that a record names is never replaced'); END;

CREATE TABLE noticed_laws (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL CHECK (length(key) = 64),
    noticed_at TEXT NOT NULL CHECK (noticed_at GLOB '????-??-??T??:??:??.??????Z')
) STRICT;

CREATE TRIGGER noticed_laws_are_not_changed BEFORE UPDATE ON noticed_laws
BEGIN SELECT RAISE(ABORT, 'the law that was noticed is never changed; another one follows it'); END;

CREATE TRIGGER noticed_laws_are_not_deleted BEFORE DELETE ON noticed_laws
BEGIN SELECT RAISE(ABORT, 'the law that was noticed is never deleted; another one follows it'); END;

CREATE TRIGGER noticed_laws_are_not_replaced BEFORE INSERT ON noticed_laws
WHEN EXISTS (SELECT 1 FROM noticed_laws WHERE number = new.number)
BEGIN SELECT RAISE(ABORT, 'the law that was noticed is never replaced; another one follows it'); END;

CREATE INDEX cases_worked_out ON cases (worked_out_under) WHERE worked_out_under IS NOT NULL;

CREATE VIRTUAL TABLE case_pairs USING fts5 (
    pairs, content = '', columnsize = 0, detail = none, prefix = '1', tokenize = 'ascii'
);

CREATE INDEX cases_by_number_order ON cases (number_order);

CREATE INDEX cases_by_title_order ON cases (title_order);

CREATE TRIGGER documents_keep_their_file
BEFORE UPDATE OF id, case_id, sha256, file_name, added_at, added_by ON documents
BEGIN SELECT RAISE(ABORT, 'another file is another document'); END;

CREATE TABLE "register" (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL CHECK (length(uuid) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('training', 'live')),
    office TEXT NOT NULL CHECK (office <> ''),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.??????Z'),
    created_by TEXT NOT NULL CHECK (created_by <> '')
) STRICT;

CREATE TRIGGER register_is_not_changed BEFORE UPDATE ON register
BEGIN SELECT RAISE(ABORT, 'the register row is never changed'); END;

CREATE TRIGGER register_is_not_deleted BEFORE DELETE ON register
BEGIN SELECT RAISE(ABORT, 'the register row is never deleted'); END;

CREATE TRIGGER register_is_not_replaced BEFORE INSERT ON register
WHEN EXISTS (SELECT 1 FROM register WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'the register row is never replaced'); END;

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    -- What stands in every column that says who did something.
    account TEXT NOT NULL UNIQUE CHECK (account <> ''),
    name_ja TEXT NOT NULL CHECK (name_ja <> ''),
    name_en TEXT NOT NULL CHECK (name_en <> ''),
    -- 1 for who is only known from what was recorded before there were people: such a one has no role and no key.
    is_former INTEGER NOT NULL CHECK (is_former IN (0, 1)),
    added_at TEXT NOT NULL CHECK (added_at GLOB '????-??-??T??:??:??.??????Z'),
    added_by TEXT NOT NULL CHECK (added_by <> '')
) STRICT;

CREATE TABLE departures (
    person_id INTEGER PRIMARY KEY REFERENCES people (id),
    note TEXT NOT NULL,
    left_at TEXT NOT NULL CHECK (left_at GLOB '????-??-??T??:??:??.??????Z'),
    recorded_by TEXT NOT NULL CHECK (recorded_by <> '')
) STRICT;

CREATE TABLE roles_held (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    role TEXT NOT NULL CHECK (
        role IN ('officer', 'reviewer', 'recorder', 'records_keeper', 'trainer', 'administrator')
    ),
    -- Days, both included; NULL is without end.
    since TEXT NOT NULL CHECK (since = date(since, '+0 days')),
    until TEXT CHECK (until = date(until, '+0 days')),
    given_at TEXT NOT NULL CHECK (given_at GLOB '????-??-??T??:??:??.??????Z'),
    given_by TEXT NOT NULL CHECK (given_by <> ''),
    CHECK (until IS NULL OR until >= since)
) STRICT;

CREATE INDEX roles_held_of_person ON roles_held (person_id);

CREATE TABLE role_endings (
    role_held_id INTEGER PRIMARY KEY REFERENCES roles_held (id),
    -- The last day on which it is held; before its first where it was never held.
    until TEXT NOT NULL CHECK (until = date(until, '+0 days')),
    ended_at TEXT NOT NULL CHECK (ended_at GLOB '????-??-??T??:??:??.??????Z'),
    ended_by TEXT NOT NULL CHECK (ended_by <> '')
) STRICT;

CREATE TABLE signing_keys (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    -- The register that it signs for: it is good in no other.
    register TEXT NOT NULL,
    public_key TEXT NOT NULL UNIQUE CHECK (length(public_key) = 64 AND public_key NOT GLOB '*[^0-9a-f]*'),
    added_at TEXT NOT NULL CHECK (added_at GLOB '????-??-??T??:??:??.??????Z'),
    added_by TEXT NOT NULL CHECK (added_by <> '')
) STRICT;

CREATE INDEX signing_keys_of_person ON signing_keys (person_id);

CREATE TABLE signing_key_endings (
    signing_key_id INTEGER PRIMARY KEY REFERENCES signing_keys (id),
    ended_at TEXT NOT NULL CHECK (ended_at GLOB '????-??-??T??:??:??.??????Z'),
    ended_by TEXT NOT NULL CHECK (ended_by <> '')
) STRICT;

CREATE TABLE open_keys (
    signing_key_id INTEGER PRIMARY KEY REFERENCES signing_keys (id),
    seed TEXT NOT NULL CHECK (length(seed) = 64 AND seed NOT GLOB '*[^0-9a-f]*')
) STRICT;

CREATE TRIGGER open_keys_are_for_training BEFORE INSERT ON open_keys
WHEN (SELECT kind FROM register) IS NOT 'training'
BEGIN SELECT RAISE(ABORT, 'only in a training register signing keys lie open'); END;

CREATE TABLE checkpoint_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    public_key TEXT NOT NULL CHECK (length(public_key) = 64 AND public_key NOT GLOB '*[^0-9a-f]*'),
    seed TEXT NOT NULL CHECK (length(seed) = 64 AND seed NOT GLOB '*[^0-9a-f]*')
) STRICT;

CREATE TABLE training_days (
    id INTEGER PRIMARY KEY,
    -- NULL: today, as the clock of the computer has it.
    day TEXT CHECK (day = date(day, '+0 days')),
    set_at TEXT NOT NULL CHECK (set_at GLOB '????-??-??T??:??:??.??????Z'),
    set_by TEXT NOT NULL CHECK (set_by <> '')
) STRICT;

CREATE TRIGGER training_days_are_for_training BEFORE INSERT ON training_days
WHEN (SELECT kind FROM register) IS NOT 'training'
BEGIN SELECT RAISE(ABORT, 'only a training register has a day of its own'); END;

CREATE TABLE role_acts (
    id INTEGER PRIMARY KEY,
    act TEXT NOT NULL CHECK (act <> ''),
    role TEXT NOT NULL CHECK (role <> ''),
    UNIQUE (act, role)
) STRICT;

CREATE TABLE entries (
    number INTEGER PRIMARY KEY CHECK (number >= 1),
    signature TEXT NOT NULL CHECK (length(signature) = 128 AND signature NOT GLOB '*[^0-9a-f]*'),
    -- The bytes that were signed.
    entry TEXT NOT NULL CHECK (json_type(entry) = 'object' AND number = entry ->> '$.number'),
    at TEXT NOT NULL GENERATED ALWAYS AS (entry ->> '$.at') VIRTUAL,
    person TEXT NOT NULL GENERATED ALWAYS AS (entry ->> '$.person') VIRTUAL,
    act TEXT NOT NULL GENERATED ALWAYS AS (entry ->> '$.act') VIRTUAL,
    case_id INTEGER GENERATED ALWAYS AS (entry ->> '$.case') VIRTUAL,
    line_id INTEGER GENERATED ALWAYS AS (entry ->> '$.line') VIRTUAL
, day TEXT NOT NULL GENERATED ALWAYS AS (date(entry ->> '$.at', '+9 hours')) VIRTUAL) STRICT;

CREATE INDEX entries_of_case ON entries (case_id) WHERE case_id IS NOT NULL;

CREATE INDEX entries_of_line ON entries (line_id) WHERE line_id IS NOT NULL;

CREATE INDEX entries_of_person ON entries (person);

CREATE INDEX entries_of_act ON entries (act);

CREATE TRIGGER entries_follow_one_another BEFORE INSERT ON entries
WHEN new.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entries)
BEGIN SELECT RAISE(ABORT, 'an entry follows the last one, and replaces none'); END;

CREATE TRIGGER entries_are_of_this_register BEFORE INSERT ON entries
WHEN new.entry ->> '$.register' IS NOT (SELECT uuid FROM register)
BEGIN SELECT RAISE(ABORT, 'an entry belongs to its own register'); END;

CREATE TRIGGER entries_before_the_ledger_come_first BEFORE INSERT ON entries
WHEN coalesce(new.entry ->> '$.before_the_ledger', 0) AND EXISTS (
    SELECT 1 FROM entries WHERE number = new.number - 1 AND entry ->> '$.before_the_ledger' IS NULL
)
BEGIN SELECT RAISE(ABORT, 'what was before the ledger comes before it'); END;

CREATE TRIGGER entries_are_of_who_may BEFORE INSERT ON entries
WHEN NOT coalesce(new.entry ->> '$.before_the_ledger', 0) AND NOT EXISTS (
    SELECT 1 FROM people
    JOIN roles_held ON roles_held.person_id = people.id
    LEFT JOIN role_endings ON role_endings.role_held_id = roles_held.id
    JOIN role_acts ON role_acts.role = roles_held.role AND role_acts.act = new.entry ->> '$.act'
    WHERE people.account = new.entry ->> '$.person'
        AND date(new.entry ->> '$.at', '+9 hours') >= roles_held.since
        AND date(new.entry ->> '$.at', '+9 hours') <= coalesce(role_endings.until, roles_held.until, '9999-12-31')
        AND NOT EXISTS (SELECT 1 FROM departures WHERE departures.person_id = people.id)
)
BEGIN SELECT RAISE(ABORT, 'no_role: an act is done by who holds a role for it'); END;

CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;

CREATE TRIGGER entries_are_not_deleted BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;

CREATE TABLE checkpoints (
    -- How many entries it speaks of.
    size INTEGER PRIMARY KEY CHECK (size >= 1),
    note TEXT NOT NULL CHECK (note <> ''),
    -- The roots of the whole subtrees, from which the next checkpoint goes on.
    peaks TEXT NOT NULL CHECK (peaks <> '' AND peaks NOT GLOB '*[^0-9a-f]*')
) STRICT;

CREATE TRIGGER checkpoints_speak_of_entries BEFORE INSERT ON checkpoints
WHEN new.size > (SELECT coalesce(max(number), 0) FROM entries)
BEGIN SELECT RAISE(ABORT, 'a checkpoint speaks of entries that are there'); END;

CREATE TRIGGER people_is_not_changed BEFORE UPDATE ON people
BEGIN SELECT RAISE(ABORT, 'a row of people is never changed'); END;

CREATE TRIGGER people_is_not_deleted BEFORE DELETE ON people
BEGIN SELECT RAISE(ABORT, 'a row of people is never deleted'); END;

CREATE TRIGGER people_is_not_replaced BEFORE INSERT ON people
WHEN EXISTS (SELECT 1 FROM people WHERE id = new.id OR account = new.account)
BEGIN SELECT RAISE(ABORT, 'a row of people is never replaced'); END;

CREATE TRIGGER departures_is_not_changed BEFORE UPDATE ON departures
BEGIN SELECT RAISE(ABORT, 'a row of departures is never changed'); END;

CREATE TRIGGER departures_is_not_deleted BEFORE DELETE ON departures
BEGIN SELECT RAISE(ABORT, 'a row of departures is never deleted'); END;

CREATE TRIGGER departures_is_not_replaced BEFORE INSERT ON departures
WHEN EXISTS (SELECT 1 FROM departures WHERE person_id = new.person_id)
BEGIN SELECT RAISE(ABORT, 'a row of departures is never replaced'); END;

CREATE TRIGGER roles_held_is_not_changed BEFORE UPDATE ON roles_held
BEGIN SELECT RAISE(ABORT, 'a row of roles_held is never changed'); END;

CREATE TRIGGER roles_held_is_not_deleted BEFORE DELETE ON roles_held
BEGIN SELECT RAISE(ABORT, 'a row of roles_held is never deleted'); END;

CREATE TRIGGER roles_held_is_not_replaced BEFORE INSERT ON roles_held
WHEN EXISTS (SELECT 1 FROM roles_held WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'a row of roles_held is never replaced'); END;

CREATE TRIGGER role_endings_is_not_changed BEFORE UPDATE ON role_endings
BEGIN SELECT RAISE(ABORT, 'a row of role_endings is never changed'); END;

CREATE TRIGGER role_endings_is_not_deleted BEFORE DELETE ON role_endings
BEGIN SELECT RAISE(ABORT, 'a row of role_endings is never deleted'); END;

CREATE TRIGGER role_endings_is_not_replaced BEFORE INSERT ON role_endings
WHEN EXISTS (SELECT 1 FROM role_endings WHERE role_held_id = new.role_held_id)
BEGIN SELECT RAISE(ABORT, 'a row of role_endings is never replaced'); END;

CREATE TRIGGER signing_keys_is_not_changed BEFORE UPDATE ON signing_keys
BEGIN SELECT RAISE(ABORT, 'a row of signing_keys is never changed'); END;

CREATE TRIGGER signing_keys_is_not_deleted BEFORE DELETE ON signing_keys
BEGIN SELECT RAISE(ABORT, 'a row of signing_keys is never deleted'); END;

CREATE TRIGGER signing_keys_is_not_replaced BEFORE INSERT ON signing_keys
WHEN EXISTS (SELECT 1 FROM signing_keys WHERE id = new.id OR public_key = new.public_key)
BEGIN SELECT RAISE(ABORT, 'a row of signing_keys is never replaced'); END;

CREATE TRIGGER signing_key_endings_is_not_changed BEFORE UPDATE ON signing_key_endings
BEGIN SELECT RAISE(ABORT, 'a row of signing_key_endings is never changed'); END;

CREATE TRIGGER signing_key_endings_is_not_deleted BEFORE DELETE ON signing_key_endings
BEGIN SELECT RAISE(ABORT, 'a row of signing_key_endings is never deleted'); END;

CREATE TRIGGER signing_key_endings_is_not_replaced BEFORE INSERT ON signing_key_endings
WHEN EXISTS (SELECT 1 FROM signing_key_endings WHERE signing_key_id = new.signing_key_id)
BEGIN SELECT RAISE(ABORT, 'a row of signing_key_endings is never replaced'); END;

CREATE TRIGGER open_keys_is_not_changed BEFORE UPDATE ON open_keys
BEGIN SELECT RAISE(ABORT, 'a row of open_keys is never changed'); END;

CREATE TRIGGER open_keys_is_not_deleted BEFORE DELETE ON open_keys
BEGIN SELECT RAISE(ABORT, 'a row of open_keys is never deleted'); END;

CREATE TRIGGER open_keys_is_not_replaced BEFORE INSERT ON open_keys
WHEN EXISTS (SELECT 1 FROM open_keys WHERE signing_key_id = new.signing_key_id)
BEGIN SELECT RAISE(ABORT, 'a row of open_keys is never replaced'); END;

CREATE TRIGGER checkpoint_key_is_not_changed BEFORE UPDATE ON checkpoint_key
BEGIN SELECT RAISE(ABORT, 'a row of checkpoint_key is never changed'); END;

CREATE TRIGGER checkpoint_key_is_not_deleted BEFORE DELETE ON checkpoint_key
BEGIN SELECT RAISE(ABORT, 'a row of checkpoint_key is never deleted'); END;

CREATE TRIGGER checkpoint_key_is_not_replaced BEFORE INSERT ON checkpoint_key
WHEN EXISTS (SELECT 1 FROM checkpoint_key WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'a row of checkpoint_key is never replaced'); END;

CREATE TRIGGER training_days_is_not_changed BEFORE UPDATE ON training_days
BEGIN SELECT RAISE(ABORT, 'a row of training_days is never changed'); END;

CREATE TRIGGER training_days_is_not_deleted BEFORE DELETE ON training_days
BEGIN SELECT RAISE(ABORT, 'a row of training_days is never deleted'); END;

CREATE TRIGGER training_days_is_not_replaced BEFORE INSERT ON training_days
WHEN EXISTS (SELECT 1 FROM training_days WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'a row of training_days is never replaced'); END;

CREATE TRIGGER role_acts_is_not_changed BEFORE UPDATE ON role_acts
BEGIN SELECT RAISE(ABORT, 'a row of role_acts is never changed'); END;

CREATE TRIGGER role_acts_is_not_deleted BEFORE DELETE ON role_acts
BEGIN SELECT RAISE(ABORT, 'a row of role_acts is never deleted'); END;

CREATE TRIGGER role_acts_is_not_replaced BEFORE INSERT ON role_acts
WHEN EXISTS (SELECT 1 FROM role_acts WHERE id = new.id OR (act = new.act AND role = new.role))
BEGIN SELECT RAISE(ABORT, 'a row of role_acts is never replaced'); END;

CREATE TRIGGER checkpoints_is_not_changed BEFORE UPDATE ON checkpoints
BEGIN SELECT RAISE(ABORT, 'a row of checkpoints is never changed'); END;

CREATE TRIGGER checkpoints_is_not_deleted BEFORE DELETE ON checkpoints
BEGIN SELECT RAISE(ABORT, 'a row of checkpoints is never deleted'); END;

CREATE TRIGGER checkpoints_is_not_replaced BEFORE INSERT ON checkpoints
WHEN EXISTS (SELECT 1 FROM checkpoints WHERE size = new.size)
BEGIN SELECT RAISE(ABORT, 'a row of checkpoints is never replaced'); END;

CREATE TABLE document_files (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    size INTEGER NOT NULL CHECK (size = length(content)),
    kept_at TEXT NOT NULL CHECK (kept_at GLOB '????-??-??T??:??:??.??????Z'),
    kept_by TEXT NOT NULL CHECK (kept_by <> ''),
    -- Last: what stands before it is read without it.
    content BLOB NOT NULL
) STRICT;

CREATE TRIGGER document_files_are_not_changed BEFORE UPDATE ON document_files
BEGIN SELECT RAISE(ABORT, 'the file of a document is never changed'); END;

CREATE TRIGGER document_files_are_not_deleted BEFORE DELETE ON document_files
BEGIN SELECT RAISE(ABORT, 'the file of a document is never deleted'); END;

CREATE TRIGGER document_files_are_not_replaced BEFORE INSERT ON document_files
WHEN EXISTS (SELECT 1 FROM document_files WHERE rowid = new.rowid OR sha256 = new.sha256)
BEGIN SELECT RAISE(ABORT, 'the file of a document is never replaced'); END;

CREATE TABLE sealing_keys (
    signing_key_id INTEGER PRIMARY KEY REFERENCES signing_keys (id),
    public_key TEXT NOT NULL UNIQUE CHECK (length(public_key) = 64 AND public_key NOT GLOB '*[^0-9a-f]*')
) STRICT;

CREATE TABLE recovery_sheets (
    id INTEGER PRIMARY KEY,
    public_key TEXT NOT NULL UNIQUE CHECK (length(public_key) = 64 AND public_key NOT GLOB '*[^0-9a-f]*'),
    made_at TEXT NOT NULL CHECK (made_at GLOB '????-??-??T??:??:??.??????Z'),
    made_by TEXT NOT NULL CHECK (made_by <> '')
) STRICT;

CREATE TABLE recovery_sheet_confirmations (
    recovery_sheet_id INTEGER PRIMARY KEY REFERENCES recovery_sheets (id),
    confirmed_at TEXT NOT NULL CHECK (confirmed_at GLOB '????-??-??T??:??:??.??????Z'),
    confirmed_by TEXT NOT NULL CHECK (confirmed_by <> '')
) STRICT;

CREATE TRIGGER sealing_keys_are_for_live BEFORE INSERT ON sealing_keys
WHEN (SELECT kind FROM register) IS NOT 'live'
BEGIN SELECT RAISE(ABORT, 'only a live register has seals'); END;

CREATE TRIGGER recovery_sheets_are_for_live BEFORE INSERT ON recovery_sheets
WHEN (SELECT kind FROM register) IS NOT 'live'
BEGIN SELECT RAISE(ABORT, 'only a live register has a recovery sheet'); END;

CREATE TRIGGER signing_keys_are_of_this_register BEFORE INSERT ON signing_keys
WHEN new.register IS NOT (SELECT uuid FROM register)
BEGIN SELECT RAISE(ABORT, 'a signing key belongs to its own register'); END;

CREATE TRIGGER worked_cases_are_for_training BEFORE INSERT ON entries
WHEN new.entry ->> '$.act' = 'worked_case_filed' AND (SELECT kind FROM register) IS NOT 'training'
BEGIN SELECT RAISE(ABORT, 'only a training register takes worked cases'); END;

CREATE TRIGGER sealing_keys_is_not_changed BEFORE UPDATE ON sealing_keys
BEGIN SELECT RAISE(ABORT, 'a row of sealing_keys is never changed'); END;

CREATE TRIGGER sealing_keys_is_not_deleted BEFORE DELETE ON sealing_keys
BEGIN SELECT RAISE(ABORT, 'a row of sealing_keys is never deleted'); END;

CREATE TRIGGER sealing_keys_is_not_replaced BEFORE INSERT ON sealing_keys
WHEN EXISTS (SELECT 1 FROM sealing_keys WHERE signing_key_id = new.signing_key_id OR public_key = new.public_key)
BEGIN SELECT RAISE(ABORT, 'a row of sealing_keys is never replaced'); END;

CREATE TRIGGER recovery_sheets_is_not_changed BEFORE UPDATE ON recovery_sheets
BEGIN SELECT RAISE(ABORT, 'a row of recovery_sheets is never changed'); END;

CREATE TRIGGER recovery_sheets_is_not_deleted BEFORE DELETE ON recovery_sheets
BEGIN SELECT RAISE(ABORT, 'a row of recovery_sheets is never deleted'); END;

CREATE TRIGGER recovery_sheets_is_not_replaced BEFORE INSERT ON recovery_sheets
WHEN EXISTS (SELECT 1 FROM recovery_sheets WHERE id = new.id OR public_key = new.public_key)
BEGIN SELECT RAISE(ABORT, 'a row of recovery_sheets is never replaced'); END;

CREATE TRIGGER recovery_sheet_confirmations_is_not_changed BEFORE UPDATE ON recovery_sheet_confirmations
BEGIN SELECT RAISE(ABORT, 'a row of recovery_sheet_confirmations is never changed'); END;

CREATE TRIGGER recovery_sheet_confirmations_is_not_deleted BEFORE DELETE ON recovery_sheet_confirmations
BEGIN SELECT RAISE(ABORT, 'a row of recovery_sheet_confirmations is never deleted'); END;

CREATE TRIGGER recovery_sheet_confirmations_is_not_replaced BEFORE INSERT ON recovery_sheet_confirmations
WHEN EXISTS (SELECT 1 FROM recovery_sheet_confirmations WHERE recovery_sheet_id = new.recovery_sheet_id)
BEGIN SELECT RAISE(ABORT, 'a row of recovery_sheet_confirmations is never replaced'); END;

CREATE INDEX entries_of_day ON entries (day);

CREATE INDEX entries_of_person_and_act ON entries (person, act);

CREATE INDEX cases_by_case_officer ON cases (case_officer, state);

CREATE TABLE cosignatures (
    id INTEGER PRIMARY KEY,
    size INTEGER NOT NULL REFERENCES checkpoints (size),
    -- The name under which the other register signs, and its checkpoint key.
    name TEXT NOT NULL CHECK (name <> ''),
    public_key TEXT NOT NULL CHECK (length(public_key) = 64 AND public_key NOT GLOB '*[^0-9a-f]*'),
    -- Whose register that is: who took it vouches for that.
    office TEXT NOT NULL CHECK (office <> ''),
    -- When it was signed, in seconds of POSIX time, as the line itself says.
    second INTEGER NOT NULL CHECK (second BETWEEN 0 AND 253402300799),
    -- The line as it stands below the checkpoint.
    line TEXT NOT NULL CHECK (line <> ''),
    taken_at TEXT NOT NULL CHECK (taken_at GLOB '????-??-??T??:??:??.??????Z'),
    taken_by TEXT NOT NULL CHECK (taken_by <> ''),
    UNIQUE (size, public_key)
) STRICT;

CREATE TRIGGER cosignatures_is_not_changed BEFORE UPDATE ON cosignatures
BEGIN SELECT RAISE(ABORT, 'a row of cosignatures is never changed'); END;

CREATE TRIGGER cosignatures_is_not_deleted BEFORE DELETE ON cosignatures
BEGIN SELECT RAISE(ABORT, 'a row of cosignatures is never deleted'); END;

CREATE TRIGGER cosignatures_is_not_replaced BEFORE INSERT ON cosignatures
WHEN EXISTS (
    SELECT 1 FROM cosignatures
    WHERE id = new.id OR (size = new.size AND public_key = new.public_key)
)
BEGIN SELECT RAISE(ABORT, 'a row of cosignatures is never replaced'); END;

CREATE TRIGGER cosignatures_are_of_one_office BEFORE INSERT ON cosignatures
WHEN EXISTS (SELECT 1 FROM cosignatures WHERE public_key = new.public_key AND office <> new.office)
BEGIN SELECT RAISE(ABORT, 'this key was taken as that of another office'); END;

CREATE TRIGGER trainers_are_for_training BEFORE INSERT ON roles_held
WHEN new.role = 'trainer' AND (SELECT kind FROM register) IS NOT 'training'
BEGIN SELECT RAISE(ABORT, 'only a training register has trainers'); END;

CREATE TRIGGER answers_wait_for_an_open_case BEFORE INSERT ON answers
WHEN (
    SELECT cases.state NOT IN ('draft', 'determined', 'reopened') OR lines.removed_at IS NOT NULL
    FROM lines JOIN cases ON cases.id = lines.case_id WHERE lines.id = new.line_id
)
BEGIN SELECT RAISE(ABORT, 'a line that has ended, or is in procedure, takes no answer'); END;

CREATE INDEX entries_of_case_and_act ON entries (case_id, act) WHERE case_id IS NOT NULL;

CREATE TABLE recovery_signing_keys (
    recovery_sheet_id INTEGER PRIMARY KEY REFERENCES recovery_sheets (id),
    public_key TEXT NOT NULL UNIQUE CHECK (length(public_key) = 64 AND public_key NOT GLOB '*[^0-9a-f]*')
) STRICT;

CREATE TRIGGER recovery_signing_keys_is_not_changed BEFORE UPDATE ON recovery_signing_keys
BEGIN SELECT RAISE(ABORT, 'a row of recovery_signing_keys is never changed'); END;

CREATE TRIGGER recovery_signing_keys_is_not_deleted BEFORE DELETE ON recovery_signing_keys
BEGIN SELECT RAISE(ABORT, 'a row of recovery_signing_keys is never deleted'); END;

CREATE TRIGGER recovery_signing_keys_is_not_replaced BEFORE INSERT ON recovery_signing_keys
WHEN EXISTS (
    SELECT 1 FROM recovery_signing_keys
    WHERE recovery_sheet_id = new.recovery_sheet_id OR public_key = new.public_key
)
BEGIN SELECT RAISE(ABORT, 'a row of recovery_signing_keys is never replaced'); END;

CREATE VIEW recovery_key_now AS
SELECT public_key FROM recovery_signing_keys
WHERE recovery_sheet_id = (SELECT max(id) FROM recovery_sheets)
    AND EXISTS (SELECT 1 FROM recovery_sheet_confirmations
        WHERE recovery_sheet_confirmations.recovery_sheet_id = recovery_signing_keys.recovery_sheet_id)
    AND NOT EXISTS (SELECT 1 FROM entries WHERE act = 'key_changed' AND entry ->> '$.key' = public_key);

CREATE TRIGGER entries_are_signed_by_a_key_of_the_register BEFORE INSERT ON entries
WHEN NOT coalesce(new.entry ->> '$.before_the_ledger', 0) AND NOT EXISTS (
    SELECT 1 FROM signing_keys JOIN people ON people.id = signing_keys.person_id
    WHERE signing_keys.public_key = new.entry ->> '$.key' AND people.account = new.entry ->> '$.person'
        AND signing_keys.register = (SELECT uuid FROM register)
        AND NOT EXISTS (SELECT 1 FROM signing_key_endings WHERE signing_key_id = signing_keys.id)
) AND NOT (
    new.entry ->> '$.act' = 'key_changed' AND new.entry ->> '$.body.account' IS new.entry ->> '$.person'
    AND new.entry ->> '$.key' IS (SELECT public_key FROM recovery_key_now)
)
BEGIN SELECT RAISE(ABORT, 'an entry is signed by a key of its person in this register'); END;

CREATE TRIGGER live_cases_wait_for_a_way_back BEFORE INSERT ON cases
WHEN (SELECT kind FROM register) IS NOT 'training'
    AND NOT EXISTS (SELECT 1 FROM recovery_key_now)
    AND (
        SELECT count(DISTINCT roles_held.person_id) FROM roles_held
        LEFT JOIN role_endings ON role_endings.role_held_id = roles_held.id
        WHERE roles_held.role = 'administrator'
            AND date(new.opened_at, '+9 hours') >= roles_held.since
            AND date(new.opened_at, '+9 hours') <= coalesce(role_endings.until, roles_held.until, '9999-12-31')
            AND NOT EXISTS (SELECT 1 FROM departures WHERE departures.person_id = roles_held.person_id)
    ) < 2
BEGIN SELECT RAISE(ABORT, 'no_way_back: a second administrator or a recovery sheet that can be used comes first'); END;

CREATE INDEX requests_by_code ON entries (entry ->> '$.body.code') WHERE act = 'step_requested';

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
