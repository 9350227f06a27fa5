-- What was said of a line counts for the facts that it was said of. So it is kept with these: the day as of which the
-- case was assessed then, and facts with their values (null: not known).

-- Of an answer that sets aside a derived fact: what this follows from.
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

-- Of an official answer, for each line that it was given for: the facts that decide whether its rule fires.
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

-- For what earlier versions kept, the facts are found by when they were answered. The day is that which the first change
-- after it replaced. What a reference table said then is not found, and so an official answer counts no longer where its
-- rule looks at that.
INSERT INTO official_answers_given_for (official_answer_id, line_id, assessed_on, facts)
SELECT
    official_answers.id,
    lines.id,
    coalesce(
        (
            SELECT body ->> 'before' FROM events
            WHERE events.case_id = cases.id AND kind = 'case_amended' AND body ->> 'field' = 'assessed_on'
                AND at > official_answers.recorded_at
            ORDER BY seq LIMIT 1
        ),
        cases.assessed_on
    ),
    (
        SELECT json_group_object(fact, value) FROM (
            SELECT fact, value, max(id) FROM answers
            WHERE answers.line_id = lines.id AND given_at <= official_answers.recorded_at GROUP BY fact
        )
    )
FROM official_answers
JOIN cases ON cases.id = official_answers.case_id
JOIN lines ON lines.case_id = cases.id
WHERE lines.added_at <= official_answers.recorded_at AND coalesce(lines.removed_at, '9') > official_answers.recorded_at;

-- The one derived fact that the editions of those versions let be answered follows from the destination.
INSERT INTO answers_given_for (answer_id, line_id, assessed_on, facts)
SELECT
    answers.id,
    answers.line_id,
    coalesce(
        (
            SELECT body ->> 'before' FROM events
            WHERE events.case_id = cases.id AND kind = 'case_amended' AND body ->> 'field' = 'assessed_on'
                AND at > answers.given_at
            ORDER BY seq LIMIT 1
        ),
        cases.assessed_on
    ),
    json_object('destination', (
        SELECT value FROM answers AS source
        WHERE source.line_id = answers.line_id AND source.fact = 'destination' AND source.given_at <= answers.given_at
        ORDER BY source.id DESC LIMIT 1
    ))
FROM answers
JOIN lines ON lines.id = answers.line_id
JOIN cases ON cases.id = lines.case_id
WHERE answers.fact = 'agreement_in_force' AND answers.act = 'given';
