-- What a live register knows of its seals, and what keeps it and a training register apart.

-- The public halves to which the file key is sealed, each beside the signing key of the same person. The seals lie
-- outside the register: who could exchange them could not exchange these.
CREATE TABLE sealing_keys (
    signing_key_id INTEGER PRIMARY KEY REFERENCES signing_keys (id),
    public_key TEXT NOT NULL UNIQUE CHECK (length(public_key) = 64 AND public_key NOT GLOB '*[^0-9a-f]*')
) STRICT;

CREATE TABLE recovery_sheets (
    id INTEGER PRIMARY KEY,
    public_key TEXT NOT NULL UNIQUE CHECK (length(public_key) = 64 AND public_key NOT GLOB '*[^0-9a-f]*'),
    made_at TEXT NOT NULL CHECK (made_at GLOB '????-??-??T??:??:??.??????Z'),
    made_by TEXT NOT NULL CHECK (made_by <> '')
) STRICT;

-- The code of a sheet was typed from paper.
CREATE TABLE recovery_sheet_confirmations (
    recovery_sheet_id INTEGER PRIMARY KEY REFERENCES recovery_sheets (id),
    confirmed_at TEXT NOT NULL CHECK (confirmed_at GLOB '????-??-??T??:??:??.??????Z'),
    confirmed_by TEXT NOT NULL CHECK (confirmed_by <> '')
) STRICT;

CREATE TRIGGER sealing_keys_are_for_live BEFORE INSERT ON sealing_keys
WHEN (SELECT kind FROM register) IS NOT 'live'
BEGIN SELECT RAISE(ABORT, 'only a live register has seals'); END;
CREATE TRIGGER recovery_sheets_are_for_live BEFORE INSERT ON recovery_sheets
WHEN (SELECT kind FROM register) IS NOT 'live'
BEGIN SELECT RAISE(ABORT, 'only a live register has a recovery sheet'); END;

-- A key signs in the register that it was made for, and in no other.
CREATE TRIGGER signing_keys_are_of_this_register BEFORE INSERT ON signing_keys
WHEN new.register IS NOT (SELECT uuid FROM register)
BEGIN SELECT RAISE(ABORT, 'a signing key belongs to its own register'); END;

CREATE TRIGGER worked_cases_are_for_training BEFORE INSERT ON entries
WHEN new.entry ->> '$.act' = 'worked_case_filed' AND (SELECT kind FROM register) IS NOT 'training'
BEGIN SELECT RAISE(ABORT, 'only a training register takes worked cases'); END;

-- As app/domain/register/way_back.py has it. The day is that of the moment in Japan.
CREATE TRIGGER live_cases_wait_for_a_way_back BEFORE INSERT ON cases
WHEN (SELECT kind FROM register) IS NOT 'training'
    AND NOT EXISTS (
        SELECT 1 FROM recovery_sheet_confirmations WHERE recovery_sheet_id = (SELECT max(id) FROM recovery_sheets)
    )
    AND (
        SELECT count(DISTINCT roles_held.person_id) FROM roles_held
        LEFT JOIN role_endings ON role_endings.role_held_id = roles_held.id
        WHERE roles_held.role = 'administrator'
            AND date(new.opened_at, '+9 hours') >= roles_held.since
            AND date(new.opened_at, '+9 hours') <= coalesce(role_endings.until, roles_held.until, '9999-12-31')
            AND NOT EXISTS (SELECT 1 FROM departures WHERE departures.person_id = roles_held.person_id)
    ) < 2
BEGIN SELECT RAISE(ABORT, 'no_way_back: a second administrator or a confirmed recovery sheet comes first'); END;

CREATE TRIGGER sealing_keys_is_not_changed BEFORE UPDATE ON sealing_keys
BEGIN SELECT RAISE(ABORT, 'a row of sealing_keys is never changed'); END;
CREATE TRIGGER sealing_keys_is_not_deleted BEFORE DELETE ON sealing_keys
BEGIN SELECT RAISE(ABORT, 'a row of sealing_keys is never deleted'); END;
CREATE TRIGGER sealing_keys_is_not_replaced BEFORE INSERT ON sealing_keys
WHEN EXISTS (SELECT 1 FROM sealing_keys WHERE signing_key_id = new.signing_key_id OR public_key = new.public_key)
BEGIN SELECT RAISE(ABORT, 'a row of sealing_keys is never replaced'); END;

CREATE TRIGGER recovery_sheets_is_not_changed BEFORE UPDATE ON recovery_sheets
BEGIN SELECT RAISE(ABORT, 'a row of recovery_sheets is never changed'); END;
CREATE TRIGGER recovery_sheets_is_not_deleted BEFORE DELETE ON recovery_sheets
BEGIN SELECT RAISE(ABORT, 'a row of recovery_sheets is never deleted'); END;
CREATE TRIGGER recovery_sheets_is_not_replaced BEFORE INSERT ON recovery_sheets
WHEN EXISTS (SELECT 1 FROM recovery_sheets WHERE id = new.id OR public_key = new.public_key)
BEGIN SELECT RAISE(ABORT, 'a row of recovery_sheets is never replaced'); END;

CREATE TRIGGER recovery_sheet_confirmations_is_not_changed BEFORE UPDATE ON recovery_sheet_confirmations
BEGIN SELECT RAISE(ABORT, 'a row of recovery_sheet_confirmations is never changed'); END;
CREATE TRIGGER recovery_sheet_confirmations_is_not_deleted BEFORE DELETE ON recovery_sheet_confirmations
BEGIN SELECT RAISE(ABORT, 'a row of recovery_sheet_confirmations is never deleted'); END;
CREATE TRIGGER recovery_sheet_confirmations_is_not_replaced BEFORE INSERT ON recovery_sheet_confirmations
WHEN EXISTS (SELECT 1 FROM recovery_sheet_confirmations WHERE recovery_sheet_id = new.recovery_sheet_id)
BEGIN SELECT RAISE(ABORT, 'a row of recovery_sheet_confirmations is never replaced'); END;

INSERT INTO role_acts (act, role) VALUES
    ('key_changed', 'administrator'),
    ('recovery_sheet_made', 'administrator'),
    ('recovery_sheet_confirmed', 'administrator');
