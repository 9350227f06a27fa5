"""The one SQLite library of the program: SQLite with SQLCipher, for plain and for encrypted registers alike.

Two libraries in one process would lose each other's locks: when any descriptor of a file is closed, the operating
system takes back every lock that the process has on it. Its interface is that of the standard library.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor, DatabaseError, Error, IntegrityError, OperationalError, Row, connect
else:
    from sqlcipher3.dbapi2 import (
        Connection,
        Cursor,
        DatabaseError,
        Error,
        IntegrityError,
        OperationalError,
        Row,
        connect,
    )

__all__ = [
    "Connection",
    "Cursor",
    "DatabaseError",
    "Error",
    "IntegrityError",
    "OperationalError",
    "Row",
    "connect",
    "kind_of",
]

#: What SQLite says of an error, for those that come without a name, as they do while pages are copied.
_SAID = {
    "access permission denied": "SQLITE_PERM",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "authorization denied": "SQLITE_AUTH",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "database is locked": "SQLITE_BUSY",
    "database or disk is full": "SQLITE_FULL",
    "database table is locked": "SQLITE_LOCKED",
    "disk I/O error": "SQLITE_IOERR",
    "file is not a database": "SQLITE_NOTADB",
    "locking protocol": "SQLITE_PROTOCOL",
    "unable to open database file": "SQLITE_CANTOPEN",
}


def kind_of(error: Error) -> str:
    """The kind of an error, as SQLite calls it, such as `SQLITE_IOERR`; empty where it is not one of SQLite's."""
    name = str(getattr(error, "sqlite_errorname", None) or _SAID.get(str(error), ""))
    # What stands behind the second underscore tells one case of the kind from another: SQLITE_IOERR_WRITE.
    return "_".join(name.split("_")[:2])
