-- A document keeps what its file was called when it was chosen. The name only, never the path: a register travels, and a
-- path tells of the machine and the person. Of documents of earlier versions it is not known.
ALTER TABLE documents ADD COLUMN file_name TEXT NOT NULL DEFAULT ''
    CHECK (instr(file_name, '/') = 0 AND (file_name = '' OR sha256 <> ''));

DROP TRIGGER documents_keep_their_file;
CREATE TRIGGER documents_keep_their_file
BEFORE UPDATE OF id, case_id, sha256, file_name, added_at, added_by ON documents
BEGIN SELECT RAISE(ABORT, 'another file is another document'); END;
