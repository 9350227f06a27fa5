"""The band of a training register: its words stand apart from the state of saving, however large the text."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from app.views.kit import training_band
from app.views.kit.captions import N_
from app.views.kit.drawing import AT_THE_RIGHT, IN_THE_MIDDLE
from app.views.kit.theme import dress
from app.views.kit.training_band import TrainingBand
from app.views.kit.typesetting import width_of
from tests.viewmodels.surroundings import LOOKS

STATUSES = ("All saved", "Read only", "12 entries not saved", "12件を保存できていません")


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [500, 764, 860, 1024, 1280, 1920])
@pytest.mark.parametrize("status", STATUSES)
def test_the_words_never_stand_on_the_state_of_saving(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch, scale: float, width: int, status: str
) -> None:
    dress(dressed, LOOKS, "light", scale)
    drawn: list[tuple[float, float]] = []

    def note(_painter: object, room: QRectF, text: str, _colour: object, **how: object) -> None:
        size = width_of(text, int(str(how["size"])), bold=bool(how.get("bold")))
        left = room.left()
        if how.get("alignment") == AT_THE_RIGHT:
            left = room.right() - size
        elif how.get("alignment") == IN_THE_MIDDLE:
            left = room.center().x() - size / 2
        drawn.append((left, left + size))

    monkeypatch.setattr(training_band, "write", note)
    band = TrainingBand(N_("not an official record"))
    band.resize(width, 28)
    band.say(status)
    band.grab()
    *words, saving = drawn
    assert words, "the words are always there"
    assert all(right <= saving[0] for _, right in words)
    dress(dressed, LOOKS, "light", 1.0)
