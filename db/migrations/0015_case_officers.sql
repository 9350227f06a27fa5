-- The case officer of a request is a person of the register, found by account and names; it can be handed over.

INSERT INTO role_acts (act, role) VALUES ('case_handed_over', 'officer');

-- How many requests of a person are open is told by it alone.
DROP INDEX cases_by_case_officer;
CREATE INDEX cases_by_case_officer ON cases (case_officer, state);

-- What was written there may be somebody's account: then their names find the request, too. `folded` and `pairs` are
-- the program's own functions.
CREATE TEMP TABLE found_by_name AS
    SELECT cases.id, name_ja, name_en FROM cases JOIN people ON account = case_officer WHERE NOT is_former;
INSERT INTO case_pairs (case_pairs, rowid, pairs)
    SELECT 'delete', id, pairs(search_text, destinations) FROM cases WHERE id IN (SELECT id FROM found_by_name);
UPDATE cases SET search_text = folded((
    SELECT group_concat(said, char(10)) FROM (
        SELECT 1 AS part, 0 AS place, number AS said
        UNION ALL SELECT 2, 0, title
        UNION ALL SELECT 3, 0, exporter
        UNION ALL SELECT 4, 0, end_user
        UNION ALL SELECT 5, 0, consignee
        UNION ALL SELECT 6, 0, intermediaries
        UNION ALL SELECT 7, 0, contract_reference
        UNION ALL SELECT 8, 0, case_officer
        UNION ALL SELECT 8, 1, name_ja FROM found_by_name WHERE id = cases.id AND name_ja <> case_officer
        UNION ALL SELECT 8, 2, name_en FROM found_by_name
            WHERE id = cases.id AND name_en NOT IN (case_officer, name_ja)
        UNION ALL SELECT 9, position, item FROM lines WHERE case_id = cases.id AND removed_at IS NULL
        UNION ALL SELECT 10, id, title FROM documents WHERE case_id = cases.id
        ORDER BY part, place
    ) WHERE said <> ''
)) WHERE id IN (SELECT id FROM found_by_name);
INSERT INTO case_pairs (rowid, pairs)
    SELECT id, pairs(search_text, destinations) FROM cases WHERE id IN (SELECT id FROM found_by_name);
DROP TABLE found_by_name;
