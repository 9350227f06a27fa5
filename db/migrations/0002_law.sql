-- The law of a register: editions that were put in force in it, and the packs of reference tables that were taken.

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

-- With the value in it, the answers of all lines are read from the index alone.
DROP INDEX answers_of_fact;
CREATE INDEX answers_of_fact ON answers (line_id, fact, id, value);
