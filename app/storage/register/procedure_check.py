"""The function by which the register asks, before an act of the procedure is written, whether it can follow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.storage.register import sqlite

#: What the triggers of the register call it.
NAME = "refusal_of_act"


def offer_procedure_check(connection: sqlite.Connection) -> None:
    """Let a connection write acts of the procedure, each asked for by its rules."""
    connection.create_function(NAME, 2, _code_of_refusal)


def _code_of_refusal(entry: str, earlier: str) -> str:
    """The code of why an act, told by an entry, can't follow the earlier ones of its case; empty where it can."""
    # A register in which no procedure is on record needs none of this.
    from app.domain.commitments.asked_again import refusal_of_act
    from app.domain.plain_data import Unreadable
    from app.domain.procedure.procedure import Procedure
    from app.domain.procedure.refusals import code_of_refusal
    from app.storage.register.recorded_events import recorded_act

    try:
        *before, act = [recorded_act(text) for text in (*map(json.dumps, json.loads(earlier)), entry)]
    except Unreadable:
        return "bad_value"
    if act is None:
        return ""
    procedure = Procedure(each for each in before if each is not None)
    refusal = refusal_of_act(procedure, act)
    if refusal is None:
        # What can't be read again after it stops the statement with what it raises.
        procedure.follow(act)
    return "" if refusal is None else code_of_refusal(refusal) or "refused"
