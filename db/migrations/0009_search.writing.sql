-- The list of cases is searched by an index of pairs of characters and sorted as a person would. `folded`, `sort_key` and
-- `pairs` are the program's own functions.
ALTER TABLE cases ADD COLUMN number_order TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN title_order TEXT NOT NULL DEFAULT '';
DROP INDEX cases_by_title;
DROP INDEX cases_by_end_user;
CREATE VIRTUAL TABLE case_pairs USING fts5 (
    pairs, content = '', columnsize = 0, detail = none, prefix = '1', tokenize = 'ascii'
);

UPDATE cases SET
    number_order = CAST(sort_key(number) AS TEXT),
    title_order = CAST(sort_key(title) AS TEXT),
    search_text = folded((
        SELECT group_concat(said, char(10)) FROM (
            SELECT 1 AS part, 0 AS place, number AS said
            UNION ALL SELECT 2, 0, title
            UNION ALL SELECT 3, 0, exporter
            UNION ALL SELECT 4, 0, end_user
            UNION ALL SELECT 5, 0, consignee
            UNION ALL SELECT 6, 0, intermediaries
            UNION ALL SELECT 7, 0, contract_reference
            UNION ALL SELECT 8, 0, case_officer
            UNION ALL SELECT 9, position, item FROM lines WHERE case_id = cases.id AND removed_at IS NULL
            UNION ALL SELECT 10, id, title FROM documents WHERE case_id = cases.id
            ORDER BY part, place
        ) WHERE said <> ''
    ));
INSERT INTO case_pairs (rowid, pairs) SELECT id, pairs(search_text, destinations) FROM cases;

CREATE INDEX cases_by_number_order ON cases (number_order);
CREATE INDEX cases_by_title_order ON cases (title_order);
