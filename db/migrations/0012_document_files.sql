-- The files of documents that are kept in the register, each once, whichever documents it belongs to.

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

INSERT INTO role_acts (act, role) VALUES ('document_file_kept', 'officer'), ('document_file_kept', 'recorder');
