"""Works out anew what the list of cases is searched and sorted by, and compares it with what the register holds."""

from contextlib import closing

from app.domain.ids import CaseId
from app.domain.law.facts import DESTINATION
from app.domain.register.case_status import search_text_of
from app.domain.sorting import sort_key
from app.storage.register import sqlite
from app.storage.register.case_index import pairs
from app.storage.register.database import Register
from app.storage.register.unit_of_work import RegisterWork
from tests.fakes import TickingClock

_INDEX = "CREATE VIRTUAL TABLE {} USING fts5 (pairs, content = '', columnsize = 0, detail = none, tokenize = 'ascii')"


def differences(register: Register) -> list[str]:
    """Each column that is not what the case makes it, and each pair that the index has too much or too little."""
    work = RegisterWork(register, TickingClock().now)
    found, people = [], work.people.all()
    texts = {}
    for row in register.rows("SELECT * FROM cases ORDER BY id"):
        case = work.cases.get(CaseId(row["id"]))
        named = dict.fromkeys(line.known_answers.get(DESTINATION, "") for line in case.lines)
        search_text, destinations = search_text_of(case, people), " ".join(filter(None, named))
        texts[row["id"]] = pairs(search_text, destinations)
        right = {
            "search_text": search_text,
            "destinations": destinations,
            "number_order": sort_key(case.particulars.number),
            "title_order": sort_key(case.particulars.title),
        }
        found += [f"{row['id']}: {column}" for column, value in right.items() if row[column] != value]
    return found + sorted(f"{term} of {row_id}" for term, row_id in _held(register) ^ _made(texts))


def _held(register: Register) -> set[tuple[str, int]]:
    database = register.database
    database.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.held USING fts5vocab(main, case_pairs, instance)")
    return {(row[0], row[1]) for row in database.execute("SELECT term, doc FROM temp.held")}


def _made(texts: dict[int, str]) -> set[tuple[str, int]]:
    with closing(sqlite.connect(":memory:")) as connection:
        connection.execute(_INDEX.format("made"))
        connection.executemany("INSERT INTO made (rowid, pairs) VALUES (?, ?)", texts.items())
        connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(made, instance)")
        return set(connection.execute("SELECT term, doc FROM vocabulary"))
