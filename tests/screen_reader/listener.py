"""Hears the window as a reader of the screen does: through the system's accessibility bus, from another process.

Run by the system's own Python, which has the bindings of the bus: `listener.py REPORT KEYS STAGE …`, where `STAGE …` is
the command that plays. `KEYS` is JSON: for each place of the stage the keys to press there. The report is JSON: for
each place its tree, and what was heard after each key.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, TextIO, cast

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

_STATES = ("focused", "focusable", "checked", "checkable", "enabled", "selected", "editable")


def main(report: str, keys: str, *stage: str) -> int:
    """Walk with the stage, and write down what is heard."""
    heard: list[dict[str, object]] = []
    Atspi.init()
    listener = Atspi.EventListener.new(lambda event: heard.append(_told(event)))
    for kind in ("object:announcement", "object:state-changed:focused"):
        listener.register(kind)
    with subprocess.Popen(stage, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as playing:
        to_stage, of_stage = cast("TextIO", playing.stdin), cast("TextIO", playing.stdout)
        pressed = json.loads(keys)
        places: dict[str, object] = {}
        while name := of_stage.readline().strip():
            _listen(0.05)
            tree, after = _tree(_window()), []
            for key in pressed.get(name, ()):
                heard.clear()
                _tell(to_stage, f"press {key}")
                of_stage.readline()
                _listen(0.3)
                after.append({"key": key, "heard": list(heard)})
            places[name] = {"tree": tree, "after": after}
            _tell(to_stage, "go on")
        Path(report).write_text(json.dumps(places, ensure_ascii=False), encoding="utf-8")
        return playing.wait()


def _tell(to: TextIO, line: str) -> None:
    to.write(line + "\n")
    to.flush()


def _listen(seconds: float) -> None:
    """Let what the bus has to say come in."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        GLib.MainContext.default().iteration(False)
        time.sleep(0.002)


def _told(event: Any) -> dict[str, object]:
    words = event.any_data if isinstance(event.any_data, str) else ""
    said = {"kind": event.type, "on": bool(event.detail1), "words": words}
    try:
        return {**said, "role": event.source.get_role_name(), "name": event.source.get_name()}
    except GLib.GError:
        # What it was said of is gone by now.
        return {**said, "role": "", "name": ""}


def _window() -> Any:
    """The topmost window of the one program that is on this bus."""
    desktop = Atspi.get_desktop(0)
    program = desktop.get_child_at_index(desktop.get_child_count() - 1)
    return program.get_child_at_index(program.get_child_count() - 1)


def _tree(part: Any) -> dict[str, object]:
    states = part.get_state_set()
    said = {"role": part.get_role_name(), "name": part.get_name(), "description": part.get_description()}
    said["states"] = [state for state in _STATES if states.contains(getattr(Atspi.StateType, state.upper()))]
    said["labels"] = [_label(relation) for relation in part.get_relation_set() if _is_label(relation)]
    children = [part.get_child_at_index(at) for at in range(part.get_child_count())]
    return {**said, "children": [_tree(child) for child in children if child and _is_shown(child)]}


def _is_label(relation: Any) -> bool:
    return bool(relation.get_relation_type() == Atspi.RelationType.LABELLED_BY)


def _label(relation: Any) -> str:
    return str(relation.get_target(0).get_name())


def _is_shown(part: Any) -> bool:
    return bool(part.get_state_set().contains(Atspi.StateType.SHOWING))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
