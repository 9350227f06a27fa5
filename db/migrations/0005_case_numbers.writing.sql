-- Two cases have one number where it is one to the eye: width, case, kinds of hyphen and what can't be seen make no
-- difference. `number_key` is the program's own function. Earlier versions compared letter by letter: where they took two
-- such numbers, both cases keep theirs, and so this is a trigger and no unique index.
ALTER TABLE cases ADD COLUMN number_key TEXT NOT NULL DEFAULT '';
UPDATE cases SET number_key = number_key(number);
CREATE INDEX cases_by_number_key ON cases (number_key);

CREATE TRIGGER cases_have_a_number_each BEFORE INSERT ON cases
WHEN new.number_key = '' OR EXISTS (SELECT 1 FROM cases WHERE number_key = new.number_key)
BEGIN SELECT RAISE(ABORT, 'another case has this number'); END;
CREATE TRIGGER cases_keep_a_number_each BEFORE UPDATE OF number, number_key ON cases
WHEN new.number_key <> old.number_key
    AND (new.number_key = '' OR EXISTS (SELECT 1 FROM cases WHERE number_key = new.number_key))
BEGIN SELECT RAISE(ABORT, 'another case has this number'); END;
