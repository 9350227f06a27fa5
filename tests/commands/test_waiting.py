"""What waits, on the command line: the same as on the screen, for people and for programs."""

import json
from pathlib import Path

import pytest

from app.bootstrap.composition import make_training_register
from app.bootstrap.rehearsals import read_rehearsal, stage_on
from app.domain.register.awaited import WaitGroup
from app.rehearsals.given import Given
from app.rehearsals.playing import play
from app.wording.language import Language
from tests.builders import ROOT
from tests.commands.conftest import Call

_ACTS = 28


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case whose facts were changed after three of four ministers had agreed."""
    path = tmp_path_factory.mktemp("waiting") / "training.sekisho"
    make_training_register(path, Language.EN, is_empty=True)
    rehearsal = ROOT / "resources" / "rehearsals" / "fact_changed_after_three_of_four.toml"
    acts = read_rehearsal(rehearsal, frozenset({"meti"}))
    with stage_on(path, acts) as stage:
        play(acts.acts[:_ACTS], stage, Given(), lambda _: None)
    return path


def test_it_is_told_for_programs(sekisho: Call, register: Path) -> None:
    said = sekisho("--register", register, "waiting", "--format", "json")
    data = json.loads(said.out)
    assert (said.status, said.err) == (0, "")
    assert (data["schema"], data["on"], data["person"]) == ("sekisho.waiting/1", "2026-06-10", "examiner-a")
    assert {group.value: len(data[group.value]) for group in WaitGroup} == {
        "mine": 1,
        "others": 0,
        "void": 7,
        "ending": 0,
    }
    (request,) = data["mine"]
    assert (request["kind"], request["step"], request["since"]) == (
        "request",
        "interministerial_examination",
        "2026-06-10",
    )
    assert {(each["step"], each["office"]) for each in data["void"]} == {
        *(("interministerial_examination", office) for office in ("meti", "mofa", "mod", "nss")),
        *(
            ("nsc_four_ministers", office)
            for office in ("prime_minister", "chief_cabinet_secretary", "foreign_minister")
        ),
    }
    assert None not in request.values()


def test_it_is_told_for_people(sekisho: Call, register: Path) -> None:
    number = json.loads(sekisho("--register", register, "waiting", "--format", "json").out)["mine"][0]["number"]
    said = sekisho("--register", register, "waiting", "--person", "recorder-a", "--group", "others")
    assert said.out.splitlines() == [
        "For others:",
        f"  {number} · Request: Strict examination by the ministries · officer · 2026-06-10 [0 days]",
    ]
    said = sekisho("--register", register, "waiting", "--person", "recorder-a", "--group", "mine", "--language", "ja")
    assert said.out.splitlines()[1:] == ["  なし"]


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (("waiting",), "Name the register"),
        (("--register", "REGISTER", "waiting", "--person", "nobody"), "has the account “nobody”"),
        (
            ("--register", "REGISTER", "waiting", "--person", "trainer", "--group", "void"),
            "--person makes no difference",
        ),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(
    sekisho: Call, register: Path, call: tuple[str, ...], complaint: str
) -> None:
    said = sekisho(*(register if word == "REGISTER" else word for word in call))
    assert (said.status, said.out) == (2, "")
    assert complaint in said.err
