"""The table of requests: its columns, and the room that they need."""

from app.viewmodels.requests.requests_model import COLUMNS, SORTABLE, Column, RequestsModel
from app.views.kit.case_table import CaseTable, TableShape

SHAPE = TableShape(
    columns=COLUMNS,
    title=Column.TITLE,
    tall=Column.OUTCOME,
    least={
        Column.NUMBER: 94,
        Column.TITLE: 234,
        Column.DESTINATION: 104,
        Column.RECEIVED: 102,
        Column.STATE: 112,
        Column.OUTCOME: 164,
        Column.EDITION: 104,
        Column.OFFICER: 104,
        Column.CHANGED: 112,
    },
    wide={Column.OUTCOME: 290, Column.NUMBER: 100, Column.DESTINATION: 132, Column.STATE: 128, Column.OFFICER: 150},
    left_out=(
        Column.EDITION,
        Column.CHANGED,
        Column.OFFICER,
        Column.RECEIVED,
        Column.DESTINATION,
        Column.STATE,
        Column.OUTCOME,
    ),
    quiet=(Column.NUMBER, Column.RECEIVED, Column.EDITION, Column.CHANGED),
    sortable=SORTABLE,
)


class Table(CaseTable[Column]):
    """The list of requests."""

    def __init__(self, model: RequestsModel) -> None:
        super().__init__(model, model, SHAPE)
