-- What other offices signed of the checkpoints of this register, as it was brought back.

CREATE TABLE cosignatures (
    id INTEGER PRIMARY KEY,
    size INTEGER NOT NULL REFERENCES checkpoints (size),
    -- The name under which the other register signs, and its checkpoint key.
    name TEXT NOT NULL CHECK (name <> ''),
    public_key TEXT NOT NULL CHECK (length(public_key) = 64 AND public_key NOT GLOB '*[^0-9a-f]*'),
    -- Whose register that is: who took it vouches for that.
    office TEXT NOT NULL CHECK (office <> ''),
    -- When it was signed, in seconds of POSIX time, as the line itself says.
    second INTEGER NOT NULL CHECK (second BETWEEN 0 AND 253402300799),
    -- The line as it stands below the checkpoint.
    line TEXT NOT NULL CHECK (line <> ''),
    taken_at TEXT NOT NULL CHECK (taken_at GLOB '????-??-??T??:??:??.??????Z'),
    taken_by TEXT NOT NULL CHECK (taken_by <> ''),
    UNIQUE (size, public_key)
) STRICT;

CREATE TRIGGER cosignatures_is_not_changed BEFORE UPDATE ON cosignatures
BEGIN SELECT RAISE(ABORT, 'a row of cosignatures is never changed'); END;
CREATE TRIGGER cosignatures_is_not_deleted BEFORE DELETE ON cosignatures
BEGIN SELECT RAISE(ABORT, 'a row of cosignatures is never deleted'); END;
CREATE TRIGGER cosignatures_is_not_replaced BEFORE INSERT ON cosignatures
WHEN EXISTS (
    SELECT 1 FROM cosignatures
    WHERE id = new.id OR (size = new.size AND public_key = new.public_key)
)
BEGIN SELECT RAISE(ABORT, 'a row of cosignatures is never replaced'); END;

-- A key belongs to one office.
CREATE TRIGGER cosignatures_are_of_one_office BEFORE INSERT ON cosignatures
WHEN EXISTS (SELECT 1 FROM cosignatures WHERE public_key = new.public_key AND office <> new.office)
BEGIN SELECT RAISE(ABORT, 'this key was taken as that of another office'); END;

INSERT INTO role_acts (act, role) VALUES ('checkpoint_cosigned', 'records_keeper');
