-- What a determination rested on beside its answers, in short: what followed from them, the particulars of case and line, and
-- what showed the answers. It is a part of the record; NULL in the determinations of earlier versions.
ALTER TABLE determinations ADD COLUMN rests_on TEXT CHECK (json_type(rests_on) = 'object');

-- Every edition that a record names, with the digest of what decides in it and its content, so that later versions of the
-- program can compare with it and say it in its own words.
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

-- What decides in the editions that were released until now.
INSERT INTO recorded_editions (sha256, id, decision_digest)
SELECT edition_sha256, min(edition_id), CASE edition_sha256
    WHEN '806edf36be1c99a49040ebc00d920103e9808a1f73320617dbfa2a7032d8d5cf'
        THEN 'd5f90a09ee2c7fa8a2255c4ab59c24c45efc9f44b2d5858f97c0e19ceae44bb2'
    WHEN 'ee069fdb6a515b9d950129ec99bd9a5e3bba4325cd3b604e867d20c3bc15c9fd'
        THEN '34303b80f2036bce4c8b94f84a6a25830d1d46bba9ecb0d63620f546d6b2b505'
    WHEN 'cc614c6a38c8ec881ddf240fb91fa2fb1c4b6c6833c2d4bfe722c0d35d024b58'
        THEN '01df566e0a6acda2e897e67888f963229d84c822fea0a391bbcb0d352b9e4892'
    WHEN '668c5b6233905646e3078fe0b45191af6a65e9dc2c90c714f68dde5009c134c5'
        THEN 'd631fe3db6276a5bdd4dd1a876b5444d99412abd8b692874007bf9c344636ac3'
    WHEN '23c81055a504c1bf71edd5d6f7983f10ab6f8c395c408336e0d97870e1abeae2'
        THEN 'd6d62441daec1f9be7ace01e4abb604da732aa60a9a31dcaf23f6b41907fee0f'
END
FROM determinations GROUP BY edition_sha256;

-- The law by which the list says how cases stand: a row whenever another law was noticed, the last one is in force. Its key
-- covers what decides in the editions, when, and the reference tables.
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

-- Lines whose determination is not what would come out now; they are among the open ones.
ALTER TABLE cases ADD COLUMN differing_line_count INTEGER NOT NULL DEFAULT 0 CHECK (differing_line_count >= 0);

-- The law by which it was worked out how the case stands; with a lower number than the last it is worked out anew. NULL where
-- nothing is determined: then the law makes no difference.
ALTER TABLE cases ADD COLUMN worked_out_under INTEGER;

UPDATE cases SET worked_out_under = 0 WHERE id IN (
    SELECT lines.case_id FROM determinations JOIN lines ON lines.id = determinations.line_id WHERE lines.removed_at IS NULL
);

CREATE INDEX cases_worked_out ON cases (worked_out_under) WHERE worked_out_under IS NOT NULL;
