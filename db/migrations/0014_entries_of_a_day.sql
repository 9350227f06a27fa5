-- The ledger of many entries is narrowed to a day, or to what somebody did of a kind, without reading all of it.

-- The day in Japan, as in entries_are_of_who_may.
ALTER TABLE entries ADD COLUMN day TEXT NOT NULL GENERATED ALWAYS AS (date(entry ->> '$.at', '+9 hours')) VIRTUAL;
CREATE INDEX entries_of_day ON entries (day);
CREATE INDEX entries_of_person_and_act ON entries (person, act);
