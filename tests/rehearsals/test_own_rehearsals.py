"""The rehearsals of the repository: each goes as it says, the same each time, and together they show every act."""

import json
import shutil
import tempfile
import tomllib
from pathlib import Path

import pytest

from app.bootstrap.rehearsals import fresh_stage, read_rehearsal
from app.rehearsals.given import Given
from app.rehearsals.playing import Played, play
from app.rehearsals.rehearsal import ACTS
from tests.builders import ROOT
from tests.commands.conftest import Call
from tests.rehearsals.conftest import REHEARSALS

#: What must be among the steps that some rehearsal sees done.
STEPS = {
    *("interministerial_examination", "nsc_secretaries", "nsc", "nsc_four_ministers", "cabinet", "defense_minister"),
    "meti_permit",
}


@pytest.mark.parametrize("path", REHEARSALS, ids=lambda path: path.stem)
def test_a_rehearsal_goes_as_it_says_and_gives_the_same_twice(
    path: Path, sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    said = sekisho("rehearse", path, "--format", "json")
    data = json.loads(said.out)
    assert [act for act in data["acts"] if not act["as_expected"]] == []
    assert (said.status, said.err) == (0, "")
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    assert data["schema"] == "sekisho.rehearsed/1"
    assert data["title"] == written["title"]
    assert data["on"] == max(act["on"] for act in written["act"] if "on" in act).isoformat()
    # What is refused has its code and its sentence, and what is done has neither.
    for act, done in zip(written["act"], data["acts"], strict=True):
        refused = "expect" in act
        assert (done["do"], done["result"]) == (act["do"], "refused" if refused else "done")
        assert (done["code"], all(done["says"].values())) == (act.get("expect", ""), refused)
    assert sekisho("rehearse", path, "--format", "json") == said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", REHEARSALS, ids=lambda path: path.stem)
def test_a_rehearsal_is_invented_expects_a_refusal_and_ends_with_what_came_out(path: Path) -> None:
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    assert written["invented"] is True
    assert any("expect" in act for act in written["act"])
    assert any("tell" in act for act in written["act"])
    assert written["act"][-1]["do"] == "see"
    for person in written["person"].values():
        assert "（架空）" in person["name"]["ja"]
        assert "(invented)" in person["name"]["en"]
    countries = {act["answers"]["destination"] for act in written["act"] if "destination" in act.get("answers", {})}
    assert all("XA" <= country <= "XZ" for country in countries)


def test_every_act_and_every_step_is_shown_and_every_rehearsal_is_listed() -> None:
    acts = [act for path in REHEARSALS for act in tomllib.loads(path.read_text(encoding="utf-8"))["act"]]
    assert {act["do"] for act in acts} == set(ACTS)
    assert {act["step"] for act in acts if act["do"] == "request" and "expect" not in act} == STEPS
    listed = (ROOT / "resources" / "rehearsals" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in REHEARSALS if f"`{path.name}`" not in listed] == []


def test_the_ledger_of_a_fresh_register_verifies_and_the_register_leaves_nothing_behind(
    sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    offices = frozenset({"meti"})
    rehearsal = read_rehearsal(ROOT / "resources" / "rehearsals" / "four_ministers.toml", offices)
    played: list[Played] = []
    with fresh_stage(rehearsal) as stage:
        play(rehearsal.acts, stage, Given(), played.append)
        size, root = stage.head()
        shutil.copytree(next(made.iterdir()), tmp_path / "kept")
    assert all(each.is_as_expected for each in played)
    assert list(made.iterdir()) == []
    said = sekisho("ledger", "verify", tmp_path / "kept" / "rehearsal.sekisho")
    assert said.status == 0
    assert f"is sound: {size} entries" in said.out
    assert root in said.out


def test_a_fresh_register_leaves_nothing_behind_where_playing_breaks_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rehearsal = read_rehearsal(REHEARSALS[0], frozenset({"meti"}))

    def break_off(_played: Played) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), fresh_stage(rehearsal) as stage:
        play(rehearsal.acts, stage, Given(), break_off)
    assert list(tmp_path.iterdir()) == []
