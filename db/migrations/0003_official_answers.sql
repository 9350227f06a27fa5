-- What an official answer answered: the edition under which it was given, and a digest of what that edition said in the
-- rule (its condition and its outcome). Empty in the answers of earlier versions.
ALTER TABLE official_answers ADD COLUMN edition_id TEXT NOT NULL DEFAULT '';
ALTER TABLE official_answers ADD COLUMN edition_sha256 TEXT NOT NULL DEFAULT ''
    CHECK (edition_sha256 = '' OR length(edition_sha256) = 64);
ALTER TABLE official_answers ADD COLUMN substance TEXT NOT NULL DEFAULT ''
    CHECK (substance = '' OR (length(substance) = 64 AND substance NOT GLOB '*[^0-9a-f]*'));

-- Which way the office answered: 1 where it says that the point does not stand in the way, which sets the rule aside, and
-- 0 where it says that it does. The earlier versions recorded only the former.
ALTER TABLE official_answers ADD COLUMN clears INTEGER NOT NULL DEFAULT 1 CHECK (clears IN (0, 1));

CREATE TRIGGER official_answers_say_what_they_answered BEFORE INSERT ON official_answers
WHEN new.edition_id = '' OR new.edition_sha256 = '' OR new.substance = ''
BEGIN SELECT RAISE(ABORT, 'an official answer is kept with the edition and the rule that it answered'); END;

-- The official answers that stood on the case, by id; NULL in the determinations of earlier versions.
ALTER TABLE determinations ADD COLUMN official_answers TEXT CHECK (json_type(official_answers) = 'array');
