-- That a copy took the place of the register is on record.

INSERT INTO role_acts (act, role) VALUES ('register_restored', 'records_keeper');
