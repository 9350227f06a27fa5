-- The code of a recovery sheet signs one act: an administrator whose passphrase is lost gets new keys.

-- The public half of the key under which the code of a sheet signs. The code of a sheet that an earlier version made
-- signs nothing.
CREATE TABLE recovery_signing_keys (
    recovery_sheet_id INTEGER PRIMARY KEY REFERENCES recovery_sheets (id),
    public_key TEXT NOT NULL UNIQUE CHECK (length(public_key) = 64 AND public_key NOT GLOB '*[^0-9a-f]*')
) STRICT;

CREATE TRIGGER recovery_signing_keys_is_not_changed BEFORE UPDATE ON recovery_signing_keys
BEGIN SELECT RAISE(ABORT, 'a row of recovery_signing_keys is never changed'); END;
CREATE TRIGGER recovery_signing_keys_is_not_deleted BEFORE DELETE ON recovery_signing_keys
BEGIN SELECT RAISE(ABORT, 'a row of recovery_signing_keys is never deleted'); END;
CREATE TRIGGER recovery_signing_keys_is_not_replaced BEFORE INSERT ON recovery_signing_keys
WHEN EXISTS (
    SELECT 1 FROM recovery_signing_keys
    WHERE recovery_sheet_id = new.recovery_sheet_id OR public_key = new.public_key
)
BEGIN SELECT RAISE(ABORT, 'a row of recovery_signing_keys is never replaced'); END;

-- As app/domain/register/way_back.py has it: that of the last sheet, once its code was typed from paper, and until it
-- has signed. It has one row, or none.
CREATE VIEW recovery_key_now AS
SELECT public_key FROM recovery_signing_keys
WHERE recovery_sheet_id = (SELECT max(id) FROM recovery_sheets)
    AND EXISTS (SELECT 1 FROM recovery_sheet_confirmations
        WHERE recovery_sheet_confirmations.recovery_sheet_id = recovery_signing_keys.recovery_sheet_id)
    AND NOT EXISTS (SELECT 1 FROM entries WHERE act = 'key_changed' AND entry ->> '$.key' = public_key);

-- That the person is an administrator on the day is asked by entries_are_of_who_may.
DROP TRIGGER entries_are_signed_by_a_key_of_the_register;
CREATE TRIGGER entries_are_signed_by_a_key_of_the_register BEFORE INSERT ON entries
WHEN NOT coalesce(new.entry ->> '$.before_the_ledger', 0) AND NOT EXISTS (
    SELECT 1 FROM signing_keys JOIN people ON people.id = signing_keys.person_id
    WHERE signing_keys.public_key = new.entry ->> '$.key' AND people.account = new.entry ->> '$.person'
        AND signing_keys.register = (SELECT uuid FROM register)
        AND NOT EXISTS (SELECT 1 FROM signing_key_endings WHERE signing_key_id = signing_keys.id)
) AND NOT (
    new.entry ->> '$.act' = 'key_changed' AND new.entry ->> '$.body.account' IS new.entry ->> '$.person'
    AND new.entry ->> '$.key' IS (SELECT public_key FROM recovery_key_now)
)
BEGIN SELECT RAISE(ABORT, 'an entry is signed by a key of its person in this register'); END;

DROP TRIGGER live_cases_wait_for_a_way_back;
CREATE TRIGGER live_cases_wait_for_a_way_back BEFORE INSERT ON cases
WHEN (SELECT kind FROM register) IS NOT 'training'
    AND NOT EXISTS (SELECT 1 FROM recovery_key_now)
    AND (
        SELECT count(DISTINCT roles_held.person_id) FROM roles_held
        LEFT JOIN role_endings ON role_endings.role_held_id = roles_held.id
        WHERE roles_held.role = 'administrator'
            AND date(new.opened_at, '+9 hours') >= roles_held.since
            AND date(new.opened_at, '+9 hours') <= coalesce(role_endings.until, roles_held.until, '9999-12-31')
            AND NOT EXISTS (SELECT 1 FROM departures WHERE departures.person_id = roles_held.person_id)
    ) < 2
BEGIN SELECT RAISE(ABORT, 'no_way_back: a second administrator or a recovery sheet that can be used comes first'); END;
