-- A live register has no trainer, as app/domain/register/staff.py has it; and a changed passphrase is on record.

CREATE TRIGGER trainers_are_for_training BEFORE INSERT ON roles_held
WHEN new.role = 'trainer' AND (SELECT kind FROM register) IS NOT 'training'
BEGIN SELECT RAISE(ABORT, 'only a training register has trainers'); END;

INSERT INTO role_acts (act, role) VALUES
    ('passphrase_changed', 'officer'),
    ('passphrase_changed', 'reviewer'),
    ('passphrase_changed', 'recorder'),
    ('passphrase_changed', 'records_keeper'),
    ('passphrase_changed', 'trainer'),
    ('passphrase_changed', 'administrator');
