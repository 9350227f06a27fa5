-- The code on a signed sheet finds the request that it was printed for, in whatever case.
CREATE INDEX requests_by_code ON entries (entry ->> '$.body.code') WHERE act = 'step_requested';
