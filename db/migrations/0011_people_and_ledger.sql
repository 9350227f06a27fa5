-- The people of a register, and the ledger of what they did: an entry for each event, signed by who did it.

-- A register belongs to an office, and may be a live one; whoever had one before trains at METI.
CREATE TABLE register_of_office (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL CHECK (length(uuid) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('training', 'live')),
    office TEXT NOT NULL CHECK (office <> ''),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.??????Z'),
    created_by TEXT NOT NULL CHECK (created_by <> '')
) STRICT;
INSERT INTO register_of_office (id, uuid, kind, office, created_at, created_by)
    SELECT id, uuid, kind, 'meti', created_at, created_by FROM register;
DROP TABLE register;
ALTER TABLE register_of_office RENAME TO register;

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

-- The private halves of a training register's signing keys: they protect nothing, and show how it goes.
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

-- The day that it is in a training register, where that is not today.
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

-- Which role may do which act, as in app/domain/register/permissions.py; a test compares them.
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
) STRICT;
CREATE INDEX entries_of_case ON entries (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX entries_of_line ON entries (line_id) WHERE line_id IS NOT NULL;
CREATE INDEX entries_of_person ON entries (person);
CREATE INDEX entries_of_act ON entries (act);

-- What happened until now becomes entries before the ledger; the program makes them in the same transaction.
CREATE TEMP TABLE events_before AS SELECT * FROM events;
DROP TABLE events;

CREATE TRIGGER entries_follow_one_another BEFORE INSERT ON entries
WHEN new.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entries)
BEGIN SELECT RAISE(ABORT, 'an entry follows the last one, and replaces none'); END;

CREATE TRIGGER entries_are_of_this_register BEFORE INSERT ON entries
WHEN new.entry ->> '$.register' IS NOT (SELECT uuid FROM register)
BEGIN SELECT RAISE(ABORT, 'an entry belongs to its own register'); END;

CREATE TRIGGER entries_are_signed_by_a_key_of_the_register BEFORE INSERT ON entries
WHEN NOT coalesce(new.entry ->> '$.before_the_ledger', 0) AND NOT EXISTS (
    SELECT 1 FROM signing_keys JOIN people ON people.id = signing_keys.person_id
    WHERE signing_keys.public_key = new.entry ->> '$.key' AND people.account = new.entry ->> '$.person'
        AND signing_keys.register = (SELECT uuid FROM register)
        AND NOT EXISTS (SELECT 1 FROM signing_key_endings WHERE signing_key_id = signing_keys.id)
)
BEGIN SELECT RAISE(ABORT, 'an entry is signed by a key of its person in this register'); END;

CREATE TRIGGER entries_before_the_ledger_come_first BEFORE INSERT ON entries
WHEN coalesce(new.entry ->> '$.before_the_ledger', 0) AND EXISTS (
    SELECT 1 FROM entries WHERE number = new.number - 1 AND entry ->> '$.before_the_ledger' IS NULL
)
BEGIN SELECT RAISE(ABORT, 'what was before the ledger comes before it'); END;

-- The day of an act is that of its moment in Japan.
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

INSERT INTO role_acts (act, role) VALUES
    ('register_made', 'administrator'),
    ('ledger_begun', 'administrator'),
    ('rows_taken_over', 'officer'),
    ('rows_taken_over', 'reviewer'),
    ('rows_taken_over', 'recorder'),
    ('rows_taken_over', 'records_keeper'),
    ('rows_taken_over', 'trainer'),
    ('rows_taken_over', 'administrator'),
    ('register_upgraded', 'officer'),
    ('register_upgraded', 'reviewer'),
    ('register_upgraded', 'recorder'),
    ('register_upgraded', 'records_keeper'),
    ('register_upgraded', 'trainer'),
    ('register_upgraded', 'administrator'),
    ('person_added', 'administrator'),
    ('person_left', 'administrator'),
    ('role_given', 'administrator'),
    ('role_ended', 'administrator'),
    ('training_day_set', 'officer'),
    ('training_day_set', 'reviewer'),
    ('training_day_set', 'recorder'),
    ('training_day_set', 'records_keeper'),
    ('training_day_set', 'trainer'),
    ('training_day_set', 'administrator'),
    ('law_noticed', 'officer'),
    ('law_noticed', 'reviewer'),
    ('law_noticed', 'recorder'),
    ('law_noticed', 'records_keeper'),
    ('law_noticed', 'trainer'),
    ('law_noticed', 'administrator'),
    ('case_state_changed', 'officer'),
    ('case_state_changed', 'reviewer'),
    ('case_state_changed', 'recorder'),
    ('case_state_changed', 'records_keeper'),
    ('case_state_changed', 'trainer'),
    ('case_state_changed', 'administrator'),
    ('case_opened', 'officer'),
    ('worked_case_filed', 'officer'),
    ('case_duplicated', 'officer'),
    ('case_amended', 'officer'),
    ('case_withdrawn', 'officer'),
    ('case_closed', 'officer'),
    ('case_reopened', 'officer'),
    ('line_added', 'officer'),
    ('line_amended', 'officer'),
    ('line_removed', 'officer'),
    ('answer_given', 'officer'),
    ('answer_taken_back', 'officer'),
    ('document_added', 'officer'),
    ('document_added', 'recorder'),
    ('document_amended', 'officer'),
    ('document_amended', 'recorder'),
    ('evidence_attached', 'officer'),
    ('evidence_detached', 'officer'),
    ('determination_recorded', 'officer'),
    ('official_answer_recorded', 'officer'),
    ('official_answer_withdrawn', 'officer'),
    ('edition_put_in_force', 'records_keeper'),
    ('reference_pack_taken', 'records_keeper'),
    ('reference_pack_left', 'records_keeper');
